/** Pods on the real node that go wrong as pods do. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../api.ts'
import { node } from '../node/settings.ts'
import { crowded, quota, scenes } from './real-scenes.ts'
import { account } from './seeding.ts'
import type { Seeding } from './seeding.ts'

const space = 'real'
const small = 'real-quota'
const pods = `/api/v1/namespaces/${space}/pods`

type Node = { status: { conditions?: { type: string; status: string }[] } }
type Pod = { status: { phase: string } }

/** Returns when the node is ready and the pods are there; what happens to them comes by itself. */
export async function real({ api }: Seeding): Promise<void> {
  await until(async () => {
    const { status, body } = await api.call('GET', `/api/v1/nodes/${node.name}`)
    const found: Node = status === 200 ? JSON.parse(body) : { status: {} }
    return found.status.conditions?.some((one) => one.type === 'Ready' && one.status === 'True')
  })
  for (const name of [space, small]) {
    await api.must('POST', '/api/v1/namespaces', { metadata: { name } })
    await account(api, name)
  }
  for (const scene of scenes) await api.must('POST', pods, scene)
  await api.must('POST', `/api/v1/namespaces/${small}/resourcequotas`, quota)
  await api.must('POST', `/apis/apps/v1/namespaces/${small}/deployments`, crowded)
  await Promise.all([terminate(api), debug(api)])
}

/** Asked to end, which it does not want to: it stays in that state. */
async function terminate(api: Api): Promise<void> {
  await running(api, 'terminating')
  await api.must('DELETE', `${pods}/terminating`)
}

/** What `kubectl debug` does. */
async function debug(api: Api): Promise<void> {
  await running(api, 'ephemeral')
  const debugger_ = {
    name: 'debugger',
    image: 'registry.example.com/tools/busybox:1.35',
    command: ['sh', '-c', 'ps; echo looking around; sleep 86400'],
    targetContainerName: 'app',
  }
  const spec = { ephemeralContainers: [debugger_] }
  const merge = 'application/strategic-merge-patch+json'
  await api.must('PATCH', `${pods}/ephemeral/ephemeralcontainers`, { spec }, merge)
}

const running = (api: Api, name: string): Promise<void> =>
  until(async () => {
    const pod: Pod = JSON.parse((await api.must('GET', `${pods}/${name}`)).body)
    return pod.status.phase === 'Running'
  })

async function until(holds: () => Promise<boolean | undefined>): Promise<void> {
  const end = Date.now() + 120_000
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('The real node does not run: see its log, node.log.')
    await sleep(200)
  }
}
