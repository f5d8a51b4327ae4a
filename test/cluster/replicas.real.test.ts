/** The same on the real control plane. */
import '../browser/replicas.test.ts'
