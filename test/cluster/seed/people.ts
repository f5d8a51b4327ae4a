/** The nodes, and the rights of the people who are not admin. */
import type { Api } from '../api.ts'
import type { Shape } from '../shape.ts'

const zones = ['a', 'b', 'c']

/** Nodes `node-01` …; those without a simulated kubelet are said to be ready once and for all. */
export async function nodes(api: Api, count: number, alive: boolean): Promise<void> {
  const all = Array.from({ length: count }, (_, i) => node(i + 1, alive))
  await Promise.all(all.map((one) => api.must('POST', '/api/v1/nodes', one)))
}

/**
 * `ada` may edit in two namespaces, `bea` view in the last of them, `tim` read pods and config maps there
 * but not watch them, `nobody` has no rights at all.
 */
export async function people(api: Api, shape: Shape): Promise<void> {
  const all = homes(shape)
  const last = all.at(-1) ?? ''
  for (const namespace of all) await bind(api, namespace, 'ada', 'ClusterRole', 'edit')
  await bind(api, last, 'bea', 'ClusterRole', 'view')
  await api.must('POST', `${rbac}/${last}/roles`, {
    metadata: { name: 'reads' },
    rules: [{ apiGroups: [''], resources: ['pods', 'configmaps'], verbs: ['get', 'list'] }],
  })
  await bind(api, last, 'tim', 'Role', 'reads')
}

const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces'

async function bind(
  api: Api,
  namespace: string,
  who: string,
  kind: string,
  name: string,
): Promise<void> {
  await api.must('POST', `${rbac}/${namespace}/rolebindings`, {
    metadata: { name: `${who}-${name}` },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind, name },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: who }],
  })
}

function homes(shape: Shape): string[] {
  if (shape.seed === 'shop') return ['shop', 'web']
  if (shape.pods + shape.bare > 0) return ['load-01', 'load-02']
  return ['default']
}

function node(number: number, alive: boolean): unknown {
  const name = `node-${String(number).padStart(2, '0')}`
  const size = { cpu: '32', memory: '128Gi', 'ephemeral-storage': '200Gi', pods: '1100' }
  const conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }]
  return {
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/zone': `zone-${zones[number % zones.length]}`,
        ...(number === 1 ? { 'node-role.kubernetes.io/control-plane': '' } : {}),
      },
    },
    status: {
      capacity: size,
      allocatable: size,
      nodeInfo: {
        architecture: 'amd64',
        bootID: '',
        containerRuntimeVersion: 'containerd://2.4.2',
        kernelVersion: '6.12.57',
        kubeProxyVersion: '',
        kubeletVersion: 'v1.37.2',
        machineID: '',
        operatingSystem: 'linux',
        osImage: 'Debian GNU/Linux 13 (trixie)',
        systemUUID: '',
      },
      ...(alive ? {} : { conditions }),
    },
  }
}
