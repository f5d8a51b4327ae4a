/** A node whose kubelet is `talking.ts`, and a pod on it: the API server reads its logs from there. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { api } from '../cluster/api.ts'
import { listPath, type Work } from './work.ts'

/** Bytes of the log of `file`. */
export const size = 2_000_000_000

export type Container = 'busy' | 'quiet' | 'file'

export interface Talkers {
  /** The path of that container's log in Portlight. */
  path(container: Container): string
  /** Logs that the API server has left so far, with the moment (ms since 1970) of each. */
  readonly left: readonly { readonly closed: string; readonly at: number }[]
  end(): Promise<void>
}

export async function talkers({ cluster }: Work): Promise<Talkers> {
  const folder = dirname(cluster.kubeconfig)
  const program = fileURLToPath(new URL('talking.ts', import.meta.url))
  const child = fork(program, [join(folder, 'kwok.crt'), join(folder, 'kwok.key')])
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const left: { closed: string; at: number }[] = []
  child.on('message', (message: { closed: string; at: number }) => left.push(message))
  const to = api(cluster.server, cluster.ca, cluster.tokens.admin)
  const name = `bench-talking-${Date.now()}`
  await to.must('POST', '/api/v1/nodes', node(name, port))
  const pods = '/api/v1/namespaces/default/pods'
  await to.must('POST', pods, pod(name))
  while (!(await to.must('GET', `${pods}/${name}`)).body.includes('"phase":"Running"'))
    await sleep(100)
  return {
    path: (container) => `${listPath('pods')}/default/${name}/logs?container=${container}`,
    left,
    async end() {
      await to.call('DELETE', `${pods}/${name}?gracePeriodSeconds=0`)
      await to.call('DELETE', `/api/v1/nodes/${name}`)
      to.close()
      child.kill()
    },
  }
}

/** As a kubelet registers itself. */
function node(name: string, port: number) {
  const status = {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
    addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
    daemonEndpoints: { kubeletEndpoint: { Port: port } },
    allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
    capacity: { cpu: '4', memory: '8Gi', pods: '110' },
  }
  return { metadata: { name }, status }
}

function pod(name: string) {
  const containers = ['busy', 'quiet', 'file'].map((one) => ({ name: one, image: 'example.com/x' }))
  return { metadata: { name }, spec: { nodeName: name, containers } }
}
