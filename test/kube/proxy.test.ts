/** By way of a proxy: HTTP CONNECT and SOCKS5, for short calls and for streams. */
import { createServer } from 'node:http'
import { connect as connectTcp, createServer as createTcpServer } from 'node:net'
import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { connect } from '../../src/kube.ts'
import type { Kube } from '../../src/kube.ts'
import { listen } from '../support/listen.ts'
import { bearer, failure, json, pod, ref, serve } from '../support/recorded.ts'

const opened: { close(): unknown }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

function kubeBy(proxy: string, url: string): Kube {
  const address = { cluster: 'prod', url: new URL(url), proxy: new URL(proxy) }
  const connection = connect(address, bearer)
  opened.push(connection)
  return connection.kube()
}

function join(near: Socket, host: string, port: number, ready: () => void): void {
  const far = connectTcp(port, host, () => {
    ready()
    near.pipe(far).pipe(near)
  })
  for (const one of [near, far]) one.on('error', () => (near.destroy(), far.destroy()))
}

/** Takes CONNECT and remembers what it was asked. */
async function httpProxy(status = 200): Promise<{ at: string; asked: string[] }> {
  const asked: string[] = []
  const server = createServer()
  server.on('connect', (request, socket: Socket) => {
    asked.push(`${request.url} ${request.headers['proxy-authorization'] ?? ''}`.trim())
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`)
    const [host = '', port] = (request.url ?? '').split(':')
    const greet = () => socket.write('HTTP/1.1 200 OK\r\n\r\n')
    return join(socket, host, Number(port), greet)
  })
  return { at: (await serve(server)).replace('http://', ''), asked }
}

/** RFC 1928 with the byte-wise patience that a test can afford: one message a chunk. */
async function socksProxy(refusal = 0): Promise<{ at: string; asked: string[] }> {
  const asked: string[] = []
  const server = createTcpServer((socket) => {
    const connected = (message: Buffer) => {
      const name = message[3] === 3
      const host = name ? message.subarray(5, -2).toString() : [...message.subarray(4, 8)].join('.')
      const port = message.readUInt16BE(message.length - 2)
      asked.push(`${host}:${port}`)
      const answer = Buffer.from([5, refusal, 0, 1, 0, 0, 0, 0, 0, 0])
      if (refusal > 0) socket.end(answer)
      else join(socket, name ? '127.0.0.1' : host, port, () => socket.write(answer))
    }
    socket.on('error', () => {})
    socket.once('data', (hello) => {
      const method = hello.includes(2, 2) ? 2 : 0
      socket.write(Buffer.from([5, method]))
      if (method === 0) return socket.once('data', connected)
      return socket.once('data', (pair) => {
        asked.push(
          pair
            .toString('latin1')
            .replace(/[^a-z]+/g, ' ')
            .trim(),
        )
        socket.write(Buffer.from([1, 0]))
        socket.once('data', connected)
      })
    })
  })
  return { at: (await serve(server)).replace('http://', ''), asked }
}

const api = () => serve(createServer(json(200, pod)))
const portOf = (url: string) => new URL(url).port

test('CONNECT with the proxy’s own password, which the API server never sees', async () => {
  const seen: unknown[] = []
  const url = await serve(
    createServer((request, response) => {
      seen.push(request.headers['proxy-authorization'])
      json(200, pod)(request, response)
    }),
  )
  const { at, asked } = await httpProxy()
  await expect(kubeBy(`http://ada:s%20cret@${at}`, url).get(ref)).resolves.toBeDefined()
  const basic = Buffer.from('ada:s cret').toString('base64')
  expect(asked).toEqual([`127.0.0.1:${portOf(url)} Basic ${basic}`])
  expect(seen).toEqual([undefined])
})

test('streams go by the proxy too', async () => {
  const url = await api()
  const { at, asked } = await httpProxy()
  await kubeBy(`http://${at}`, url).logBytes(ref, { container: 'main' })
  expect(asked).toHaveLength(1)
})

test('a proxy that refuses is named, without its password', async () => {
  const { at } = await httpProxy(407)
  const error = await failure(kubeBy(`http://ada:canary@${at}`, await api()).get(ref))
  expect(error).toMatchObject({ step: 'proxy', status: 502 })
  expect(error.message).toContain('407')
})

test('a proxy that is not there is a fault of the proxy', async () => {
  const error = await failure(kubeBy('http://127.0.0.1:1', await api()).get(ref))
  expect(error).toMatchObject({ step: 'proxy' })
})

test('SOCKS5 with an address, and with a name that the proxy resolves', async () => {
  const url = await api()
  const { at, asked } = await socksProxy()
  await kubeBy(`socks5://${at}`, url).get(ref)
  await kubeBy(`socks5://${at}`, url.replace('127.0.0.1', 'api.invalid')).get(ref)
  expect(asked).toEqual([`127.0.0.1:${portOf(url)}`, `api.invalid:${portOf(url)}`])
})

test('SOCKS5 with a password', async () => {
  const { at, asked } = await socksProxy()
  await kubeBy(`socks5://ada:secret@${at}`, await api()).get(ref)
  expect(asked[0]).toBe('ada secret')
})

test('SOCKS5 that refuses says why', async () => {
  const { at } = await socksProxy(4)
  const error = await failure(kubeBy(`socks5://${at}`, await api()).get(ref))
  expect(error).toMatchObject({ step: 'proxy' })
  expect(error.message).toContain('host unreachable')
})

test('a proxy that speaks something else is said to', async () => {
  const other = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
  })
  const at = `socks5://127.0.0.1:${await listen(other)}`
  opened.push(other)
  const error = await failure(kubeBy(at, await api()).get(ref))
  expect(error.message).toContain('not a SOCKS5 proxy')
})

test('a scheme that is no proxy is a wrong configuration', async () => {
  const error = await failure(kubeBy('ftp://127.0.0.1:1', await api()).get(ref))
  expect(error).toMatchObject({ step: 'configuration' })
})
