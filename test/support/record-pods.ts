/**
 * Records a pod of every state from a cluster with a real node that has just been started:
 * `node test/support/record-pods.ts KUBECONFIG`.
 */
import { states, watchStates } from './pod-states.ts'
import { keep, reach } from './record.ts'

const from = reach(process.argv[2] ?? '')
const seen = await watchStates(from)
from.close()
for (const [name, pod] of seen) {
  // the items of a list do not say what they are
  const whole = { apiVersion: 'v1', kind: 'Pod', ...pod }
  await keep('pods', name, whole)
}
const never = Object.keys(states).filter((name) => !seen.has(name))
console.log(`${seen.size} recorded${never.length > 0 ? `, never seen: ${never.join(', ')}` : ''}`)
if (never.length > 0) process.exitCode = 1
