/** A small believable world, applied from the manifests beside this file. */
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Api } from '../api.ts'
import { account } from './seeding.ts'
import type { Seeding } from './seeding.ts'

type Deployment = {
  spec: { replicas: number; template: { metadata: { annotations?: Record<string, string> } } }
  status?: { readyReplicas?: number }
}

/** Returns when the Deployments that play no failing scene are ready. */
export async function shop({ api, kubectl, kubeconfig }: Seeding): Promise<void> {
  const run = (...args: string[]): Promise<unknown> =>
    promisify(execFile)(kubectl, [`--kubeconfig=${kubeconfig}`, ...args])
  const apply = (file: string, ...more: string[]): Promise<unknown> => {
    const path = join(import.meta.dirname, 'shop', file)
    return run('apply', '--server-side', '--field-manager=seed', ...more, '-f', path)
  }
  await apply('1-ground.yaml')
  await run('wait', '--for=condition=Established', 'crd/seals.stable.example.com', '--timeout=30s')
  await Promise.all(['shop', 'web', 'data'].map((namespace) => account(api, namespace)))
  await apply('2-world')
  const pair = ['crt', 'key'].map((part) => join(dirname(kubeconfig), `shop.${part}`))
  const files = [`--cert=${pair[0]}`, `--key=${pair[1]}`]
  await run('create', 'secret', 'tls', 'shop-example-com-tls', '--namespace=web', ...files)
  await apply('3-status.yaml', '--subresource=status')
  while (!(await settled(api))) await sleep(200)
}

async function settled(api: Api): Promise<boolean> {
  const { body } = await api.must('GET', '/apis/apps/v1/deployments')
  const { items }: { items: Deployment[] } = JSON.parse(body)
  return items
    .filter(({ spec }) => !spec.template.metadata.annotations?.['example.com/scene'])
    .every(({ spec, status }) => (status?.readyReplicas ?? 0) >= spec.replicas)
}
