/** An API server that knows people by their tokens, answers 401 to all others and notes who came: the demo behind a lock. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http'
import { pipeline } from 'node:stream'
import { text } from 'node:stream/consumers'
import { startDemo } from '../../src/demo.ts'
import { listen } from '../support/listen.ts'

export interface Call {
  /** `GET /api/v1/pods?limit=1` */
  readonly asked: string
  readonly authorization: string | undefined
  /** All of them, in lower case. */
  readonly headers: IncomingHttpHeaders
}

interface Person {
  readonly username: string
  /** Where they may read; absent: everywhere. */
  readonly namespace?: string
}

export interface Door {
  readonly url: string
  /** In the order of arrival. */
  readonly calls: Call[]
  /** Who is known by which token: add, and take away. */
  readonly people: Map<string, Person>
  close(): Promise<void>
}

/** What it says to those it does not know: words, not markup. */
export const refusal = 'Unauthorized: <b>nobody</b> & none'

export async function door(): Promise<Door> {
  const demo = await startDemo()
  const calls: Call[] = []
  const people = new Map<string, Person>()
  const admit = async (person: Person, near: IncomingMessage, answer: ServerResponse) => {
    const { url: path = '' } = near
    if (path.endsWith('/selfsubjectreviews')) return reply(answer, 201, whois(person))
    if (person.namespace !== undefined && path.endsWith('/selfsubjectaccessreviews'))
      return reply(answer, 201, await review(person, near))
    if (!may(person, path)) return fail(answer, 403, `${person.username} may not do that`)
    return forward(demo.url, near, answer)
  }
  const server = createServer((near, answer) => {
    const { headers } = near
    const { authorization } = headers
    // The pulse of what is followed is nobody's, and comes at its own times.
    const isPulse = near.url === '/version' && authorization === undefined
    if (!isPulse) calls.push({ asked: `${near.method} ${near.url}`, authorization, headers })
    const person = people.get(authorization?.replace(/^Bearer /, '') ?? '')
    if (person === undefined) fail(answer, 401, refusal)
    else admit(person, near, answer).catch(() => answer.destroy())
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    people,
    async close() {
      server.closeAllConnections()
      server.close()
      await demo.close()
    },
  }
}

function may({ namespace }: Person, path: string): boolean {
  const objects = /^\/api\/v1\/|^\/apis\/[^/]+\/[^/]+\//.test(path)
  return namespace === undefined || !objects || path.includes(`/namespaces/${namespace}/`)
}

/** Everybody may ask what they may. */
async function review({ namespace }: Person, near: IncomingMessage): Promise<object> {
  const asked = JSON.parse(await text(near)) as Review
  return { ...asked, status: { allowed: asked.spec.resourceAttributes?.namespace === namespace } }
}

interface Review {
  readonly spec: { readonly resourceAttributes?: { readonly namespace?: string } }
}

function whois({ username }: Person): object {
  const kind = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
  return { ...kind, status: { userInfo: { username, groups: ['system:authenticated'] } } }
}

function fail(answer: ServerResponse, code: number, message: string): void {
  const reason = code === 401 ? 'Unauthorized' : 'Forbidden'
  reply(answer, code, { kind: 'Status', status: 'Failure', code, reason, message })
}

function reply(answer: ServerResponse, code: number, body: object): void {
  answer.writeHead(code, { 'content-type': 'application/json' })
  answer.end(JSON.stringify(body))
}

function forward(to: string, near: IncomingMessage, answer: ServerResponse): void {
  const { host, hostname, port } = new URL(to)
  const { method, url: path } = near
  const far = request(
    { hostname, port, method, path, headers: { ...near.headers, host } },
    (found) => {
      // Who asked has left meanwhile.
      if (answer.destroyed) {
        found.destroy()
        return
      }
      // A watch may say nothing for long: its head comes first.
      answer.writeHead(found.statusCode ?? 502, found.headers).flushHeaders()
      pipeline(found, answer, () => {})
    },
  )
  far.on('error', () => answer.destroy())
  pipeline(near, far, () => {})
}
