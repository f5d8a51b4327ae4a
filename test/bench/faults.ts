/** What goes wrong in a large cluster, written as kubelets and controllers would: a group of faults of each kind. */
import { type Api, api } from '../cluster/api.ts'
import type { Work } from './work.ts'

const space = `bench-faults-${process.pid}`
const folder = (plural: string, group = '/api/v1') => `${group}/namespaces/${space}/${plural}`
const merge = 'application/merge-patch+json'
/** Pods of one that crashes, and of one that fits no node. */
const [crashing, homeless] = [120, 40]

/** Plants them, and takes them away again. */
export async function withFaults<T>({ cluster }: Work, use: () => Promise<T>): Promise<T> {
  const to = api(cluster.server, cluster.ca, cluster.tokens.admin)
  try {
    await home(to)
    await Promise.all([
      pods(to, 'crasher', crashing, crash),
      pods(to, 'giant', homeless, unfit),
      pods(to, 'deaf', 6, deaf),
      to.must('POST', folder('persistentvolumeclaims'), claim),
      quota(to),
      ...numbers(40).map((n) => to.must('POST', folder('events'), warning(n))),
    ])
    return await use()
  } finally {
    await clear(to)
    to.close()
  }
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n)

/** The service account is what admission asks for where no controller makes it. */
async function home(to: Api): Promise<void> {
  await to.call('POST', '/api/v1/namespaces', { metadata: { name: space } })
  await to.call('POST', folder('serviceaccounts'), { metadata: { name: 'default' } })
}

async function clear(to: Api): Promise<void> {
  await to.call('DELETE', folder('deployments', '/apis/apps/v1'))
  for (const plural of ['pods', 'persistentvolumeclaims', 'resourcequotas', 'events'])
    await to.call('DELETE', `${folder(plural)}?gracePeriodSeconds=0`)
  await to.call('DELETE', `/api/v1/namespaces/${space}`)
}

/** Of a Deployment that asks for none, so that no controller makes or takes any. */
async function pods(to: Api, app: string, count: number, status: object): Promise<void> {
  const containers = [{ name: 'app', image: `registry.example.com/${app}:1.0.0` }]
  const labels = { app }
  const template = { metadata: { labels }, spec: { containers } }
  const { body } = await to.must('POST', folder('deployments', '/apis/apps/v1'), {
    metadata: { name: app },
    spec: { replicas: 0, selector: { matchLabels: labels }, template },
  })
  const { uid } = (JSON.parse(body) as { metadata: { uid: string } }).metadata
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: app, uid, controller: true }
  // A gate keeps every scheduler away.
  const spec = { ...gated, containers }
  const one = async (name: string) => {
    const metadata = { name, labels, ownerReferences: [owner] }
    await to.must('POST', folder('pods'), { metadata, spec })
    await to.must('PATCH', `${folder('pods')}/${name}/status`, { status }, merge)
  }
  await Promise.all(numbers(count).map((n) => one(`${app}-${n}`)))
}

const gated = {
  schedulingGates: [{ name: 'example.com/bench' }],
  automountServiceAccountToken: false,
}

const container = { name: 'app', image: '', imageID: '', ready: false }
const not = { status: 'False', reason: 'ContainersNotReady' }
const ready = { type: 'Ready', ...not }
const terminated = { exitCode: 1, reason: 'Error', finishedAt: '2026-11-26T08:00:00Z' }
const crash = {
  phase: 'Running',
  conditions: [ready],
  containerStatuses: [
    {
      ...container,
      restartCount: 14,
      state: { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 5m0s' } },
      lastState: { terminated },
    },
  ],
}
const deaf = {
  phase: 'Running',
  conditions: [ready],
  containerStatuses: [
    { ...container, restartCount: 0, state: { running: { startedAt: '2026-11-26T08:00:00Z' } } },
  ],
}
const message =
  '0/20 nodes are available: 20 Insufficient cpu. preemption: 0/20 nodes are available'
const unfit = {
  phase: 'Pending',
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
}

const claim = {
  metadata: { name: 'homeless' },
  spec: {
    storageClassName: 'none-such',
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '1Gi' } },
  },
}

async function quota(to: Api): Promise<void> {
  const hard = { configmaps: '1' }
  await to.must('POST', folder('resourcequotas'), { metadata: { name: 'tight' }, spec: { hard } })
  const status = { hard, used: { configmaps: '1' } }
  await to.must('PATCH', `${folder('resourcequotas')}/tight/status`, { status }, merge)
}

function warning(n: number): object {
  const now = new Date().toISOString().replace(/\.\d+/, '')
  return {
    metadata: { name: `giant-${n}.${n}` },
    type: 'Warning',
    reason: 'FailedScheduling',
    message,
    involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: space, name: `giant-${n}` },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 31,
    source: { component: 'default-scheduler' },
  }
}
