/** Where one has come in a log: no line twice, none left out. */
import { describe, expect, test } from 'vitest'
import type { LogLine } from '../../src/kube.ts'
import { Funnel } from '../../src/logs/funnel.ts'
import { type Place, Placer, read, beforeIt, written } from '../../src/logs/place.ts'
import { tell } from '../../src/logs/told.ts'

const at = (second: number, nanos = 0): string =>
  `2026-11-22T12:00:${String(second).padStart(2, '0')}.${String(nanos).padStart(9, '0')}Z`
const line = (time: string, text: string): LogLine => ({ time, text, cut: 0 })

describe('places', () => {
  test('stand in an address and come back', () => {
    const places = new Map<string, Place>([
      ['k3x9', { time: at(1, 145_000_001), nth: 1 }],
      ['z', { time: at(59), nth: 37 }],
    ])
    expect(read(written(places))).toEqual(places)
    expect(written(places).length).toBeLessThan(50)
  })

  test.each(['', 'x', 'k.zzzzzzzzzzzzz.1', 'k..1', '../../x', 'k.1.1;drop'])(
    '%j makes no place that breaks',
    (text) => {
      for (const { time } of read(text).values())
        expect(time === '' || !Number.isNaN(Date.parse(time))).toBe(true)
    },
  )

  test('lines are read again from the second before a place', () => {
    expect(beforeIt({ time: at(7, 999), nth: 2 })).toBe('2026-11-22T12:00:06Z')
  })

  test('lines of one time are told apart by their order', () => {
    const placer = new Placer(null)
    const same = [line(at(1), 'a'), line(at(1), 'b'), line(at(2), 'c')]
    expect(placer.all(same).map(({ nth }) => nth)).toEqual([1, 2, 1])
    placer.again()
    const more = [...same, line(at(2), 'd')]
    expect(placer.all(more).map(({ text }) => text)).toEqual(['d'])
  })
})

describe('lines that stand in another order than their times', () => {
  const all = [
    line(at(1), 'seen'),
    line(at(3), 'out'),
    line(at(2), 'err, written a little later'),
    line(at(3, 5), 'out'),
    line(at(3, 2), 'err'),
  ]
  const more = [line(at(3, 1), 'late'), line(at(3, 9), 'new')]

  test('are all there, before a cut and after it', () => {
    const placer = new Placer({ time: at(1), nth: 1 })
    expect(placer.all(all).map(({ text }) => text)).toEqual(all.slice(1).map(({ text }) => text))
    expect(placer.last).toEqual({ time: at(3, 2), nth: 1 })
    placer.again()
    expect(placer.all([...all, ...more])).toMatchObject(more)
    expect(placer.missed).toBe(false)
  })

  test('are all there for whoever goes on from the last of them', () => {
    const first = new Placer(null)
    first.all(all)
    const next = new Placer(first.last)
    expect([...all, ...more].flatMap((one) => next.all([one]))).toMatchObject(more)
  })

  test.each([
    ['a younger one of a later second', [line(at(4), 'a')]],
    ['one that is a little younger', [line(at(3, 20_000_000), 'a')]],
    [
      'older ones, and one that cannot be before it',
      [line(at(2, 9), 'x'), line(at(3, 9), 'a'), line(at(5), 'b')],
    ],
  ])('the last one did not come again, but %s: some may be lost', (_what, lines) => {
    const placer = new Placer({ time: at(3, 5), nth: 1 })
    expect(lines.flatMap((one) => placer.all([one]))).toMatchObject(
      lines.filter(({ text }) => text !== 'x'),
    )
    expect(placer.missed).toBe(true)
  })

  test('the last one did not come again, and nothing comes any more: what was held is told', () => {
    const placer = new Placer({ time: at(3), nth: 1 })
    expect(placer.all([line(at(3, 9), 'a')])).toEqual([])
    expect(placer.end()).toMatchObject([line(at(3, 9), 'a')])
    expect(placer.end()).toEqual([])
  })
})

test('a page that is slower than its log is spared lines, and told how many and which', () => {
  const funnel = new Funnel({ lines: 3, characters: 1000 })
  const told = (second: number) => tell('k', { ...line(at(second), `${second}`), nth: 1 })
  funnel.put([1, 2, 3, 4].map(told))
  funnel.put([5, 6].map(told))
  const batch = funnel.take()
  expect(batch.lines.map(({ text }) => text)).toEqual(['4', '5', '6'])
  expect([batch.skipped, batch.between]).toEqual([3, [at(1), at(3)]])
  funnel.put([5, 9, 8, 2, 1].map(told))
  expect(funnel.take().between).toEqual([at(5), at(9)])
  expect(funnel.take()).toEqual({ lines: [], skipped: 0, between: ['', ''], notes: [] })
})
