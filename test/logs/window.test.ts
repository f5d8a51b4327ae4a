/** Which lines a page holds: bounded, whole, and such that the next page begins where it ends. */
import { describe, expect, test } from 'vitest'
import { readAsked } from '../../src/logs/asked.ts'
import { after, before, padded, shifted } from '../../src/logs/instant.ts'
import { joined, Kept } from '../../src/logs/kept.ts'
import { tell, type Told } from '../../src/logs/told.ts'
import { windowOf } from '../../src/logs/window.ts'

const instant = (nanos: number) => `2026-11-22T12:00:00.${String(nanos).padStart(9, '0')}Z`
const line = (key: string, nanos: number): Told =>
  tell(key, { time: instant(nanos), nth: 1, text: `${key}${nanos}`, cut: 0 })
const of = (query: string) => windowOf(readAsked(new URLSearchParams(query)).asked)
const page = (query: string, ...sources: (readonly [string, readonly number[]])[]) => {
  const window = of(query)
  const all = sources.map(([key, times]) => {
    const kept = new Kept(window)
    for (const time of times) kept.put(line(key, time))
    return kept
  })
  const { lines, ...more } = joined(all, window)
  return { lines: lines.map(({ text }) => text), ...more }
}
const many = Array.from({ length: 5000 }, (_, at) => at)

test('instants have nine digits, and one stands beside the next', () => {
  expect(padded('2026-11-22T12:00:00Z')).toBe(instant(0))
  expect(padded('2026-11-22T12:00:00.1Z')).toBe(instant(100_000_000))
  expect(after('2026-11-22T11:59:59.999999999Z')).toBe(instant(0))
  expect(before(instant(0))).toBe('2026-11-22T11:59:59.999999999Z')
  expect(shifted('1970-01-01T00:00:00Z', -5n)).toBe('1970-01-01T00:00:00.000000000Z')
})

describe('a page', () => {
  test('of the last lines, of all sources together', () => {
    const found = page('tail=3', ['a', [1, 2, 3, 4]], ['b', [3, 5]])
    expect(found).toMatchObject({ lines: ['a3', 'b3', 'a4', 'b5'], earlier: true })
    expect(page('tail=9', ['a', [1, 2]])).toMatchObject({ lines: ['a1', 'a2'], earlier: false })
  })

  test('of the first lines', () => {
    const found = page('head=2', ['a', [1, 4, 5]], ['b', [2, 3]])
    expect(found).toMatchObject({ lines: ['a1', 'b2'], earlier: false, later: true })
    expect(page('head=9', ['a', [1]])).toMatchObject({ lines: ['a1'], later: false })
  })

  test('around an instant, and around a stretch, whose own lines are not counted', () => {
    const query = (more: string) => `tail=4&at=${instant(5)}${more}`
    const lines = [1, 2, 3, 4, 5, 6, 7, 8, 9]
    expect(page(query(''), ['a', lines]).lines).toEqual(['a3', 'a4', 'a5', 'a6', 'a7'])
    expect(page(query(`&until=${instant(7)}`), ['a', lines]).lines).toEqual([
      'a3',
      'a4',
      'a5',
      'a6',
      'a7',
      'a8',
      'a9',
    ])
  })

  test('has what the kubelet says itself, which has no time', () => {
    for (const query of ['tail=2', 'head=2', `at=${instant(5)}&tail=2`]) {
      const kept = new Kept(of(query))
      kept.put(tell('a', { time: '', nth: 1, text: 'unable to retrieve', cut: 0 }))
      expect([query, joined([kept], of(query)).lines.length]).toEqual([query, 1])
    }
  })

  test('never parts lines of one instant', () => {
    expect(page('tail=2', ['a', [1, 2, 2, 2]]).lines).toEqual(['a2', 'a2', 'a2'])
    expect(page('head=1', ['a', [1, 1]], ['b', [1, 2]]).lines).toEqual(['a1', 'a1', 'b1'])
  })

  test('takes lines out of the order of their times into their place', () => {
    expect(page('tail=2', ['a', [3, 1, 2]]).lines).toEqual(['a2', 'a3'])
    expect(page('head=2', ['a', [3, 1, 2]]).lines).toEqual(['a1', 'a2'])
  })

  test('holds no more than it needs, however many lines come', () => {
    const window = of('tail=10')
    const kept = new Kept(window)
    for (const nanos of many) kept.put(line('a', nanos))
    expect(kept.before.length).toBeLessThan(130)
    expect(joined([kept], window).lines.map(({ text }) => text)).toEqual(
      many.slice(-10).map((nanos) => `a${nanos}`),
    )
  })
})

test('reading stops a second behind the last line that is wanted', () => {
  const kept = new Kept(of('head=2'))
  expect(kept.past(instant(9))).toBe(false)
  for (const nanos of [1, 2]) kept.put(line('a', nanos))
  expect(kept.past('2026-11-22T12:00:01.000000002Z')).toBe(false)
  expect(kept.past('2026-11-22T12:00:01.000000003Z')).toBe(true)
  const to = new Kept(of(`to=${instant(5)}`))
  expect(to.past('2026-11-22T12:00:02.000000000Z')).toBe(true)
  expect(new Kept(of('tail=5')).past('2099-01-01T00:00:00.000000000Z')).toBe(false)
})
