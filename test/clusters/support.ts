/** What the tests of clusters share: folders of kubeconfigs, a recording API server, plugins. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import type { Server as PlainServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Cluster, Settings } from '../../src/clusters/cluster.ts'
import type { Resource } from '../../src/kube.ts'

/** A folder that is gone after the test. */
export function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'portlight-clusters-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

interface Parts {
  readonly server?: string
  readonly user?: object
  readonly cluster?: object
}

/** A kubeconfig's text with one user, one cluster and one context for each name, all alike. */
export function kubeconfig(
  names: readonly string[],
  { server = 'http://127.0.0.1:1', user = {}, cluster = {} }: Parts = {},
): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': names[0],
    clusters: names.map((name) => ({ name, cluster: { server, ...cluster } })),
    users: names.map((name) => ({ name, user })),
    contexts: names.map((name) => ({ name, context: { cluster: name, user: name } })),
  })
}

export function write(dir: string, name: string, text: string, mode = 0o600): string {
  const path = join(dir, name)
  writeFileSync(path, text, { mode })
  return path
}

/** A clock that stands until it is moved. */
export function clock(start = Date.parse('2026-11-22T12:00:00Z')) {
  let time = start
  return { now: () => time, pass: (ms: number) => (time += ms) }
}

export function settings(given: Partial<Settings> = {}): Settings {
  const env = { PATH: process.env['PATH'] }
  return { env, signIn: 'none', context: null, now: Date.now, patience: 20_000, ...given }
}

/** Listens on a free port of loopback until the test ends. */
export async function listen(server: Server | PlainServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  const address = server.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** An API server that allows everything but requests for which `refuse` says otherwise. */
export async function recorder(refuse: (request: IncomingMessage) => boolean = () => false) {
  const requests: IncomingMessage[] = []
  const answer: RequestListener = (request, response) => {
    requests.push(request)
    const refused = refuse(request)
    const body = refused
      ? {
          kind: 'Status',
          status: 'Failure',
          code: 401,
          reason: 'Unauthorized',
          message: 'Unauthorized',
        }
      : { kind: 'SelfSubjectAccessReview', gitVersion: 'v1.37.2', status: { allowed: true } }
    response.writeHead(refused ? 401 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  const server = createServer(answer)
  const port = await listen(server)
  return { url: `http://127.0.0.1:${port}`, port, requests, answer }
}

const pods: Resource = {
  id: 'pods',
  group: '',
  version: 'v1',
  plural: 'pods',
  singular: 'pod',
  kind: 'Pod',
  namespaced: true,
  verbs: ['get', 'list'],
  shortNames: [],
  categories: [],
  subresources: [],
  versions: ['v1'],
}

/** One call that nothing caches. */
export async function call(cluster: Cluster): Promise<boolean> {
  const connection = await cluster.connect()
  return connection.kube().can('get', pods, 'default')
}

/**
 * A credential plugin: counts its runs in `runs` beside it, then does what `body` says.
 * @param body JavaScript with `run` (from 1), `info` (KUBERNETES_EXEC_INFO) and `give(status)`.
 */
export function plugin(
  dir: string,
  name: string,
  body: string,
): { command: string; args: string[] } {
  const file = write(
    dir,
    `${name}.mjs`,
    `import { appendFileSync, readFileSync } from 'node:fs'
     const file = ${JSON.stringify(join(dir, `${name}.runs`))}
     appendFileSync(file, '.')
     const run = readFileSync(file, 'utf8').length
     const info = JSON.parse(process.env.KUBERNETES_EXEC_INFO)
     const give = (status) => console.log(JSON.stringify({ apiVersion: info.apiVersion, kind: 'ExecCredential', status }))
     ${body}`,
  )
  return { command: process.execPath, args: [file] }
}
