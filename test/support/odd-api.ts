/** A small API server whose lists a test makes up: slow, silent about how many remain, in pages. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listen } from './listen.ts'
import { portlight } from './program.ts'

/** Answers a list; null: never. Everything not told is an empty list. */
export type Lists = Readonly<Record<string, (query: URLSearchParams) => object | null>>

export interface Odd {
  readonly origin: string
  /** Paths of lists that were asked for, with their queries. */
  readonly asked: string[]
  stop(): Promise<void>
}

const kinds = [
  ['pods', 'Pod'],
  ['services', 'Service'],
  ['configmaps', 'ConfigMap'],
  ['events', 'Event'],
] as const
const served: Readonly<Record<string, object>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', groups: [] },
  '/version': { gitVersion: 'v1.37.0' },
  '/api/v1': {
    kind: 'APIResourceList',
    resources: kinds.map(([name, kind]) => ({ name, kind, namespaced: true, verbs: ['list'] })),
  },
}

/** Portlight in front of it; the cluster is `/c/odd`. */
export async function odd(lists: Lists, namespace = ''): Promise<Odd> {
  const asked: string[] = []
  const api = createServer((request, response) => {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', 'http://odd')
    const list = /^\/api\/v1\/(.+)$/.exec(pathname)?.[1]
    if (list !== undefined) asked.push(list + search)
    const empty = { kind: 'List', metadata: {}, items: [] }
    const made = list === undefined ? null : lists[list]
    const body = made ? made(searchParams) : (served[pathname] ?? empty)
    if (body === null) return
    const status = 'code' in body ? Number(body.code) : 200
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  const server = `http://127.0.0.1:${await listen(api)}`
  const folder = mkdtempSync(join(tmpdir(), 'portlight-odd-'))
  const context = { cluster: 'odd', user: 'odd', ...(namespace !== '' && { namespace }) }
  const config = {
    clusters: [{ name: 'odd', cluster: { server } }],
    users: [{ name: 'odd', user: {} }],
    contexts: [{ name: 'odd', context }],
  }
  writeFileSync(join(folder, 'config'), JSON.stringify(config))
  const program = await portlight(['--local-key=off'], { KUBECONFIG: join(folder, 'config') })
  return {
    origin: program.address.origin,
    asked,
    async stop() {
      await program.stop()
      api.closeAllConnections()
      api.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The API server's refusal. */
export const forbidden = () => ({ kind: 'Status', code: 403, reason: 'Forbidden', message: 'no' })
