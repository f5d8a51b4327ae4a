/** A response of events over HTTP/2 without TLS, as an ingress may speak it to a pod. */
import { connect, constants, createServer, type ClientHttp2Stream } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { type Message, stream } from '../../src/http/sse.ts'
import { parsed } from '../support/events.ts'

type Source = (signal: AbortSignal) => AsyncIterable<Message>

/** Asks for it, as often as it is called, on one session. @param waits milliseconds for a reader that takes nothing. */
async function asking(source: Source, waits?: number): Promise<() => ClientHttp2Stream> {
  const app = new Hono().get('/', (c) => stream(c, source, new AbortController().signal, waits))
  const server = createAdaptorServer({ fetch: app.fetch, createServer })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const session = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  onTestFinished(() => {
    session.destroy()
    server.close()
  })
  return () => session.request({ ':path': '/' }).on('error', () => {})
}

const text = async (from: ClientHttp2Stream, count: number) => {
  let read = ''
  for await (const chunk of from.setEncoding('utf8')) {
    read += chunk
    if (parsed(read).length >= count) break
  }
  return read
}

test('events come one by one, and a stream that is left ends its source alone', async () => {
  let [begun, done] = [0, 0]
  const ask = await asking(async function* (signal) {
    begun += 1
    try {
      yield { data: 'first' }
      yield { data: 'second' }
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
    } finally {
      done += 1
    }
  })
  const stays = ask()
  for (let turn = 0; turn < 50; turn += 1) {
    const one = ask()
    expect(parsed(await text(one, 2)).map(({ data }) => data)).toEqual(['first', 'second'])
    one.close(constants.NGHTTP2_CANCEL)
  }
  await expect.poll(() => done).toBe(50)
  expect(begun).toBe(51)
  expect([stays.destroyed, stays.closed]).toEqual([false, false])
})

test('a reader that takes nothing for long is reset, and the others of its session are not', async () => {
  let done = 0
  const ask = await asking(async function* () {
    try {
      for (;;) yield { data: 'x'.repeat(64 * 1024) }
    } finally {
      done += 1
    }
  }, 300)
  const slow = ask().pause()
  const reader = ask()
  let bytes = 0
  reader.on('data', (chunk: Buffer) => (bytes += chunk.length))
  await expect.poll(() => done).toBe(1)
  slow.resume()
  await expect.poll(() => slow.rstCode).toBe(constants.NGHTTP2_CANCEL)
  const before = bytes
  await expect.poll(() => bytes).toBeGreaterThan(before)
})
