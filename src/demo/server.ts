/** The demo's HTTP side: one request in, one answer or one stream out. */
import { type IncomingMessage, type Server, ServerResponse, createServer } from 'node:http'
import type { Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { dump } from 'js-yaml'
import { type Accept, accepted, target } from './call.ts'
import discovered from './discovery.json' with { type: 'json' }
import { Failure, notHere } from './failure.ts'
import { resource } from './resource.ts'
import type { World } from './world.ts'

export function serve(world: World): Server {
  const answer = (request: IncomingMessage, response: ServerResponse) =>
    void handle(world, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else refuse(response, error)
    })
  return createServer(answer).on('upgrade', (request, socket: Socket) => {
    const response = new ServerResponse(request).on('finish', () => socket.end())
    response.assignSocket(socket)
    answer(request, response)
  })
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse) {
  checkHost(request)
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost')
  const { method = 'GET', headers } = request
  const accept = accepted(headers.accept)
  const told = discovery(pathname, accept.as)
  if (told !== null) return reply(response, accept, 200, told)
  const asked = target(decodeURIComponent(pathname))
  const body = method === 'GET' ? '' : await text(request)
  const call = { ...asked, method, query, accept, headers, body, now: world.clock() }
  const answer = resource(call, world, response)
  if (answer !== null) reply(response, accept, method === 'POST' ? 201 : 200, answer)
}

/** What the demo tells of itself: what it serves, in one piece, and its version. @returns null where the path is not one of discovery */
function discovery(path: string, as: Accept['as']): object | null {
  if (path === '/version') return version
  if (!/^\/api(\/[^/]+)?$|^\/apis(\/[^/]+){0,2}$/.test(path)) return null
  if (as === 'discovery' && (path === '/api' || path === '/apis')) return discovered[path]
  throw notHere('discovery group by group')
}

const version = { major: '1', minor: '37', gitVersion: 'v1.37.2-demo', platform: 'demo' }

/** Only by the loopback names: a page elsewhere that rebinds its name to us is turned away. */
function checkHost(request: IncomingMessage): void {
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? ''))
    throw new Failure(421, 'BadRequest', 'the demo cluster answers on 127.0.0.1 only')
}

function reply(response: ServerResponse, { as, yaml }: Accept, code: number, body: object) {
  if (yaml)
    return send(response, code, dump(body, { ...style, quoteStyle: 'double' }), 'application/yaml')
  const what = as === 'discovery' ? ';g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' : ''
  return send(response, code, JSON.stringify(body), `application/json${what}`)
}

/** As sigs.k8s.io/yaml writes: sorted, unfolded, lists not indented. */
const style = { sortKeys: true, noRefs: true, lineWidth: -1, seqNoIndent: true }

function refuse(response: ServerResponse, error: unknown) {
  const code = error instanceof URIError ? 400 : 500
  const failure = error instanceof Failure ? error : new Failure(code, '', String(error))
  send(response, failure.code, JSON.stringify(failure.status), 'application/json')
}

function send(response: ServerResponse, code: number, body: string, type: string) {
  const length = { 'content-length': Buffer.byteLength(body) }
  const headers = { 'content-type': type, ...length, 'cache-control': 'no-cache, private' }
  response.writeHead(code, headers)
  response.end(body)
}
