/** The demo's HTTP side: one request in, one answer or one stream out. */
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import { dump } from 'js-yaml'
import { type Accept, accepted } from './accept.ts'
import { type Call, target } from './call.ts'
import { deprecation, discovery, etag } from './discovery.ts'
import { Blank, Failure, nowhere } from './failure.ts'
import { healthy } from './health.ts'
import { resource } from './resource.ts'
import type { World } from './world.ts'

export function serve(world: World): Server {
  return createServer((request, response) => {
    handle(world, request, response).catch((error: unknown) => {
      if (response.headersSent) response.destroy()
      else refuse(response, error)
    })
  })
}

async function handle(world: World, request: IncomingMessage, response: ServerResponse) {
  checkHost(request)
  const url = new URL(request.url ?? '/', 'http://localhost')
  const path = segments(url.pathname)
  const plain = healthy(path)
  if (typeof plain === 'string') return send(response, 200, plain, 'text/plain; charset=utf-8')
  const accept = accepted(request.headers.accept)
  if (plain !== null) return reply(response, accept, 200, plain)
  if (isDiscovery(path)) return discover(path, accept, request, response)
  const body = await read(request)
  const call: Call = {
    ...target(`/${path.join('/')}`),
    method: request.method ?? 'GET',
    query: url.searchParams,
    accept,
    body,
    headers: request.headers,
    now: world.clock(),
  }
  const warning = deprecation(call.kind, call.version)
  if (warning !== null) response.setHeader('warning', `299 - ${JSON.stringify(warning)}`)
  const answer = resource(call, world, response)
  if (answer !== null) reply(response, accept, call.method === 'POST' ? 201 : 200, answer)
}

/** Only by the loopback names: a page elsewhere that rebinds its name to us is turned away. */
function checkHost(request: IncomingMessage): void {
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? ''))
    throw new Failure(421, 'BadRequest', 'the demo cluster answers on 127.0.0.1 only')
}

function segments(pathname: string): readonly string[] {
  try {
    return pathname.split('/').filter(Boolean).map(decodeURIComponent)
  } catch {
    throw nowhere()
  }
}

const isDiscovery = ([root, ...rest]: readonly string[]) =>
  (root === 'api' && rest.length < 2) || (root === 'apis' && rest.length < 3)

function discover(
  path: readonly string[],
  accept: Accept,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const body = discovery(path, accept)
  if (!('items' in body)) return reply(response, accept, 200, body)
  const text = JSON.stringify(body)
  response.setHeader('etag', etag(text)).setHeader('cache-control', 'public')
  if (request.headers['if-none-match'] === etag(text)) return response.writeHead(304).end()
  return send(
    response,
    200,
    text,
    'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
  )
}

const largest = 3 << 20

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > largest) throw new Failure(413, 'RequestEntityTooLarge', `limit is ${largest}`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString()
}

function reply(response: ServerResponse, accept: Accept, code: number, body: object) {
  if (!accept.yaml) return send(response, code, `${JSON.stringify(body)}\n`, 'application/json')
  const text = dump(JSON.parse(JSON.stringify(body)), yaml)
  return send(response, code, text, 'application/yaml')
}

/** As sigs.k8s.io/yaml writes: sorted, unfolded, lists not indented. */
const yaml = {
  sortKeys: true,
  noRefs: true,
  lineWidth: -1,
  seqNoIndent: true,
  quoteStyle: 'double' as const,
}

function refuse(response: ServerResponse, error: unknown) {
  if (error instanceof Blank)
    return send(response, 404, '404 page not found\n', 'text/plain; charset=utf-8')
  const failure =
    error instanceof Failure
      ? error
      : new Failure(500, 'InternalError', `Internal error: ${String(error)}`)
  send(response, failure.code, `${JSON.stringify(failure.status)}\n`, 'application/json')
}

function send(response: ServerResponse, code: number, body: string, type: string) {
  response.writeHead(code, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...(!response.hasHeader('cache-control') && { 'cache-control': 'no-cache, private' }),
  })
  response.end(body)
}
