/** Who shares a watch, and how long it stays open. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { registry } from '../../src/live/registry.ts'
import { resetTo, told, viewer } from '../support/told.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

test('two who look at the same share one watch; another key has its own', () => {
  const [list, open] = [told(), registry(Infinity)]
  const one = open.join('a', viewer(list))
  const two = open.join('a', viewer(list))
  expect(two.collection).toBe(one.collection)
  expect(list.followed).toHaveLength(1)
  expect(open.join('b', viewer(list)).collection).not.toBe(one.collection)
  expect(list.followed).toHaveLength(2)
  expect(open.size()).toBe(2)
})

test('the watch stays while one of them looks, and a minute longer', () => {
  const [list, open] = [told(), registry(Infinity)]
  const one = open.join('a', viewer(list))
  const two = open.join('a', viewer(list))
  one.leave()
  vi.advanceTimersByTime(600_000)
  expect(list.followed[0]?.aborted).toBe(false)
  two.leave()
  vi.advanceTimersByTime(59_999)
  expect(list.followed[0]?.aborted).toBe(false)
  vi.advanceTimersByTime(1)
  expect(list.followed[0]?.aborted).toBe(true)
  expect(open.size()).toBe(0)
})

test('who comes back within the minute finds it warm, and it stays', () => {
  const [list, open] = [told(), registry(Infinity)]
  const one = open.join('a', viewer(list))
  one.leave()
  vi.advanceTimersByTime(59_000)
  const again = open.join('a', viewer(list))
  expect(again.collection).toBe(one.collection)
  vi.advanceTimersByTime(600_000)
  expect(list.followed.map(({ aborted }) => aborted)).toEqual([false])
})

test('leaving twice counts once', () => {
  const [list, open] = [told(), registry(Infinity)]
  const one = open.join('a', viewer(list))
  open.join('a', viewer(list))
  one.leave()
  one.leave()
  vi.advanceTimersByTime(600_000)
  expect(list.followed[0]?.aborted).toBe(false)
})

test('one that ended is not joined again, and its last viewer does not close the new one', async () => {
  const [list, open] = [told(), registry(Infinity)]
  const old = open.join('a', viewer(list))
  await list.tell(resetTo('web/a'))
  await list.fail(new Error('no longer'))
  const fresh = open.join('a', viewer(list))
  expect(fresh.collection).not.toBe(old.collection)
  expect(list.followed).toHaveLength(2)
  old.leave()
  vi.advanceTimersByTime(60_000)
  expect(list.followed[1]?.aborted).toBe(false)
  expect(open.join('a', viewer(list)).collection).toBe(fresh.collection)
})

test('closing closes all of them at once', () => {
  const [list, open] = [told(), registry(Infinity)]
  open.join('a', viewer(list))
  open.join('b', viewer(list)).leave()
  open.close()
  expect(list.followed.map(({ aborted }) => aborted)).toEqual([true, true])
  expect(open.size()).toBe(0)
})
