/** metrics-server beside the kubelet, made a part of the API by an APIService. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../api.ts'
import { kubeconfigOf } from '../kubeconfig.ts'
import type { Program } from '../plane.ts'
import { node } from './settings.ts'

const port = 4443
const name = 'metrics-server'
const rbac = 'rbac.authorization.k8s.io'
const user = { kind: 'User', apiGroup: rbac, name }

/** The program, to be run in the node's network. */
export async function metricsServer(
  file: string,
  folder: string,
  apiPort: number,
): Promise<Program> {
  const config = join(folder, 'node', `${name}.kubeconfig`)
  await writeFile(config, await kubeconfigOf(folder, apiPort, name))
  const args = [
    `--kubeconfig=${config}`,
    `--authentication-kubeconfig=${config}`,
    `--authorization-kubeconfig=${config}`,
    `--bind-address=${node.address}`,
    `--secure-port=${port}`,
    `--tls-cert-file=${join(folder, `${name}.crt`)}`,
    `--tls-private-key-file=${join(folder, `${name}.key`)}`,
    `--kubelet-certificate-authority=${join(folder, 'ca.crt')}`,
    '--kubelet-preferred-address-types=InternalIP',
    // simulated nodes have no figures, and asking them would only fill the log
    '--node-selector=example.com/real-node',
    '--metric-resolution=10s',
    '--kubelet-request-timeout=5s',
  ]
  return { name, file, args }
}

/**
 * Makes its rights, and the APIService with the Service and addresses behind it, where they are not
 * there yet; returns when the rights hold, without which the program ends at once.
 */
export async function registerMetrics(api: Api, folder: string): Promise<void> {
  const ca = await readFile(join(folder, 'ca.crt'))
  const roles = `/apis/${rbac}/v1`
  const make = async (path: string, body: object): Promise<void> => {
    const { status, body: words } = await api.call('POST', path, body)
    if (status >= 400 && status !== 409) throw new Error(`POST ${path}: ${status} ${words}`)
  }
  await make(`${roles}/clusterroles`, reads)
  await make(`${roles}/clusterroles`, aggregated)
  await make(`${roles}/clusterrolebindings`, bound('ClusterRole', `system:${name}`))
  const delegator = bound('ClusterRole', 'system:auth-delegator')
  await make(`${roles}/clusterrolebindings`, delegator)
  const reader = bound('Role', 'extension-apiserver-authentication-reader')
  await make(`${roles}/namespaces/kube-system/rolebindings`, reader)
  await make('/api/v1/namespaces/kube-system/services', {
    metadata: { name },
    spec: { ports: [{ name: 'https', port: 443, targetPort: port }] },
  })
  await make('/apis/discovery.k8s.io/v1/namespaces/kube-system/endpointslices', {
    metadata: { name: `${name}-1`, labels: { 'kubernetes.io/service-name': name } },
    addressType: 'IPv4',
    ports: [{ name: 'https', port, protocol: 'TCP' }],
    endpoints: [{ addresses: [node.address], conditions: { ready: true } }],
  })
  await make('/apis/apiregistration.k8s.io/v1/apiservices', service(ca))
  while (!(await allowed(api))) await sleep(50)
}

async function allowed(api: Api): Promise<boolean> {
  const resource = { namespace: 'kube-system', verb: 'get', resource: 'configmaps' }
  const asked = {
    spec: {
      user: name,
      resourceAttributes: { ...resource, name: 'extension-apiserver-authentication' },
    },
  }
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews'
  const { body } = await api.must('POST', path, asked)
  return (JSON.parse(body) as { status: { allowed: boolean } }).status.allowed
}

const reads = {
  metadata: { name: `system:${name}` },
  rules: [
    { apiGroups: [''], resources: ['nodes/metrics'], verbs: ['get'] },
    { apiGroups: [''], resources: ['pods', 'nodes'], verbs: ['get', 'list', 'watch'] },
  ],
}

/** Those who may view see figures too, as metrics-server's own manifests have it. */
const aggregated = {
  metadata: {
    name: 'system:aggregated-metrics-reader',
    labels: Object.fromEntries(
      ['view', 'edit', 'admin'].map((role) => [`${rbac}/aggregate-to-${role}`, 'true']),
    ),
  },
  rules: [
    {
      apiGroups: ['metrics.k8s.io'],
      resources: ['pods', 'nodes'],
      verbs: ['get', 'list', 'watch'],
    },
  ],
}

const bound = (kind: string, role: string): object => ({
  metadata: { name: `${name}:${role}` },
  roleRef: { apiGroup: rbac, kind, name: role },
  subjects: [user],
})

const service = (ca: Buffer): object => ({
  metadata: { name: 'v1beta1.metrics.k8s.io' },
  spec: {
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    service: { name, namespace: 'kube-system' },
    groupPriorityMinimum: 100,
    versionPriority: 100,
    caBundle: ca.toString('base64'),
  },
})
