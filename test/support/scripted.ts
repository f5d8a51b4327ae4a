/** An API server that plays its part line by line, as a real one was heard to: faults at the exact moment. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished } from 'vitest'
import { listen } from './listen.ts'

/** Answers one request. */
export type Part = (response: ServerResponse, request: IncomingMessage) => unknown

export interface Scripted {
  readonly url: URL
  /** Lists and watches asked for, their query decoded, in the order of arrival. */
  readonly asked: URLSearchParams[]
  /** Connections open now. */
  open(): number
  /** What is played when the parts are used up. */
  rest: Part
  /** Whether it says its version when asked, as it does. */
  alive: boolean
}

/** Each request plays the next part, questions for the version aside. Ends with the test. */
export async function scripted(...parts: Part[]): Promise<Scripted> {
  const asked: URLSearchParams[] = []
  const held = new Set<object>()
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://api')
    if (pathname === '/version') {
      if (script.alive) response.end('{}')
      return
    }
    asked.push(searchParams)
    ;(parts.shift() ?? script.rest)(response, request)
  })
  server.on('connection', (socket) => {
    held.add(socket)
    socket.once('close', () => held.delete(socket))
  })
  const script: Scripted = {
    url: new URL(`http://127.0.0.1:${await listen(server)}`),
    asked,
    open: () => held.size,
    rest: says(),
    alive: true,
  }
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return script
}

const json = { 'content-type': 'application/json' }

/** A watch that says these lines and stays. */
export function says(...lines: (object | string)[]): Part {
  return (response) => {
    response.writeHead(200, json).flushHeaders()
    for (const line of lines) response.write(text(line))
  }
}

/** The same, and then the server ends it in good order. */
export function ends(...lines: (object | string)[]): Part {
  return (response) => {
    response.writeHead(200, json).flushHeaders()
    for (const line of lines) response.write(text(line))
    response.end()
  }
}

/** The same, and then the connection breaks. */
export function breaks(...lines: (object | string)[]): Part {
  return (response) => {
    says(...lines)(response, response.req)
    response.write('', () => setTimeout(() => response.socket?.resetAndDestroy(), 20))
  }
}

/** A whole answer: a list. */
export function answers(body: object): Part {
  return (response) => response.writeHead(200, json).end(JSON.stringify(body))
}

/** A failure in the API server's form. */
export function refuses(code: number, message: string, headers: Record<string, string> = {}): Part {
  return (response) =>
    response.writeHead(code, { ...json, ...headers }).end(JSON.stringify(status(code, message)))
}

/** Takes the request and says nothing. */
export const hangs: Part = () => {}

const text = (line: object | string) =>
  typeof line === 'string' ? line : `${JSON.stringify(line)}\n`

export const status = (code: number, message: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  code,
})

export const columnDefinitions = [
  { name: 'Name', type: 'string', format: 'name', description: '', priority: 0 },
  { name: 'Data', type: 'string', format: '', description: '', priority: 0 },
]

/** Recorded from 1.37: columns are told on the first line of a watch only. */
export const line = (type: string, name: string, version: string, more: object = {}) => ({
  type,
  object: table(version, [row(name, version)], more),
})

export const row = (name: string, resourceVersion: string, annotations: object = {}) => ({
  cells: [name, 1],
  object: {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: { name, namespace: 'web', uid: `u-${name}`, resourceVersion, annotations },
  },
})

export const table = (
  resourceVersion: string,
  rows: object[],
  { metadata = {}, ...more }: { metadata?: object; columnDefinitions?: object } = {},
) => ({
  kind: 'Table',
  apiVersion: 'meta.k8s.io/v1',
  metadata: { resourceVersion, ...metadata },
  columnDefinitions: null,
  rows,
  ...more,
})

/** A bookmark has one row of nothing; `end`: the rows of the beginning are all said. */
export const bookmark = (resourceVersion: string, end = false) => {
  const annotations = end ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {}
  const metadata = { resourceVersion, ...annotations }
  const object = { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata }
  return {
    type: 'BOOKMARK',
    object: table(resourceVersion, [{ cells: ['', 0], object }]),
  }
}

export const error = (code: number, message: string) => ({
  type: 'ERROR',
  object: status(code, message),
})

export const page = (version: string, names: string[], metadata: object = {}) =>
  table(
    version,
    names.map((name) => row(name, version)),
    { columnDefinitions, metadata },
  )

/** A watch that begins with these rows. */
export const beginning = (version: string, ...names: string[]) => [
  ...names.map((name, at) => line('ADDED', name, version, at === 0 ? { columnDefinitions } : {})),
  bookmark(version, true),
]
