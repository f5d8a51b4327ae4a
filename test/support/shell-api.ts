/** Portlight in front of an API server with one pod, whose processes do what a test says; its people have tokens. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type WebSocket, WebSocketServer } from 'ws'
import { frame } from './exec-frames.ts'
import { kubeconfig } from './kubeconfig.ts'
import { listen } from './listen.ts'
import { portlight, type Program } from './program.ts'

/** What becomes of an exec: its socket, or what comes in the place of one. */
export type PlaysExec = (take: () => Promise<WebSocket>, wire: Socket) => void

export interface ShellApi {
  readonly program: Program
  /** Execs that are open now. */
  open(): number
  /** How many were asked for so far. */
  asked(): number
  /** By which tokens it was asked whether one may run something in the pod, in that order. */
  readonly reviews: readonly string[]
  stop(): Promise<void>
}

/** What is typed comes back. */
export const echoing: PlaysExec = (take) => void take().then(echoes)

function echoes(wire: WebSocket): void {
  wire.on('error', () => {})
  wire.send(frame(1, '/ # '))
  wire.on('message', (data: Buffer) => {
    if (data[0] === 0) wire.send(frame(1, data.subarray(1)))
  })
}

/** The page of a shell in its only pod. */
export const shellOfCart = '/c/demo/pods/shop/cart/exec'

const metadata = { name: 'cart', namespace: 'shop', uid: 'u-cart', resourceVersion: '7' }
const containers = ['app', 'side'].map((name) => ({ name, image: 'cart:1' }))
const state = { running: { startedAt: '2026-11-26T00:00:00Z' } }
const containerStatuses = containers.map(({ name }) => ({ name, state }))
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: { containers, nodeName: 'n1' },
  status: { phase: 'Running', containerStatuses },
}
const subresource = (part: string) => ({
  name: `pods/${part}`,
  kind: 'PodExecOptions',
  namespaced: true,
  verbs: ['create', 'get'],
})
const resources = [
  { name: 'pods', singularName: 'pod', kind: 'Pod', namespaced: true, verbs: ['get', 'list'] },
  ...['exec', 'attach', 'log'].map(subresource),
]
const served: Readonly<Record<string, object>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', groups: [] },
  '/version': { gitVersion: 'v1.37.0' },
  '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources },
  '/api/v1/namespaces/shop/pods/cart': pod,
}

/** Whom it knows by their tokens. */
export type Known = ReadonlyMap<
  string,
  { readonly username: string; readonly uid: string; readonly groups?: readonly string[] }
>

const tokenOf = ({ headers }: IncomingMessage) =>
  (headers.authorization ?? '').replace(/^Bearer /, '')

const unauthorized = { kind: 'Status', code: 401, reason: 'Unauthorized', message: 'Unauthorized' }

async function answered(
  request: IncomingMessage,
  response: ServerResponse,
  known: (token: string) => object | undefined,
  reviews: string[],
): Promise<void> {
  const body = await text(request)
  const { pathname } = new URL(request.url ?? '/', 'http://api')
  if (pathname.endsWith('/log')) {
    response.end('2026-11-26T00:00:00.000000000Z here\n')
    return
  }
  const token = tokenOf(request)
  const userInfo = known(token)
  if (pathname.endsWith('accessreviews') && body.includes('"subresource":"exec"'))
    reviews.push(token)
  const review = { status: { allowed: true, userInfo } }
  const found = pathname.includes('reviews') ? review : served[pathname]
  const [status, said] =
    userInfo === undefined
      ? [401, unauthorized]
      : found === undefined
        ? [404, { kind: 'Status', code: 404 }]
        : [200, found]
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
}

/** @param args of Portlight; absent: its people have tokens @param people absent: everybody is who their token says */
export async function shellApi(
  plays: PlaysExec,
  args: readonly string[] = ['--sign-in=token'],
  people?: Known,
): Promise<ShellApi> {
  const known = (token: string) =>
    people === undefined ? { username: token, uid: token } : people.get(token)
  const reviews: string[] = []
  const api = createServer((request, response) => void answered(request, response, known, reviews))
  const sockets = new WebSocketServer({ noServer: true })
  const open = new Set<Socket>()
  let asked = 0
  api.on('upgrade', (request, duplex, head) => {
    const wire = duplex as Socket
    if (known(tokenOf(request)) === undefined) {
      wire.end('HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n')
      return
    }
    asked += 1
    open.add(wire)
    wire.on('error', () => {}).once('close', () => open.delete(wire))
    const take = () =>
      new Promise<WebSocket>((resolve) => sockets.handleUpgrade(request, wire, head, resolve))
    plays(take, wire)
  })
  const folder = mkdtempSync(join(tmpdir(), 'portlight-shells-'))
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, kubeconfig(`http://127.0.0.1:${await listen(api)}`))
  const program = await portlight(args, { KUBECONFIG: file })
  return {
    program,
    open: () => open.size,
    asked: () => asked,
    reviews,
    async stop() {
      await program.stop()
      for (const wire of open) wire.destroy()
      api.closeAllConnections()
      api.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
