/** Refused attempts are counted by address and in all; what is not refused costs nothing, and nobody is forgotten too early. */
import { expect, test } from 'vitest'
import { attempts } from '../../src/auth/attempts.ts'

/** A clock that stands still until it is set. */
function at(start = 1000) {
  let now = start
  const clock = () => now
  return { clock, later: (ms: number) => (now += ms) }
}
const fail = (budget: ReturnType<typeof attempts>, address: string, many: number) => {
  let last = 0
  for (let turn = 0; turn < many; turn++) last = budget.take(address)
  return last
}

const address = (turn: number) => `10.${turn >> 16}.${(turn >> 8) & 255}.${turn & 255}`

test('a hundred of one address, then two a second; other addresses go on', () => {
  const { clock, later } = at()
  const budget = attempts(clock)
  expect(fail(budget, '203.0.113.9', 100)).toBe(0)
  expect(budget.take('203.0.113.9')).toBe(1)
  expect(budget.take('203.0.113.10')).toBe(0)
  later(1000)
  expect([1, 2, 3].map(() => budget.take('203.0.113.9'))).toEqual([0, 0, 1])
  later(3_600_000)
  expect(fail(budget, '203.0.113.9', 100)).toBe(0)
  expect(budget.take('203.0.113.9')).toBe(1)
})

test('an office that signs in by the thousand behind one address uses nothing up', () => {
  const budget = attempts(at().clock)
  fail(budget, '203.0.113.9', 99)
  for (let person = 0; person < 10_000; person++) {
    expect(budget.take('203.0.113.9')).toBe(0)
    budget.giveBack('203.0.113.9')
  }
  expect([budget.take('203.0.113.9'), budget.take('203.0.113.9')]).toEqual([0, 1])
})

test('however many addresses there are, a thousand of all, then twenty a second', () => {
  const { clock, later } = at()
  const budget = attempts(clock)
  const taken = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, turn) => budget.take(address(from + turn))).filter(
      (wait) => wait === 0,
    ).length
  expect(taken(0, 100_000)).toBe(1000)
  later(1000)
  expect(taken(100_000, 200_000)).toBe(20)
})

test('a hundred thousand others make nobody’s count forgotten, and take no memory', () => {
  const { clock, later } = at()
  const budget = attempts(clock)
  fail(budget, '203.0.113.9', 100)
  for (let turn = 0; turn < 100_000; turn++) budget.take(address(turn))
  later(1000)
  expect(fail(budget, '203.0.113.9', 3)).toBe(1)
  expect(budget.size()).toBeLessThanOrEqual(1001)
  later(3_600_000)
  budget.take('10.0.0.1')
  expect(budget.size()).toBe(1)
})

test('who comes only to be sent away does not keep others remembered', () => {
  const { clock, later } = at()
  const budget = attempts(clock)
  fail(budget, 'a', 100)
  fail(budget, 'b', 100)
  for (let second = 0; second < 60; second++) {
    later(1000)
    fail(budget, 'a', 100)
  }
  expect(budget.size()).toBe(1)
})

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff', true],
  ['2001:db8:1:2::1', '2001:0DB8:0001:0002:0:0:0:9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['::1', '::2', true],
  ['2001:db8::', '2001:db8:0:0:5::', true],
  ['203.0.113.9', '203.0.113.8', false],
])('%s and %s count as one: %j', (one, other, same) => {
  const budget = attempts(at().clock)
  fail(budget, one, 100)
  expect(budget.take(other) > 0).toBe(same)
})
