/** The real node of the test cluster: what happens on it is what happens on any node. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { request } from 'node:https'
import { networkInterfaces } from 'node:os'
import { promisify } from 'node:util'
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { states, watchStates } from '../support/pod-states.ts'
import type { Pod } from '../support/pod-states.ts'
import { noRealNode, realNode } from '../support/real-node.ts'
import { reach } from '../support/record.ts'
import type { Api } from './api.ts'

const minutes = 60_000
const patience = { timeout: 50_000, interval: 250 }
const space = '/api/v1/namespaces/real'

describe.skipIf(noRealNode !== undefined)(noRealNode ?? 'a real node', () => {
  let api: Api
  let cluster: Awaited<ReturnType<typeof realNode>>
  let seen: Map<string, Pod>

  beforeAll(async () => {
    cluster = await realNode()
    api = reach(cluster.kubeconfig)
    seen = await watchStates(api)
  }, 25 * minutes)

  afterAll(() => api?.close())

  it.each(Object.entries(states))('has a pod in the state %s', async (name, { pod = name }) => {
    if (seen.has(name)) return
    const { status } = await get<Pod>(`${space}/pods/${pod}`)
    expect.fail(`it was never seen; now it is ${JSON.stringify(status)}`)
  })

  it('stands beside simulated nodes, each of its own kind', async () => {
    const { items } = await get<Nodes>('/api/v1/nodes')
    const runtimes = items.map(({ metadata, status }) => [
      metadata.name,
      status.conditions.find((one) => one.type === 'Ready')?.status,
      status.addresses[0]?.address,
    ])
    expect(runtimes).toContainEqual(['real-1', 'True', '10.177.0.2'])
    expect(runtimes).toContainEqual(['node-01', 'True', '127.0.0.1'])
    const pods = await get<{ items: { spec: { nodeName?: string } }[] }>(`${space}/pods`)
    const places = new Set(pods.items.map(({ spec }) => spec.nodeName))
    expect(places).toEqual(new Set(['real-1', undefined]))
  })

  it('has a network of its own, which the machine knows nothing of', async () => {
    const addresses = Object.values(networkInterfaces()).flatMap((all) => all ?? [])
    expect(addresses.map(({ address }) => address)).not.toContain('10.177.0.2')
    const out = 'nc -w 2 10.96.0.1 443 </dev/null && echo reached; nc -w 2 192.0.2.1 80 2>&1'
    const said = await kubectl('exec', 'running', '--', 'sh', '-c', out)
    expect(said).toContain('reached')
    expect(said).toContain('Network is unreachable')
  })

  it('serves logs, and those of the container before', async () => {
    const log = await kubectl('logs', 'chatty', '--tail=50', '--timestamps')
    expect(log).toMatch(/^\d{4}-\d\d-\d\dT\S+Z .*order \d+ taken$/m)
    const line = (await kubectl('logs', 'json')).split('\n')[0] ?? ''
    expect(JSON.parse(line)).toMatchObject({ msg: 'payment 1', card: { brand: 'visa' } })
    const previous = expect.poll(() => kubectl('logs', 'crash-loop', '--previous'), patience)
    await previous.toContain('fatal: no route to the database')
  })

  it('runs commands by an upgraded connection', async () => {
    const query = 'command=echo&command=hello&stdout=true'
    const { status, protocol, heard } = await upgrade(`${space}/pods/running/exec?${query}`)
    expect(status).toBe(101)
    expect(protocol).toBe('v5.channel.k8s.io')
    expect(heard).toContain('hello')
  })

  it('says that an image without a shell has none', async () => {
    expect(await kubectl('exec', 'distroless', '--', 'sh')).toContain('executable file not found')
    const page = await api.must('GET', `${space}/pods/distroless:8080/proxy/`)
    expect(page.body).toContain('the shop is open')
  })

  it('tells why in events', async () => {
    const events = expect.poll(reasons, patience)
    await events.toContain('failed-mount FailedMount')
    await events.toContain('crash-loop BackOff')
    await events.toContain('readiness-failing Unhealthy')
    await events.toContain('liveness-failing Killing')
    await events.toContain('image-pull Failed')
    await events.toContain('evicted Evicted')
    await events.toContain('unschedulable FailedScheduling')
  })

  it('has a ReplicaSet whose pods a quota refuses', async () => {
    const path = '/apis/apps/v1/namespaces/real-quota/replicasets'
    const { items } = await get<{ items: { status: { conditions?: object[] } }[] }>(path)
    expect(items[0]?.status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'ReplicaFailure',
        reason: 'FailedCreate',
        message: expect.stringContaining('exceeded quota: small, requested: pods=1, used: pods=1'),
      }),
    )
  })

  it('has figures from metrics-server', async () => {
    const group = '/apis/metrics.k8s.io/v1beta1'
    const figures = async (path: string): Promise<string> =>
      (await api.call('GET', `${group}/${path}`)).body
    await expect.poll(() => figures('nodes/real-1'), patience).toMatch(/"usage":{"cpu":"\d+n"/)
    const pod = expect.poll(() => figures('namespaces/real/pods/running'), patience)
    await pod.toMatch(/"name":"web","usage":{"cpu":"\d+n?","memory":"\d+Ki"}/)
  })

  async function get<T>(path: string): Promise<T> {
    return JSON.parse((await api.must('GET', path)).body) as T
  }

  async function reasons(): Promise<string[]> {
    const { items } = await get<Events>(`${space}/events`)
    return items.map(({ involvedObject, reason }) => `${involvedObject.name} ${reason}`)
  }

  /** What it prints, and what it complains of. */
  async function kubectl(...args: string[]): Promise<string> {
    const all = [`--kubeconfig=${cluster.kubeconfig}`, '--namespace=real', ...args]
    const done = promisify(execFile)(cluster.kubectl, all)
    const { stdout, stderr } = await done.catch(
      (error: { stdout: string; stderr: string }) => error,
    )
    return `${stdout}${stderr}`.trim()
  }

  /** A WebSocket's first answer and what came by it until it was closed. */
  async function upgrade(path: string) {
    const { clusters, users } = load(await readFile(cluster.kubeconfig, 'utf8')) as Kubeconfig
    const headers = {
      authorization: `Bearer ${users[0]?.user.token}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': randomBytes(16).toString('base64'),
      'sec-websocket-protocol': 'v5.channel.k8s.io',
    }
    const { server = '', 'certificate-authority-data': ca = '' } = clusters[0]?.cluster ?? {}
    const asked = request(new URL(path, server), { headers, ca: Buffer.from(ca, 'base64') })
    return new Promise<{ status: number; protocol: unknown; heard: string }>((resolve, reject) => {
      asked.on('error', reject)
      asked.on('response', ({ statusCode = 0 }) =>
        resolve({ status: statusCode, protocol: '', heard: '' }),
      )
      asked.on('upgrade', ({ statusCode = 0, headers: answer }, socket, head) => {
        let heard = head.toString()
        socket.on('data', (chunk: Buffer) => (heard += chunk.toString()))
        const protocol = answer['sec-websocket-protocol']
        socket.on('close', () => resolve({ status: statusCode, protocol, heard }))
        socket.on('end', () => socket.end())
      })
      asked.end()
    })
  }
})

interface Nodes {
  items: {
    metadata: { name: string }
    status: { conditions: { type: string; status: string }[]; addresses: { address: string }[] }
  }[]
}
interface Events {
  items: { involvedObject: { name: string }; reason: string }[]
}
interface Kubeconfig {
  clusters: { cluster: Record<string, string> }[]
  users: { user: { token?: string } }[]
}
