/** What a person is told when an API server cannot be reached, or is none. */
import { createServer } from 'node:http'
import type { IncomingMessage, RequestListener } from 'node:http'
import { createServer as createTcpServer } from 'node:net'
import { expect, test } from 'vitest'
import { NotSignedIn, Unreachable } from '../../src/errors.ts'
import type { Credential } from '../../src/kube.ts'
import {
  answering,
  bearer,
  failure,
  json,
  kubeAt,
  pod,
  ref,
  serve,
  token,
} from '../support/recorded.ts'

const loginPage: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Sign in</h1>')
}

test('a login page, at 200 or by redirect, is no API server, and nothing follows it', async () => {
  const seen: IncomingMessage[] = []
  const other = await serve(
    createServer((request, response) => (seen.push(request), response.end())),
  )
  const redirect: RequestListener = (_, response) => {
    response.writeHead(302, { location: other }).end()
  }
  for (const [listener, words] of [
    [loginPage, 'text/html'],
    [redirect, '302'],
  ] as const) {
    const error = await failure((await answering(listener)).get(ref))
    expect(error).toBeInstanceOf(Unreachable)
    expect(error).toMatchObject({ status: 502, step: 'answer', cluster: 'prod' })
    expect(error.message).toContain(words)
  }
  expect(seen).toEqual([])
})

test('JSON that was cut is said to be', async () => {
  const kube = await answering((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"kind":"Pod",')
  })
  expect(await failure(kube.get(ref))).toMatchObject({ step: 'answer', status: 502 })
})

test('a port where nothing listens is a failed connection', async () => {
  const error = await failure(kubeAt('http://127.0.0.1:1').get(ref))
  expect(error).toMatchObject({ step: 'connection', status: 502, cluster: 'prod' })
  expect(error.message).toContain('ECONNREFUSED')
})

test('a name that does not exist is a failed name lookup', async () => {
  const error = await failure(kubeAt('http://no-such-host.invalid').get(ref))
  expect(error).toMatchObject({ step: 'name lookup', status: 502 })
})

test('a server that closes without an answer is a failed connection', async () => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.resetAndDestroy())
  })
  const error = await failure(kubeAt(await serve(server)).get(ref))
  expect(error).toMatchObject({ step: 'connection', status: 502 })
})

test('bytes that are no HTTP are no answer', async () => {
  const server = createTcpServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end('SSH-2.0-OpenSSH_9\r\n'))
  })
  const error = await failure(kubeAt(await serve(server)).get(ref))
  expect(error).toMatchObject({ step: 'answer', status: 502 })
})

test('a credential that cannot be had is said so, without what it says of tokens', async () => {
  const broken: Credential = {
    headers: () => Promise.reject(new Error(`plugin said Bearer ${token} and exited with 1`)),
  }
  const error = await failure((await answering(json(200, pod), broken)).get(ref))
  expect(error).toMatchObject({ step: 'credential', status: 502 })
  expect(error.message).toContain('exited with 1')
})

test('a header that would split the request is a broken credential', async () => {
  const split: Credential = { headers: async () => ({ authorization: 'Bearer canary\r\nX: y' }) }
  const error = await failure((await answering(json(200, pod), split)).get(ref))
  expect(error).toMatchObject({ step: 'credential' })
})

const refused = { kind: 'Status', message: 'Unauthorized', reason: 'Unauthorized', code: 401 }

test('after 401 the credential is renewed once for all who ask, and the request sent again', async () => {
  let good = false
  let renewals = 0
  const renewable: Credential = {
    ...bearer,
    async renew() {
      renewals += 1
      await new Promise((resolve) => setImmediate(resolve))
      return (good = true)
    },
  }
  const either: RequestListener = (...args) =>
    good ? json(200, pod)(...args) : json(401, refused)(...args)
  const kube = await answering(either, renewable)
  await Promise.all([kube.get(ref), kube.get(ref), kube.get(ref)])
  expect(renewals).toBe(1)
})

test('who stays refused is not signed in, in the server’s words', async () => {
  let requests = 0
  const counted: RequestListener = (...args) => {
    requests += 1
    json(401, refused)(...args)
  }
  const kube = await answering(counted, { ...bearer, renew: async () => true })
  const error = await failure(kube.get(ref))
  expect(error).toBeInstanceOf(NotSignedIn)
  expect(error.message).toBe('Unauthorized')
  expect(requests).toBe(2)
})

const main = { container: 'main' }

test('a refused stream says why, as every other call', async () => {
  const kube = await answering(json(403, { ...refused, message: 'pods is forbidden', code: 403 }))
  expect(await failure(kube.logBytes(ref, main))).toMatchObject({
    status: 403,
    message: 'pods is forbidden',
  })
})

test('a stream that breaks is told to its reader and harms nobody else', async () => {
  const kube = await answering((_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain' }).write('a line\n')
    setTimeout(() => response.socket?.resetAndDestroy(), 20)
  })
  const unread = await kube.logBytes(ref, main)
  const stream = await kube.logBytes(ref, main)
  const read = async () => {
    for await (const chunk of stream) expect(chunk.toString()).toContain('a line')
  }
  expect(await failure(read())).toMatchObject({ step: 'connection' })
  expect(unread).toBeDefined()
})
