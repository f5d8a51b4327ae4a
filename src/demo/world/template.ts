/** The pod that a workload asks for: containers with all that people look for in them. */
import { words } from '../sheet.ts'
import type { workloads } from './sheets.ts'

export type Workload = (typeof workloads)[number]

/** `env=cart scene=oom` as a record. */
export const uses = (work: Workload): Readonly<Record<string, string>> =>
  Object.fromEntries(words(work.uses).map((word) => word.split('=')))

export const labels = (work: Workload) => ({ 'app.kubernetes.io/name': work.name })

export const template = (work: Workload) => ({
  metadata: { labels: podLabels(work) },
  spec: podSpec(work),
})

const podLabels = (work: Workload) => ({
  ...labels(work),
  'app.kubernetes.io/part-of': work.ns,
  'app.kubernetes.io/version': work.image.split(':')[1] ?? '',
})

function podSpec(work: Workload) {
  const { mount, pvc, proxy } = uses(work)
  const batch = work.kind === 'Job' || work.kind === 'CronJob'
  const shared = work.kind !== 'StatefulSet' && pvc !== undefined
  return {
    volumes: [
      ...(mount === undefined
        ? []
        : [{ name: 'config', configMap: { name: mount, defaultMode: 420 } }]),
      ...(shared ? [{ name: 'content', persistentVolumeClaim: { claimName: pvc } }] : []),
      { name: 'kube-api-access', projected: { sources: [token, ca], defaultMode: 420 } },
    ],
    containers: [main(work), ...(proxy === undefined ? [] : [sidecar])],
    restartPolicy: batch ? 'Never' : 'Always',
    ...{ terminationGracePeriodSeconds: 30, dnsPolicy: 'ClusterFirst' },
    ...{
      serviceAccountName: 'default',
      serviceAccount: 'default',
      schedulerName: 'default-scheduler',
    },
    ...(work.ns === 'shop' && { imagePullSecrets: [{ name: 'registry-pull' }] }),
    tolerations: work.kind === 'DaemonSet' ? [{ operator: 'Exists' }] : notReady,
    ...{ securityContext: {}, enableServiceLinks: true, priority: 0 },
  }
}

const token = { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } }
const ca = { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } }
const notReady = ['not-ready', 'unreachable'].map((word) => ({
  ...{ key: `node.kubernetes.io/${word}`, operator: 'Exists' },
  ...{ effect: 'NoExecute', tolerationSeconds: 300 },
}))

function main(work: Workload) {
  const { env, secret, mount, pvc } = uses(work)
  const port = Number(work.port)
  return {
    name: work.name,
    image: `registry.example.com/${work.image}`,
    imagePullPolicy: 'IfNotPresent',
    ...(port > 0 && { ports: [{ name: 'main', containerPort: port, protocol: 'TCP' }], ...probes }),
    env: [
      {
        name: 'POD_NAME',
        valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } },
      },
      { name: 'TZ', value: 'UTC' },
    ],
    envFrom: [
      ...(env === undefined ? [] : [{ configMapRef: { name: env } }]),
      ...(secret === undefined ? [] : [{ secretRef: { name: secret } }]),
    ],
    resources: {
      requests: { cpu: work.cpu, memory: work.memory },
      limits: { memory: work.memory },
    },
    volumeMounts: [
      ...(mount === undefined
        ? []
        : [{ name: 'config', mountPath: '/etc/config', readOnly: true }]),
      ...(pvc === undefined
        ? []
        : [{ name: pvc === 'data' ? 'data' : 'content', mountPath: '/var/lib/data' }]),
      {
        name: 'kube-api-access',
        mountPath: '/var/run/secrets/kubernetes.io/serviceaccount',
        readOnly: true,
      },
    ],
    ...{ terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' },
  }
}

const probe = (path: string, periodSeconds: number) => ({
  httpGet: { path, port: 'main', scheme: 'HTTP' },
  ...{ timeoutSeconds: 1, periodSeconds, successThreshold: 1, failureThreshold: 3 },
})
const probes = { livenessProbe: probe('/healthz', 20), readinessProbe: probe('/readyz', 5) }

const sidecar = {
  name: 'envoy',
  image: 'registry.example.com/envoy:1.36.4',
  imagePullPolicy: 'IfNotPresent',
  ports: [{ name: 'proxy', containerPort: 15001, protocol: 'TCP' }],
  resources: { requests: { cpu: '20m', memory: '64Mi' }, limits: { memory: '128Mi' } },
  ...{ terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File' },
}
