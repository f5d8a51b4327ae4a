import { getEventListeners } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ticks } from '../../src/live/ticks.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** A thing that changes when told, and counts who watches it. */
function changing() {
  const watching = new Set<() => void>()
  return {
    watching,
    watch(changed: () => void) {
      watching.add(changed)
      return () => void watching.delete(changed)
    },
    change: () => watching.forEach((changed) => changed()),
  }
}

/** Counts ticks as they come; `quiet` waits until all is said that can be said now. */
function counted(...sources: ReturnType<typeof changing>[]) {
  const stop = new AbortController()
  const seen = { count: 0, over: false }
  const read = async () => {
    for await (const _ of ticks(sources, 250, stop.signal)) seen.count += 1
    seen.over = true
  }
  void read()
  return { stop, seen }
}
const quiet = () => new Promise(setImmediate)
async function pass(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms)
  await quiet()
}

test('the first comes at once, the next with a change', async () => {
  const source = changing()
  const { seen } = counted(source)
  await quiet()
  expect(seen.count).toBe(1)
  await pass(60_000)
  expect(seen.count).toBe(1)
  source.change()
  await quiet()
  expect(seen.count).toBe(2)
})

test('any of several sources makes one', async () => {
  const [one, two] = [changing(), changing()]
  const { seen } = counted(one, two)
  await pass(0)
  await pass(250)
  two.change()
  await quiet()
  await pass(250)
  one.change()
  await quiet()
  expect(seen.count).toBe(3)
})

test('changes that come fast make one tick a pace, and the last of them is not lost', async () => {
  const source = changing()
  const { seen } = counted(source)
  await quiet()
  for (let ms = 0; ms < 2500; ms += 10) {
    source.change()
    await pass(10)
  }
  expect(seen.count).toBe(11)
  source.change()
  await pass(250)
  expect(seen.count).toBe(12)
  await pass(60_000)
  expect(seen.count).toBe(12)
})

test('a change while the reader is busy is seen when it asks again', async () => {
  const source = changing()
  const stop = new AbortController()
  const reader = ticks([source], 250, stop.signal)[Symbol.asyncIterator]()
  await reader.next()
  source.change()
  const next = reader.next()
  await pass(250)
  expect(await next).toMatchObject({ done: false })
  stop.abort()
  expect(await reader.next()).toMatchObject({ done: true })
})

test.each(['while it waits for a change', 'while it rests', 'before anything else'])(
  'the signal ends it %s, and nobody listens any more',
  async (when) => {
    const source = changing()
    const { stop, seen } = counted(source)
    if (when !== 'before anything else') await quiet()
    if (when === 'while it waits for a change') await pass(250)
    stop.abort()
    await quiet()
    expect(seen.over).toBe(true)
    expect(source.watching.size).toBe(0)
    expect(getEventListeners(stop.signal, 'abort')).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  },
)

test('the signal ends it at once even where it comes while the reader is busy', async () => {
  const source = changing()
  const stop = new AbortController()
  const reader = ticks([source], 250, stop.signal)[Symbol.asyncIterator]()
  await reader.next()
  stop.abort()
  const next = reader.next()
  await quiet()
  expect(vi.getTimerCount()).toBe(0)
  expect(await next).toMatchObject({ done: true })
  expect(getEventListeners(stop.signal, 'abort')).toEqual([])
})

test('a reader that leaves is not watched for, and the signal’s listeners do not grow', async () => {
  const source = changing()
  const stop = new AbortController()
  const reader = ticks([source], 0, stop.signal)[Symbol.asyncIterator]()
  await reader.next()
  for (let turn = 0; turn < 100; turn += 1) {
    source.change()
    const next = reader.next()
    await pass(0)
    await next
    expect(getEventListeners(stop.signal, 'abort').length).toBeLessThanOrEqual(1)
  }
  await reader.return?.()
  expect(source.watching.size).toBe(0)
  expect(getEventListeners(stop.signal, 'abort')).toEqual([])
})
