/** The parts of a followed list: versions, waits, reading with patience, the pulse, an abort at any moment. */
import { getEventListeners } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { patience } from '../../src/kube/follow/patience.ts'
import { Reader } from '../../src/kube/follow/reader.ts'
import { served } from '../../src/kube/follow/served.ts'
import { later, latest } from '../../src/kube/follow/version.ts'
import { Pulse } from '../../src/kube/net/pulse.ts'
import type { Vital } from '../../src/kube/net/pulse.ts'
import { front } from '../support/front.ts'
import { has, hasty, is, words } from '../support/followed.ts'
import {
  beginning,
  breaks,
  columnDefinitions,
  ends,
  line,
  says,
  scripted,
} from '../support/scripted.ts'

test('versions are compared as decimals of any length', () => {
  const order = ['0', '9', '10', '99999', '9007199254740992', '9007199254740993', '10'.repeat(20)]
  for (const [at, low] of order.entries()) {
    expect(later(low, low)).toBe(false)
    for (const high of order.slice(at + 1)) {
      expect([later(high, low), later(low, high)]).toEqual([true, false])
      expect([latest(low, high), latest(high, low)]).toEqual([high, high])
    }
  }
  expect(latest('abc', 'abd')).toBe('abd')
  expect(latest('5', '')).toBe('5')
})

const steps = { first: 500, most: 30_000, health: 10_000 }
const loud = { quiet: false, away: false, least: 0 }
const quiet = { ...loud, quiet: true }
const away = { ...loud, away: true }

test('waits grow to their most, are spread over all of it, and are forgotten after health', () => {
  const longest = patience(steps, () => 1)
  const waits = Array.from({ length: 9 }, () => longest.after(0, loud))
  expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  expect(longest.after(10_000, loud)).toBe(500)
  expect(longest.after(10_000, quiet)).toBe(0)
  expect(longest.after(0, quiet)).toBe(500)
  const shortest = patience(steps, () => 0)
  expect(shortest.after(0, loud)).toBe(0)
  expect(shortest.after(0, { ...loud, least: 7_000 })).toBe(7_000)
})

test('a server that answers again is not waited for any longer, unless it comes and goes', () => {
  const longest = patience(steps, () => 1)
  const goAway = () => Array.from({ length: 9 }, () => longest.after(0, away)).at(-1)
  for (let at = 0; at < 3; at += 1) {
    expect(goAway()).toBe(30_000)
    expect(longest.after(0, quiet)).toBe(0)
  }
  goAway()
  expect(longest.after(0, quiet)).toBe(30_000)
})

test('what a group lacks is forgotten after a while, and is nobody else’s lack', () => {
  const known = served(-1)
  known.lacks('', 'initial')
  expect(known.has('', 'initial')).toBe(true)
  const lasting = served()
  lasting.lacks('', 'initial')
  expect(lasting.has('', 'initial')).toBe(false)
  expect(lasting.has('', 'bookmarks')).toBe(true)
  expect(lasting.has('apps', 'initial')).toBe(true)
})

test('news and lateness overtake a reading, and lose nothing of it', async () => {
  const given: ((value: number) => void)[] = []
  async function* source() {
    for (;;) yield await new Promise<number>((resolve) => given.push(resolve))
  }
  const read = new Reader<number, string>(source())
  expect(await read.take(1)).toBeNull()
  const taken = read.take(60_000)
  read.ring('news')
  given[0]?.(1)
  expect(await taken).toEqual({ rung: 'news' })
  read.ring('older')
  read.ring('last')
  expect(await read.take(60_000)).toEqual({ rung: 'last' })
  expect(await read.take(60_000)).toEqual({ next: { done: false, value: 1 } })
})

async function* numbers() {
  for (let at = 0; at < 20_000; at += 1) {
    if (at % 7 === 0) await turn()
    yield at
  }
}

test('of many readings with news between none is lost or doubled', async () => {
  const read = new Reader<number, null>(numbers())
  const found: number[] = []
  for (;;) {
    if (Math.random() < 0.1) queueMicrotask(() => read.ring(null))
    const heard = await read.take(Math.random() < 0.1 ? 0 : 1_000)
    if (heard === null || 'rung' in heard) continue
    if (heard.next.done === true) break
    found.push(heard.next.value)
  }
  expect(found).toEqual(Array.from({ length: 20_000 }, (_, at) => at))
})

const rhythm = { every: 100, patience: 80, lostEvery: 20, lostPatience: 30, tick: 2_000 }

test('a pulse tells each turn once, looks only while somebody listens, and tells sleep', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let looks = 0
  let dead = false
  const check = (signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      looks += 1
      if (!dead) resolve()
      signal.addEventListener('abort', () => reject(new Error('aborted')))
    })
  const pulse = new Pulse(check, rhythm)
  const heard: Vital[] = []
  const leave = pulse.feel((vital) => heard.push(vital))
  await vi.advanceTimersByTimeAsync(1_000)
  expect([looks, heard.length]).toEqual([10, 0])
  dead = true
  await vi.advanceTimersByTimeAsync(rhythm.every + rhythm.patience)
  expect(heard).toMatchObject([{ failure: { message: 'no answer within 0.08 s' } }])
  const second: Vital[] = []
  pulse.feel((vital) => second.push(vital))()
  expect(second).toEqual(heard)
  dead = false
  await vi.advanceTimersByTimeAsync(60)
  expect(heard).toEqual([expect.anything(), null])
  vi.setSystemTime(Date.now() + 60_000)
  await vi.advanceTimersByTimeAsync(rhythm.tick)
  expect(heard.slice(2)).toMatchObject([{ failure: { message: 'this machine was asleep' } }, null])
  leave()
  const before = looks
  await vi.advanceTimersByTimeAsync(10_000)
  expect([looks, vi.getTimerCount()]).toEqual([before, 0])
})

test('a frozen server is told though its watch is open, and live again after it heals', async () => {
  const script = await scripted(says(...beginning('5', 'a')))
  script.rest = says(line('ADDED', 'b', '6', { columnDefinitions }))
  const door = await front(script.url)
  onTestFinished(() => door.close())
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const list = hasty(door.url)()
  await list.until(is('live'))
  door.freeze(true)
  await vi.advanceTimersByTimeAsync(18_000)
  await list.until(is('stale'))
  expect(list.said.at(-1)).toMatchObject({ why: expect.stringContaining('no answer within') })
  door.freeze(false)
  const healed = list.until(has('b'))
  const clock = setInterval(() => vi.advanceTimersByTime(500), 5)
  await healed
  clearInterval(clock)
  expect(words(list)).toMatch(/^reset live (stale )+live set$/)
})

test('who leaves leaves no timer, and many tries leave no listeners', async () => {
  const again = ends(line('MODIFIED', 'a', '6', { columnDefinitions }))
  const script = await scripted(
    ends(...beginning('5', 'a')),
    ...Array.from({ length: 30 }, () => again),
  )
  script.rest = says(line('ADDED', 'b', '7', { columnDefinitions }))
  const list = hasty(script.url, { steps: { first: 0, most: 0, health: 10_000 } })()
  await list.until(has('b'))
  expect(getEventListeners(list.signal, 'abort').length).toBeLessThan(5)
  list.stop()
  await list.end
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  script.rest = says(...beginning('5', 'a'), line('ADDED', 'b', '6'))
  const other = hasty(script.url)()
  await other.until(has('b'))
  expect(vi.getTimerCount()).toBeGreaterThan(0)
  other.stop()
  await other.end
  expect(vi.getTimerCount()).toBe(0)
})

test('two thousand aborts at any moment leave no connection, no listener and no complaint', async () => {
  const script = await scripted()
  const plays = [
    says(...beginning('5', 'a', 'b')),
    ends(...beginning('5', 'a')),
    breaks(...beginning('5', 'a')),
    says('garbage\n'),
  ]
  script.rest = (...args) => plays[Math.floor(Math.random() * plays.length)]!(...args)
  const complaints: unknown[] = []
  const complain = (error: unknown) => complaints.push(error)
  process.on('unhandledRejection', complain).on('uncaughtException', complain)
  onTestFinished(() => {
    process.off('unhandledRejection', complain).off('uncaughtException', complain)
  })
  const follow = hasty(script.url)
  const some = async () => {
    for (let at = 0; at < 50; at += 1) {
      const list = follow()
      if (at % 3 > 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 30))
      else for (let turns = Math.random() * 20; turns > 0; turns -= 1) await turn()
      list.stop()
      expect(await list.end).toBeNull()
      expect(getEventListeners(list.signal, 'abort')).toEqual([])
    }
  }
  await Promise.all(Array.from({ length: 40 }, some))
  await expect.poll(() => script.open()).toBe(0)
  expect(complaints).toEqual([])
})

test('some of the rows are shown while they are being read, and anew where that broke', async () => {
  const many = Array.from({ length: 1000 }, (_, at) =>
    line('ADDED', `r${at}`, '4', at === 0 ? { columnDefinitions } : {}),
  )
  const script = await scripted(breaks(...many.slice(0, 500)), says(...many))
  const seen: [number, boolean][] = []
  const list = hasty(script.url)(undefined, {}, undefined, (rows, anew) =>
    seen.push([rows.length, anew]),
  )
  await expect.poll(() => seen).toHaveLength(3)
  expect(seen).toEqual([
    [500, true],
    [500, true],
    [500, false],
  ])
  list.stop()
})
