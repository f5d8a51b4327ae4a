/** A page that is left, at whatever moment, is live no more: else whoever looked at a thousand could look at none. */
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import type { Env, Parts } from '../../src/http/env.ts'
import { type Message, stream } from '../../src/http/sse.ts'
import { connect } from '../../src/kube.ts'
import { brought } from '../../src/auth/session.ts'
import { framed } from '../../src/pages/framed.ts'

const most = 1000
const down = new AbortController()
const parts = { down: down.signal, assets: { names: { 'main.js': 'main.js' } } } as unknown as Parts

/** Says one thing, and then waits for what does not come. */
async function* quiet(signal: AbortSignal): AsyncIterable<Message> {
  yield { data: 'first' }
  await new Promise((over) => signal.addEventListener('abort', over))
}

/** Of one person. */
function pages() {
  const connection = connect(
    { cluster: 'x', url: new URL('http://127.0.0.1:1') },
    { headers: never },
  )
  const app = new Hono<Env>().get('/', (c) => {
    c.set('parts', parts)
    c.set('session', brought('token'))
    c.set('connection', connection)
    return stream(c, (signal) => framed(c, quiet(signal)), down.signal)
  })
  return async () => (await app.request('/?watch=')).body!.getReader()
}
const never = () => new Promise<never>(() => {})

type Reader = ReadableStreamDefaultReader<Uint8Array>

/** The second thing that it says: the first is of which build it is. */
async function second(reader: Reader): Promise<string> {
  await reader.read()
  return new TextDecoder().decode((await reader.read()).value)
}

const moments: Readonly<Record<string, (reader: Reader) => Promise<unknown>>> = {
  'before it was read': async () => {},
  'after it was greeted': (reader) => reader.read(),
  'after it was told something': second,
  'while it waited': async (reader) => {
    await second(reader)
    void reader.read()
  },
}

test.each(Object.keys(moments))('one that is left %s is counted no more', async (moment) => {
  const open = pages()
  for (let turn = 0; turn <= most; turn++) {
    const reader = await open()
    await moments[moment]?.(reader)
    await reader.cancel()
  }
  expect(await second(await open())).toBe('data: first\n\n')
})

test('one that is not left is counted', async () => {
  const open = pages()
  for (let turn = 0; turn < most; turn++) await second(await open())
  expect(await second(await open())).toContain('event: end\ndata: 1,000 pages of yours')
})
