/** What a log's address asks for. */
import { expect, test } from 'vitest'
import { beginning, readAsked, usual } from '../../src/logs/asked.ts'
import { inside, tell } from '../../src/logs/told.ts'

const of = (query: string) => readAsked(new URLSearchParams(query))
const now = new Date('2026-11-22T12:00:00Z')

test('no lines are no tail', () => {
  const { asked, wrong } = of('tail=0')
  expect(asked.tail).toBe(usual.tail)
  expect(wrong['tail']).toContain('“0”')
})

test('a stretch ends with its last line, to the nanosecond', () => {
  const { asked } = of('to=2026-11-22T12:00:00.123456789Z')
  const wanted = inside(asked)
  const at = (nanos: string) =>
    wanted(tell('k', { time: `2026-11-22T12:00:00.${nanos}Z`, nth: 1, text: '', cut: 0 }))
  expect([at('123456789'), at('123456790')]).toEqual([true, false])
})

test('however long ago: an instant that the API server reads', () => {
  expect(beginning(of('since=2h').asked, now)).toBe('2026-11-22T10:00:00.000Z')
  expect(beginning(of('since=999999d').asked, now)).toBe('1970-01-01T00:00:00.000Z')
  expect(beginning(of('since=2h&from=2026-11-22T11:00:00%2B00:30').asked, now)).toMatch(
    /^2026-11-22T10:30:00/,
  )
})

test('times as Grafana writes them', () => {
  const times = (query: string) => {
    const { asked, wrong } = of(query)
    expect(wrong).toEqual({})
    return [asked.since, asked.from, asked.to]
  }
  expect(times('from=now-6h&to=now')).toEqual(['6h', '', ''])
  expect(times('from=1795780800000&to=1795780860500')).toEqual([
    '',
    '2026-11-27T12:00:00.000Z',
    '2026-11-27T12:01:00.500Z',
  ])
  expect(times('from=1795780800')[1]).toBe('2026-11-27T12:00:00.000Z')
  expect(of('from=now-1w').wrong['from']).toContain('now-1w')
  expect(of('from=12345').wrong['from']).toContain('12345')
})
