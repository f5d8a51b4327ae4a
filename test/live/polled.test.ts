/** Lists that cannot be watched are read from time to time. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { KubeError, Unreachable } from '../../src/errors.ts'
import type { News } from '../../src/live/collection.ts'
import { orElse, polled } from '../../src/live/polled.ts'
import { resetTo, tableOf } from '../support/told.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const failure = (status: number) =>
  new KubeError(
    { verb: 'watch', resource: 'pods', namespace: null, name: null },
    { status, reason: '', message: `${status}` },
  )

const watched = (status: number) =>
  async function* () {
    yield resetTo('web/a')
    throw failure(status)
  }

function heard(feed: ReturnType<typeof polled>) {
  const over = new AbortController()
  const news: News[] = []
  const done = (async () => {
    for await (const one of feed(over.signal)) news.push(one)
  })()
  return { news, done, end: () => over.abort(), kinds: () => news.map(({ type }) => type) }
}

test('read at once, said to be polled, and read again after the time', async () => {
  const read = vi.fn(async () => tableOf(['web/a']))
  const one = heard(polled(read, 30_000))
  await vi.advanceTimersByTimeAsync(0)
  expect(one.kinds()).toEqual(['reset', 'polled'])
  await vi.advanceTimersByTimeAsync(29_999)
  expect(read).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(one.kinds()).toEqual(['reset', 'polled', 'reset', 'polled'])
  one.end()
  await one.done
})

test('a server that is away makes it stale since the last reading; it is tried again', async () => {
  const read = vi.fn(async () => tableOf(['web/a']))
  const one = heard(polled(read, 30_000))
  await vi.advanceTimersByTimeAsync(0)
  read.mockRejectedValueOnce(
    new Unreachable({ cluster: 'c', step: 'connection', advice: '' }, 'away'),
  )
  await vi.advanceTimersByTimeAsync(60_000)
  expect(one.kinds()).toEqual(['reset', 'polled', 'stale', 'reset', 'polled'])
  one.end()
  await one.done
})

test('a refusal ends it', async () => {
  const one = heard(
    polled(async () => {
      throw failure(403)
    }, 30_000),
  )
  await expect(one.done).rejects.toMatchObject({ status: 403 })
})

test('only the named refusals of a watch lead to reading', async () => {
  const instead = polled(async () => tableOf(['web/b']), 30_000)
  const one = heard(orElse(watched(405), instead, [405]))
  await vi.advanceTimersByTimeAsync(0)
  expect(one.kinds()).toEqual(['reset', 'reset', 'polled'])
  one.end()
  await one.done
  await expect(heard(orElse(watched(403), instead, [405])).done).rejects.toMatchObject({
    status: 403,
  })
})
