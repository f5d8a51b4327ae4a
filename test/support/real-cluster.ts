/** The real control plane of `npm run test:cluster`: one that is told, else one of its own, stopped afterwards. */
import { up } from '../cluster/cluster.ts'

export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  const told = process.env['PORTLIGHT_TEST_KUBECONFIG'] ?? ''
  if (told !== '') {
    process.env['KUBECONFIG'] = told
    return undefined
  }
  const cluster = await up({ name: `test-${process.pid}`, seed: 'shop', say: console.log })
  process.env['KUBECONFIG'] = cluster.kubeconfig
  return () => cluster.stop()
}
