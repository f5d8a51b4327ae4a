/** Faults of many sorts, planted on the real cluster. */
import { vi } from 'vitest'
import { create, items, patch } from './api.ts'

let space = ''
const folder = (group: string, plural: string) => `${group}/namespaces/${space}/${plural}`

/** In this namespace, and a storage class of its name. */
export async function plant(namespace: string): Promise<void> {
  space = namespace
  const pods = folder('/api/v1', 'pods')
  await create(folder('/api/v1', 'resourcequotas'), {
    metadata: { name: 'tight' },
    spec: { hard: { configmaps: '1' } },
  })
  await claim('homeless', 'none-such')
  const classes = '/apis/storage.k8s.io/v1/storageclasses'
  await create(classes, { metadata: { name: space }, provisioner: 'example.com/nobody' })
  await claim('roofless', space)
  await create(folder('/api/v1', 'services'), {
    metadata: { name: 'crasher' },
    spec: { selector: { app: 'crasher' }, ports: [{ port: 80 }] },
  })
  await deployment('crasher', 3, { scene: 'crash-loop' })
  await deployment('giant', 2, { cpu: '900' })
  await deployment('stuck', 1, { scene: 'image-pull', seconds: 2 })
  const readinessProbe = { httpGet: { path: '/ready', port: 80 } }
  await create(pods, {
    metadata: { name: 'deaf' },
    spec: { containers: [{ name: 'app', image: 'example.com/deaf:1', readinessProbe }] },
  })
  await deafen(`${pods}/deaf`)
}

const claim = (name: string, storageClassName: string) =>
  create(folder('/api/v1', 'persistentvolumeclaims'), {
    metadata: { name },
    spec: {
      storageClassName,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
    },
  })

interface Asked {
  readonly scene?: string
  readonly cpu?: string
  /** Until its rollout counts as stuck. */
  readonly seconds?: number
}

async function deployment(name: string, replicas: number, { scene, cpu, seconds }: Asked) {
  const labels = { app: name }
  const annotations = scene === undefined ? {} : { 'example.com/scene': scene }
  const resources = cpu === undefined ? {} : { requests: { cpu } }
  await create(folder('/apis/apps/v1', 'deployments'), {
    metadata: { name },
    spec: {
      replicas,
      ...(seconds !== undefined && { progressDeadlineSeconds: seconds }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels, annotations },
        spec: { containers: [{ name: 'app', image: `example.com/${name}:1`, resources }] },
      },
    },
  })
}

/** As a kubelet writes it of a probe that fails: the simulated one has none. */
async function deafen(path: string): Promise<void> {
  interface Pod {
    readonly metadata: { readonly uid: string }
    readonly status?: {
      readonly phase?: string
      readonly conditions?: readonly { readonly type: string }[]
      readonly containerStatuses?: readonly object[]
    }
  }
  const pod = await vi.waitFor(
    async () => {
      const found = (await items(path.replace(/\/deaf$/, ''))).find(
        ({ metadata }) => metadata.name === 'deaf',
      ) as unknown as Pod
      if (found.status?.phase !== 'Running') throw new Error('it does not run yet')
      return found
    },
    { timeout: 60_000 },
  )
  const { conditions = [], containerStatuses = [] } = pod.status ?? {}
  const not = {
    status: 'False',
    reason: 'ContainersNotReady',
    message: 'containers with unready status: [app]',
  }
  await patch(`${path}/status`, {
    status: {
      conditions: conditions.map((one) =>
        ['Ready', 'ContainersReady'].includes(one.type) ? { ...one, ...not } : one,
      ),
      containerStatuses: containerStatuses.map((one) => ({ ...one, ready: false })),
    },
  })
  const now = new Date().toISOString().replace(/\.\d+/, '')
  await create(folder('/api/v1', 'events'), {
    metadata: { name: 'deaf-unhealthy' },
    type: 'Warning',
    reason: 'Unhealthy',
    message: 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    involvedObject: {
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: space,
      name: 'deaf',
      uid: pod.metadata.uid,
      fieldPath: 'spec.containers{app}',
    },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 7,
    source: { component: 'kubelet' },
  })
}
