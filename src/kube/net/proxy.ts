/** A way through a `proxy-url`: HTTP CONNECT (also to an https proxy) and SOCKS5 (RFC 1928, 1929). */
import { request } from 'node:http'
import { isIPv4, isIPv6 } from 'node:net'
import type { Socket } from 'node:net'
import { Fault } from '../fault.ts'

/** The tunnel's far end, ready for TLS or plain HTTP. The signal ends a half-open way. */
export async function tunnel(
  socket: Socket,
  proxy: URL,
  to: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<Socket> {
  if (proxy.protocol.startsWith('socks5')) return await socks(socket, proxy, to)
  return await connectThrough(socket, proxy, to, signal)
}

function connectThrough(
  socket: Socket,
  proxy: URL,
  to: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<Socket> {
  const path = `${isIPv6(to.host) ? `[${to.host}]` : to.host}:${to.port}`
  const headers: Record<string, string> = { host: path }
  if (proxy.username !== '') headers['proxy-authorization'] = basic(proxy)
  return new Promise((resolve, reject) => {
    const asked = request({
      method: 'CONNECT',
      path,
      headers,
      signal,
      createConnection: () => socket,
    })
    const refuse = (status: number | undefined) => {
      socket.destroy()
      reject(new Fault('proxy', `the proxy ${proxy.host} answered CONNECT with ${status}`))
    }
    asked.on('connect', (answer, way, head) => {
      if (answer.statusCode !== 200) return refuse(answer.statusCode)
      if (head.length > 0) way.unshift(head)
      return resolve(socket)
    })
    asked.on('response', (answer) => refuse(answer.statusCode))
    asked.on('error', (cause) => reject(new Fault('proxy', cause.message, { cause })))
    asked.end()
  })
}

function basic(proxy: URL): string {
  const pair = `${decodeURIComponent(proxy.username)}:${decodeURIComponent(proxy.password)}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

async function socks(
  socket: Socket,
  proxy: URL,
  to: { readonly host: string; readonly port: number },
): Promise<Socket> {
  const read = reader(socket)
  const named = proxy.username !== ''
  socket.write(Buffer.from(named ? [5, 2, 0, 2] : [5, 1, 0]))
  const [version, method] = await read(2)
  if (version !== 5) throw new Fault('proxy', `${proxy.host} is not a SOCKS5 proxy`)
  if (method === 2 && named) await authenticate(socket, proxy, read)
  else if (method !== 0) throw new Fault('proxy', `the proxy ${proxy.host} wants another sign-in`)
  socket.write(Buffer.concat([Buffer.from([5, 1, 0]), destination(to.host), portOf(to.port)]))
  const answer = await read(4)
  if (answer[1] !== 0)
    throw new Fault('proxy', `the proxy ${proxy.host} says ${refusal(answer[1])}`)
  await read((await boundLength(answer[3], read)) + 2)
  return socket
}

async function authenticate(socket: Socket, proxy: URL, read: Read): Promise<void> {
  const user = Buffer.from(decodeURIComponent(proxy.username))
  const password = Buffer.from(decodeURIComponent(proxy.password))
  if (user.length > 255 || password.length > 255) {
    throw new Fault('configuration', 'the proxy’s user or password is longer than 255 bytes')
  }
  const sizes = [Buffer.from([1, user.length]), user, Buffer.from([password.length]), password]
  socket.write(Buffer.concat(sizes))
  const answer = await read(2)
  if (answer[1] !== 0) throw new Fault('proxy', `the proxy ${proxy.host} refuses its password`)
}

function destination(host: string): Buffer {
  if (isIPv4(host)) return Buffer.from([1, ...host.split('.').map(Number)])
  // An IPv6 literal goes as a name too: every SOCKS5 server that resolves names takes it.
  const name = Buffer.from(host)
  return Buffer.concat([Buffer.from([3, name.length]), name])
}

function portOf(port: number): Buffer {
  return Buffer.from([port >> 8, port & 255])
}

async function boundLength(kind: number | undefined, read: Read): Promise<number> {
  if (kind === 1) return 4
  if (kind === 4) return 16
  return (await read(1))[0] ?? 0
}

function refusal(code: number | undefined): string {
  const words = ['', 'general failure', 'not allowed', 'network unreachable', 'host unreachable']
  return words[code ?? 0] ?? (code === 5 ? 'connection refused' : `code ${code}`)
}

type Read = (bytes: number) => Promise<Buffer>

/** Reads exactly so many bytes and leaves the rest in the socket. */
function reader(socket: Socket): Read {
  return (bytes) =>
    new Promise((resolve, reject) => {
      const done = () => {
        socket.off('readable', look).off('end', ended).off('close', ended).off('error', ended)
      }
      const ended = (cause?: Error | boolean) => {
        done()
        const because = cause instanceof Error ? { cause } : {}
        reject(new Fault('proxy', 'the proxy closed the connection', because))
      }
      const look = () => {
        const chunk: Buffer | null = socket.read(bytes)
        if (chunk === null) return
        done()
        resolve(chunk)
      }
      socket.on('readable', look).on('end', ended).on('close', ended).on('error', ended)
      look()
    })
}
