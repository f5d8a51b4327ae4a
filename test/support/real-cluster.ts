/** The real control plane of `npm run test:cluster`: one that is told, else one of its own, stopped afterwards. */
import { up } from '../cluster/cluster.ts'
import { offerRealNode } from './real-node.ts'

export default async function setup(): Promise<() => Promise<void>> {
  const withdraw = await offerRealNode()
  const told = process.env['PORTLIGHT_TEST_KUBECONFIG'] ?? ''
  if (told !== '') {
    process.env['KUBECONFIG'] = told
    return withdraw
  }
  const cluster = await up({ name: `test-${process.pid}`, seed: 'shop', say: console.log })
  process.env['KUBECONFIG'] = cluster.kubeconfig
  return async () => {
    await Promise.all([cluster.stop(), withdraw()])
  }
}
