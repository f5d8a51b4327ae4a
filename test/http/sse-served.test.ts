/** A response of events behind a real server: slow readers, and connections that break. */
import { connect } from 'node:net'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { type Message, stream } from '../../src/http/sse.ts'

type Source = (signal: AbortSignal) => AsyncIterable<Message>

test('a reader that does not read holds the source back; the rest comes when it reads again', async () => {
  const piece = 'x'.repeat(64 * 1024)
  let pulled = 0
  const port = await serving(async function* () {
    for (; pulled < 2000; pulled += 1) {
      yield { data: piece }
      await new Promise(setImmediate)
    }
  })
  const socket = asked(port).pause()
  const settled = async () => {
    for (let before = -1; ; before = pulled) {
      await new Promise((resolve) => setTimeout(resolve, 150))
      if (pulled > 0 && pulled === before) return pulled
    }
  }
  // Buffers of the system take some megabytes; 128 MB would be all of it.
  expect(await settled()).toBeLessThan(500)
  let bytes = 0
  socket.on('data', (chunk) => (bytes += chunk.length))
  socket.resume()
  await expect.poll(() => bytes).toBeGreaterThan(2000 * piece.length)
  socket.destroy()
})

test('a connection that breaks ends its source, also one that waits', async () => {
  let [begun, done] = [0, 0]
  const port = await serving(async function* (signal) {
    begun += 1
    try {
      yield { data: 'x' }
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    } finally {
      done += 1
    }
  })
  for (let turn = 0; turn < 20; turn += 1) {
    const socket = asked(port)
    await new Promise((resolve) => socket.once('data', resolve))
    socket.resetAndDestroy()
  }
  await expect.poll(() => done).toBe(20)
  expect(begun).toBe(20)
})

test('a reader that takes nothing for long is dropped, and its source ends', async () => {
  let done = false
  const port = await serving(async function* () {
    try {
      for (;;) yield { data: 'x'.repeat(64 * 1024) }
    } finally {
      done = true
    }
  }, 300)
  const socket = asked(port).pause()
  let reset = false
  socket.on('error', () => (reset = true)).on('close', () => (reset = true))
  await expect.poll(() => done).toBe(true)
  socket.resume()
  await expect.poll(() => reset).toBe(true)
})

/** The port of a server that answers so. @param waits milliseconds for a reader that takes nothing. */
async function serving(source: Source, waits?: number): Promise<number> {
  const app = new Hono().get('/', (c) => stream(c, source, new AbortController().signal, waits))
  const server: ServerType = createAdaptorServer({ fetch: app.fetch })
  const port = Promise.withResolvers<number>()
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    port.resolve(typeof address === 'object' && address !== null ? address.port : 0)
  })
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  return port.promise
}
function asked(port: number) {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  return socket
}
