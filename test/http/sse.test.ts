/** A response of events: what it sends, when it pulls, when it lets go. */
import { gunzipSync } from 'node:zlib'
import { constants, createGunzip } from 'node:zlib'
import { Hono } from 'hono'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Message, stream } from '../../src/http/sse.ts'
import { compressor } from '../../src/http/sse-encoding.ts'
import { parsed } from '../support/events.ts'
import { random } from '../support/random.ts'

afterEach(() => void vi.useRealTimers())

type Source = (signal: AbortSignal) => AsyncIterable<Message>

/** The response itself, as Hono hands it to the server. */
async function answered(
  source: Source,
  headers: Record<string, string> = {},
  down = new AbortController(),
): Promise<Response> {
  const app = new Hono().get('/', (c) => stream(c, source, down.signal))
  return app.request('/', { headers })
}

const decoded = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes)
const open = (answer: Response) => answer.body!.getReader()

async function* counting(): AsyncIterable<Message> {
  for (let count = 0; ; count += 1) yield { data: String(count) }
}

test('headers tell caches and proxies to keep their hands off', async () => {
  const answer = await answered(counting)
  await answer.body?.cancel()
  expect(Object.fromEntries(answer.headers)).toEqual({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
    vary: 'accept-encoding',
  })
})

test('compressed, each event can be read as soon as it was said', async () => {
  const answer = await answered(counting, { 'accept-encoding': 'br, gzip' })
  expect(answer.headers.get('content-encoding')).toBe('gzip')
  const reader = open(answer)
  const unzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH })
  let read = ''
  unzip.on('data', (chunk: Buffer) => (read += chunk.toString()))
  for (const count of [0, 1, 2, 3]) {
    const { value } = await reader.read()
    await new Promise((resolve) => unzip.write(value, resolve))
    await new Promise(setImmediate)
    expect(parsed(read).map(({ data }) => data)).toEqual(['0', '1', '2', '3'].slice(0, count + 1))
  }
  await reader.cancel()
})

test('compressed, it ends as a whole file', async () => {
  const answer = await answered(
    async function* () {
      yield { data: 'only' }
    },
    { 'accept-encoding': 'gzip' },
  )
  const whole = answer.body!.pipeThrough(new DecompressionStream('gzip'))
  expect(await new Response(whole).text()).toBe('data: only\n\n')
})

test('nothing is pulled before somebody reads, and then one event for each read', async () => {
  let pulled = 0
  const reader = open(
    await answered(async function* () {
      for (;;) {
        pulled += 1
        yield { data: 'x' }
      }
    }),
  )
  await new Promise(setImmediate)
  expect(pulled).toBe(0)
  for (const count of [1, 2, 3]) {
    await reader.read()
    await new Promise(setImmediate)
    expect(pulled).toBe(count)
  }
  await reader.cancel()
})

test('a reader that goes ends the source: its signal, and what it does at its end', async () => {
  const seen: string[] = []
  const reader = open(
    await answered(async function* (signal) {
      signal.addEventListener('abort', () => seen.push('signal'))
      try {
        yield { data: 'x' }
        yield { data: 'y' }
      } finally {
        seen.push('finally')
      }
    }),
  )
  await reader.read()
  await reader.cancel()
  expect(seen).toEqual(['signal', 'finally'])
})

test.each(['gzip', 'identity'])('a reader may go at any moment, %s', async (encoding) => {
  let [begun, done] = [0, 0]
  const { below } = random(2)
  const source: Source = async function* (signal) {
    begun += 1
    try {
      for (;;) {
        yield { data: 'x'.repeat(below(2000)) }
        if (below(3) === 0) await new Promise(setImmediate)
        if (signal.aborted && below(2) === 0) return
      }
    } finally {
      done += 1
    }
  }
  for (let turn = 0; turn < 300; turn += 1) {
    const reader = open(await answered(source, { 'accept-encoding': encoding }))
    await reader.read()
    const reads = Array.from({ length: below(4) }, () => reader.read())
    for (let wait = below(4); wait > 0; wait -= 1) await new Promise(setImmediate)
    await reader.cancel()
    await Promise.all(reads)
  }
  await new Promise(setImmediate)
  expect(begun).toBe(300)
  expect(done).toBe(begun)
})

test('one that ends by itself lets go of all that listened for its end', async () => {
  let ended = 0
  const answer = await answered(async function* (signal) {
    signal.addEventListener('abort', () => (ended += 1))
    yield { data: 'last' }
  })
  await answer.text()
  expect(ended).toBe(1)
})

test('when the process goes down the source’s signal ends the stream', async () => {
  const down = new AbortController()
  const reader = open(
    await answered(
      async function* (signal) {
        yield { data: 'x' }
        if (!signal.aborted)
          await new Promise((resolve) => signal.addEventListener('abort', resolve))
      },
      {},
      down,
    ),
  )
  await reader.read()
  const last = reader.read()
  down.abort()
  expect((await last).value ?? new Uint8Array()).toHaveLength(0)
  expect((await reader.read()).done).toBe(true)
})

test('it says that it is alive while its source is silent, and loses nothing by that', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const said = Promise.withResolvers<Message>()
  const reader = open(
    await answered(async function* () {
      yield await said.promise
    }),
  )
  for (const _ of [1, 2]) {
    const next = reader.read()
    await vi.advanceTimersByTimeAsync(8000)
    expect(parsed(decoded((await next).value))).toEqual([{ event: 'beat', id: '', data: '' }])
  }
  const next = reader.read()
  await vi.advanceTimersByTimeAsync(7999)
  said.resolve({ data: 'x' })
  expect(decoded((await next).value)).toBe('data: x\n\n')
  expect(vi.getTimerCount()).toBe(0)
})

describe('compression', () => {
  test('is one gzip file of all that was said, whoever else was told the same', async () => {
    const said = ['first\n\n', 'ß 猫\n\n', '', 'first\n\n', 'x'.repeat(100_000)]
    for (const zip of [compressor(), compressor()]) {
      const parts: Uint8Array[] = []
      for (const text of said) parts.push(await zip.chunk(text))
      parts.push(await zip.end())
      expect(gunzipSync(Buffer.concat(parts)).toString()).toBe(said.join(''))
    }
  })

  test('of nothing at all is an empty file', async () => {
    expect(gunzipSync(await compressor().end()).length).toBe(0)
  })
})
