/** Opens one socket to an API server: name lookup, TCP, proxy, TLS, each a step that errors can name. */
import { X509Certificate } from 'node:crypto'
import { connect as connectTcp, isIP } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectTls, createSecureContext } from 'node:tls'
import type { ConnectionOptions, SecureContext, TLSSocket } from 'node:tls'
import type { Step } from '../../errors.ts'
import { within } from '../clock.ts'
import { Fault } from '../fault.ts'
import type { Progress } from '../fault.ts'
import { dialTime } from '../limits.ts'
import { tunnel } from './proxy.ts'

export interface Certificate {
  readonly cert: string | Buffer
  readonly key: string | Buffer
}

/** Where to and how TLS is checked, ready for many sockets. */
export interface Route {
  readonly url: URL
  readonly proxy: URL | null
  readonly servername: string | null
  readonly insecure: boolean
  readonly trust: SecureContext | null
}

export type Protocol = 'h2' | 'http/1.1'

/** Reads the certificates once. A CA, certificate or key that is not PEM is a `Fault`. */
export function route(
  address: {
    readonly url: URL
    readonly ca?: string | Buffer
    readonly servername?: string
    readonly insecure?: boolean
    readonly proxy?: URL
  },
  certificate: Certificate | null,
): Route {
  const { url, ca } = address
  return {
    url,
    proxy: address.proxy ?? null,
    servername: address.servername ?? null,
    insecure: address.insecure ?? false,
    trust: url.protocol === 'https:' ? trust(ca, certificate) : null,
  }
}

/** A connected socket; over TLS its `alpnProtocol` says which of `protocols` the server chose. */
export async function dial(
  way: Route,
  protocols: readonly Protocol[],
  progress: Progress,
  outer?: AbortSignal,
): Promise<Socket> {
  const stop = new AbortController()
  const end = () => {
    stop.abort(new Fault(progress.step, `no answer within ${dialTime / 1000} s`, { late: true }))
  }
  const cancel = () => stop.abort(outer?.reason)
  const timer = setTimeout(end, dialTime)
  outer?.addEventListener('abort', cancel, { once: true })
  try {
    outer?.throwIfAborted()
    return await open(way, protocols, progress, stop.signal)
  } catch (error) {
    if (outer?.aborted === true) throw error
    throw at(progress.step, error)
  } finally {
    clearTimeout(timer)
    outer?.removeEventListener('abort', cancel)
  }
}

/** The host of an address without the brackets of IPv6, and its port. */
function hostOf(url: URL): { host: string; port: number } {
  const usual = { 'https:': 443, 'http:': 80, 'socks5:': 1080, 'socks5h:': 1080 }[url.protocol]
  const port = url.port === '' ? (usual ?? 443) : Number(url.port)
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port }
}

function at(step: Step, cause: unknown): Fault {
  if (cause instanceof Fault) return cause
  return new Fault(step, cause instanceof Error ? cause.message : 'unknown', { cause })
}

async function open(
  way: Route,
  protocols: readonly Protocol[],
  progress: Progress,
  signal: AbortSignal,
): Promise<Socket> {
  const to = hostOf(way.url)
  const raw =
    way.proxy === null
      ? await tcp(to, progress, signal)
      : await through(way.proxy, to, progress, signal)
  if (way.trust === null) return raw
  progress.step = 'TLS'
  return await secure(raw, { ...check(way, to.host), ALPNProtocols: [...protocols] }, signal)
}

async function through(
  proxy: URL,
  to: { host: string; port: number },
  progress: Progress,
  signal: AbortSignal,
): Promise<Socket> {
  if (!/^(https?|socks5h?):$/.test(proxy.protocol)) {
    throw new Fault('configuration', `proxy-url has the scheme ${proxy.protocol}`)
  }
  const near = hostOf(proxy)
  // Finding the proxy is the proxy's step, not the cluster's name lookup or connection.
  progress.step = 'proxy'
  const first = await tcp(near, { step: 'proxy' }, signal)
  const socket = proxy.protocol === 'https:' ? await secure(first, named(near.host), signal) : first
  return await settled(socket, signal, tunnel(socket, proxy, to, signal))
}

function tcp(
  to: { host: string; port: number },
  progress: Progress,
  signal: AbortSignal,
): Promise<Socket> {
  progress.step = isIP(to.host) === 0 ? 'name lookup' : 'connection'
  // The default of 250 ms gives up on addresses of slow links that have more than one.
  const socket = connectTcp({ ...to, noDelay: true, autoSelectFamilyAttemptTimeout: 2_000 })
  socket.setKeepAlive(true, 30_000)
  socket.once('lookup', (error: Error | null) => {
    if (error === null) progress.step = 'connection'
  })
  return settled(socket, signal, once(socket, 'connect'))
}

function secure(raw: Socket, options: ConnectionOptions, signal: AbortSignal): Promise<TLSSocket> {
  const socket = connectTls({ minVersion: 'TLSv1.2', ...options, socket: raw })
  return settled(socket, signal, once(socket, 'secureConnect'))
}

function once<S extends Socket>(socket: S, event: string): Promise<S> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve(socket))
    socket.once('error', reject)
    socket.once('close', () => reject(new Fault('connection', 'the connection was closed')))
  })
}

/** Destroys the socket when what it waits for fails or the signal says so; its errors end here. */
async function settled<T>(socket: Socket, signal: AbortSignal, wanted: Promise<T>): Promise<T> {
  socket.on('error', () => {})
  try {
    return await within(signal, wanted)
  } catch (error) {
    socket.destroy()
    throw error
  }
}

function trust(ca: string | Buffer | undefined, certificate: Certificate | null): SecureContext {
  try {
    // createSecureContext passes over a CA that is no certificate.
    if (ca !== undefined) void new X509Certificate(ca).raw
    return createSecureContext({
      minVersion: 'TLSv1.2',
      ...(ca === undefined ? {} : { ca }),
      ...(certificate === null ? {} : { cert: certificate.cert, key: certificate.key }),
    })
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : 'unreadable'
    throw new Fault('configuration', `the CA or client certificate cannot be used: ${said}`, {
      cause,
    })
  }
}

function check(way: Route, host: string): ConnectionOptions {
  const options = named(way.servername ?? host)
  if (way.trust !== null) options.secureContext = way.trust
  options.rejectUnauthorized = !way.insecure
  return options
}

// An IP address must not be sent as SNI, but the certificate is checked against it.
function named(name: string): ConnectionOptions {
  return isIP(name) === 0 ? { servername: name } : { host: name }
}
