/** What a page is spared, and how fast it is told. */
import { expect, test } from 'vitest'
import { Funnel } from '../../src/logs/funnel.ts'
import { Pace } from '../../src/logs/pace.ts'
import { tell } from '../../src/logs/told.ts'

const told = (second: number, text: string) =>
  tell('k', { time: `2026-11-26T00:00:0${second}.000000000Z`, text, cut: 0, nth: 1 })

test('long lines leave room for few, and the newest one stays however long it is', () => {
  const funnel = new Funnel({ lines: 100, characters: 1000 })
  funnel.put([1, 2, 3].map((second) => told(second, 'x'.repeat(400))))
  expect(funnel.take()).toMatchObject({
    lines: [{ line: { time: '2026-11-26T00:00:02.000000000Z' } }, {}],
    skipped: 1,
  })
  funnel.put([told(1, 'short'), told(2, 'x'.repeat(5000))])
  expect(funnel.take()).toMatchObject({ lines: [{ text: 'x'.repeat(5000) }], skipped: 1 })
  funnel.put([told(1, 'x'.repeat(600))])
  expect(funnel.take()).toMatchObject({ lines: [{}], skipped: 0 })
})

test('after a quiet time much may go at once; a flood goes no faster than a slow link takes', () => {
  const pace = new Pace({ rate: 1000, burst: 3000 }, 0)
  expect(pace.wait(0)).toBe(0)
  pace.sent(3000, 0)
  expect(pace.wait(0)).toBe(0)
  pace.sent(500, 0)
  expect(pace.wait(0)).toBe(500)
  expect(pace.wait(200)).toBe(300)
  // However long it is quiet, no more than a burst.
  expect(pace.wait(60_000)).toBe(0)
  pace.sent(3000, 0)
  expect(pace.wait(60_000)).toBe(0)
  let sent = 0
  let now = 60_000
  for (let turn = 0; turn < 100; turn += 1) {
    pace.sent(2000, 0)
    sent += 2000
    now += pace.wait(now)
  }
  expect(sent / (now - 60_000)).toBeCloseTo(1, 1)
})

test('a message holds what may go at once and what the link takes in half a second', () => {
  const pace = new Pace({ rate: 1000, burst: 3000 }, 0)
  pace.sent(2000, 20)
  expect(pace.lines()).toBe(15)
  pace.sent(1000, 10)
  expect([pace.wait(0), pace.lines()]).toEqual([0, 10])
  pace.sent(1000, 100)
  expect(pace.lines()).toBe(50)
  const funnel = new Funnel({ lines: 100, characters: 1000 })
  funnel.put([1, 2, 3].map((second) => told(second, `${second}`)))
  expect(funnel.take(2)).toMatchObject({ lines: [{ text: '2' }, { text: '3' }], skipped: 1 })
})
