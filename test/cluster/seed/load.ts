/** The many pods of the benchmarks: Deployments of 10 two-container pods of about 7.5 kB of JSON. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from '../api.ts'
import type { Seeding } from './seeding.ts'

const perDeployment = 10
const perNamespace = 25 * perDeployment

/** Returns when the pods of all Deployments are ready. */
export async function load({ api, shape, say }: Seeding): Promise<void> {
  const began = Date.now()
  const spaces = Math.ceil(shape.pods / perNamespace)
  const names = Array.from({ length: spaces }, (_, i) => `load-${String(i + 1).padStart(2, '0')}`)
  // two at least: ada has rights in two namespaces
  if (spaces === 1) names.push('load-02')
  await Promise.all(
    names.map((name) => api.must('POST', '/api/v1/namespaces', { metadata: { name } })),
  )
  let left = shape.pods
  say(`writing ${Math.ceil(left / perDeployment)} Deployments`)
  for (const [index, namespace] of names.entries()) {
    const path = `/apis/apps/v1/namespaces/${namespace}/deployments`
    for (let i = 0; i < 25 && left > 0; i++, left -= perDeployment) {
      await api.must('POST', path, deployment(index * 25 + i, Math.min(left, perDeployment)))
    }
  }
  await settle(api, shape.pods, say)
  const seconds = (Date.now() - began) / 1_000
  say(`${shape.pods} pods run after ${seconds.toFixed(0)} s`)
}

/** Waits until that many pods of Deployments are ready. */
async function settle(api: Api, pods: number, say: (line: string) => void): Promise<void> {
  for (let said = 0; ; await sleep(1_000)) {
    const { body } = await api.must('GET', '/apis/apps/v1/deployments')
    const { items }: { items: { status?: { readyReplicas?: number } }[] } = JSON.parse(body)
    const ready = items.reduce((sum, one) => sum + (one.status?.readyReplicas ?? 0), 0)
    if (ready >= pods) return
    if (Date.now() - said > 10_000) say(`${ready} of ${pods} pods are ready`)
    if (Date.now() - said > 10_000) said = Date.now()
  }
}

const trades = ['cart', 'orders', 'search', 'prices', 'mail', 'stock', 'login', 'images', 'audit']

function deployment(number: number, replicas: number): unknown {
  const trade = trades[number % trades.length] ?? 'cart'
  const name = `${trade}-${String(number).padStart(4, '0')}`
  const labels = {
    'app.kubernetes.io/name': trade,
    'app.kubernetes.io/instance': name,
    tier: number % 3 === 0 ? 'front' : 'back',
  }
  return {
    metadata: { name, labels },
    spec: {
      replicas,
      selector: { matchLabels: { 'app.kubernetes.io/instance': name } },
      template: {
        metadata: { labels },
        spec: {
          containers: [container(name, 'main', 8080), container(name, 'proxy', 9090)],
          volumes: [
            { name: 'config', configMap: { name: `${trade}-config`, optional: true } },
            { name: 'work', emptyDir: {} },
          ],
        },
      },
    },
  }
}

function container(app: string, name: string, port: number): unknown {
  return {
    name,
    image: `registry.example.com/shop/${name}:1.4.0`,
    args: ['--config=/etc/app/config.yaml', `--listen=:${port}`],
    ports: [{ name: 'http', containerPort: port }],
    env: [
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      { name: 'BACKEND', value: `https://backend.internal.example.com:8443/path/${app}` },
    ],
    resources: { requests: { cpu: '10m', memory: '32Mi' } },
    livenessProbe: { httpGet: { path: '/healthz', port }, periodSeconds: 10 },
    volumeMounts: [{ name: 'config', mountPath: '/etc/app', readOnly: true }],
  }
}
