/** Records a pod of every state from a cluster with a real node: `node test/support/record-pods.ts KUBECONFIG`. */
import { setTimeout as sleep } from 'node:timers/promises'
import { states } from './pod-states.ts'
import type { Pod } from './pod-states.ts'
import { keep, reach } from './record.ts'

const patience = 180_000
const from = reach(process.argv[2] ?? '')
const end = Date.now() + patience
const left = new Map(Object.entries(states))
while (left.size > 0 && Date.now() < end) {
  const { body } = await from.must('GET', '/api/v1/namespaces/real/pods')
  const { items } = JSON.parse(body) as { items: Pod[] }
  for (const [name, state] of left) {
    const pod = items.find((one) => one.metadata.name === (state.pod ?? name))
    if (pod === undefined || !state.holds(pod)) continue
    // a list leaves out what its items are
    await keep('pods', name, { apiVersion: 'v1', kind: 'Pod', ...pod } as Pod)
    left.delete(name)
    console.log(`${name} is recorded`)
  }
  await sleep(200)
}
from.close()
if (left.size > 0) throw new Error(`never seen: ${[...left.keys()].join(', ')}`)
