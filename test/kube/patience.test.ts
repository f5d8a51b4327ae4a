/** Time and room: deadlines, dead connections, queues, the budget of streams, what is read once. */
import { createServer } from 'node:http'
import { createSecureServer } from 'node:http2'
import { afterEach, expect, test, vi } from 'vitest'
import { connect } from '../../src/kube.ts'
import { cached } from '../../src/kube/cached.ts'
import { linkOf } from '../../src/kube/link.ts'
import { lines } from '../../src/kube/lines.ts'
import { logCall } from '../../src/kube/log-call.ts'
import { gate } from '../../src/kube/net/gate.ts'
import { streams } from '../../src/kube/stream.ts'
import { authority } from '../support/certificates.ts'
import { front } from '../support/front.ts'
import { listen } from '../support/listen.ts'
import { answering, bearer, failure, json, pod, ref, serve } from '../support/recorded.ts'

afterEach(() => {
  vi.useRealTimers()
})

const log = logCall(ref, { container: 'main', follow: true })

test('a server that takes the request and says nothing is late, at the step of the answer', async () => {
  const asked = Promise.withResolvers<void>()
  const kube = await answering(() => asked.resolve())
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const call = failure(kube.get(ref))
  await asked.promise
  vi.advanceTimersByTime(10_000)
  expect(await call).toMatchObject({ status: 504, step: 'answer', cluster: 'prod' })
})

test('a credential that never comes is late at its own step', async () => {
  const stuck = { headers: () => new Promise<Record<string, string>>(() => {}) }
  const kube = await answering(json(200, pod), stuck)
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const call = failure(kube.get(ref))
  vi.advanceTimersByTime(10_000)
  expect(await call).toMatchObject({ status: 504, step: 'credential' })
})

test('an abort ends the request at the API server too', async () => {
  const asked = Promise.withResolvers<void>()
  const ended = Promise.withResolvers<void>()
  const server = createServer((request) => {
    asked.resolve()
    request.once('close', ended.resolve)
  })
  const url = new URL(await serve(server))
  const connection = connect({ cluster: 'prod', url }, bearer)
  const stop = new AbortController()
  const call = connection.kube({ signal: stop.signal }).get(ref)
  await asked.promise
  stop.abort(new Error('left'))
  await expect(call).rejects.toThrow('left')
  await ended.promise
  connection.close()
})

test('a session whose pings stay without answer is replaced, and the read sent again', async () => {
  const { ca, issue, remove } = authority()
  const secure = createSecureServer(issue('IP:127.0.0.1'), (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(pod))
  })
  const door = await front(new URL(`https://127.0.0.1:${await listen(secure)}`))
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const connection = connect({ cluster: 'prod', url: door.url, ca }, bearer)
  await connection.kube().get(ref)
  door.freeze(true)
  const call = connection.kube().get(ref)
  await new Promise((resolve) => setImmediate(resolve))
  vi.advanceTimersByTime(10_000)
  door.freeze(false)
  vi.advanceTimersByTime(10_000)
  await expect(call).resolves.toMatchObject({ value: pod })
  expect(door.taken()).toBe(2)
  connection.close()
  await door.close()
  secure.close()
  remove()
})

test('the one more than the budget of streams is told so, and a closed one makes room', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{}\n')
  })
  const url = new URL(await serve(server))
  const { link, close } = linkOf({ cluster: 'prod', url }, bearer)
  const long = streams(link, 2)
  const stop = new AbortController()
  await long.begin({ signal: stop.signal }, log)
  await long.begin({}, log)
  const error = await failure(long.begin({}, log))
  expect(error).toMatchObject({ status: 429, reason: 'TooManyRequests' })
  stop.abort()
  await expect
    .poll(() =>
      long.begin({}, log).then(
        () => 'open',
        () => 'full',
      ),
    )
    .toBe('open')
  long.close()
  close()
  server.closeAllConnections()
})

const bounds = () => ({
  signal: new AbortController().signal,
  progress: { step: 'answer' as const },
})

test('a gate lets in order so many at a time, and those who give up leave the queue', async () => {
  const places = gate(1)
  const order: number[] = []
  const leave = await places.enter(bounds())
  const impatient = new AbortController()
  const waiting = { signal: impatient.signal, progress: { step: 'answer' as const } }
  const given = places.enter(waiting).catch(() => 'gave up')
  const rest = [1, 2, 3].map(async (one) => {
    const done = await places.enter(bounds())
    order.push(one)
    done()
  })
  expect(waiting.progress.step).toBe('queue')
  impatient.abort()
  expect(await given).toBe('gave up')
  leave()
  await Promise.all(rest)
  expect(order).toEqual([1, 2, 3])
})

test('a cached value is read once for all, and the old one served while it is read anew', async () => {
  let reads = 0
  let answer = Promise.withResolvers<number>()
  const once = cached<number>({ keep: -1, stale: 1_000 }, () => {
    reads += 1
    return answer.promise
  })
  const first = [once.get({}), once.get({})]
  answer.resolve(1)
  expect(await Promise.all(first)).toEqual([1, 1])
  expect(reads).toBe(1)
  answer = Promise.withResolvers<number>()
  expect(await once.get({})).toBe(1)
  expect(reads).toBe(2)
  const fresh = once.get({}, true)
  answer.resolve(2)
  expect(await fresh).toBe(2)
})

test('a reading that fails leaves the old value, and a page that is left ends only its own wait', async () => {
  let fails = false
  const once = cached<number>({ keep: -1, stale: 1_000 }, async () => {
    if (fails) throw new Error('down')
    return 1
  })
  await once.get({})
  fails = true
  expect(await once.get({})).toBe(1)
  await expect(once.get({}, true)).rejects.toThrow('down')
  await expect(once.get({ signal: AbortSignal.abort(new Error('left')) }, true)).rejects.toThrow(
    'left',
  )
})

test('lines are cut at line feeds only, wherever the chunks end', async () => {
  const text = 'one\ntwo\u2028still two\n\n{"a":"ä"}\nlast'
  const bytes = Buffer.from(text)
  for (const size of [1, 2, 3, 7, 100]) {
    async function* chunks() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    const found: string[] = []
    for await (const line of lines(chunks())) found.push(line.toString())
    expect(found).toEqual(text.split('\n'))
  }
})
