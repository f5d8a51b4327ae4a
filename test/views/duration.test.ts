import { expect, test } from 'vitest'
import { age } from '../../src/views/age.ts'
import { fraction, quantity, seconds } from '../../src/views/duration.ts'

test('a span is read back as the seconds that it was printed from', () => {
  for (const span of [0, 59, 130, 3600, 30_000, 100_000, 200_000, 3_000_000, 70_000_000]) {
    const printed = age(span * 1000)
    expect(age((seconds(printed) ?? -1) * 1000)).toBe(printed)
  }
  expect(seconds('5d3h')).toBe(5 * 86_400 + 3 * 3600)
  expect(seconds('2y25d')).toBe(755 * 86_400)
})

test('a count with a span behind it is no span; a span with words behind it is one', () => {
  expect(seconds('3m (5m ago)')).toBe(180)
  expect(seconds('3 (5m ago)')).toBeNull()
})

test.each(['', '<invalid>', '<unknown>', 'never', '5', '5x', '-5m', 'm'])(
  '%j is no span',
  (text) => {
    expect(seconds(text)).toBeNull()
  },
)

test.each([
  ['100m', 0.1],
  ['1', 1],
  ['0.5', 0.5],
  ['.5', 0.5],
  ['2k', 2000],
  ['1e3', 1000],
  ['1E3', 1000],
  ['12E', 12e18],
  ['64Ki', 65_536],
  ['1.5Gi', 1.5 * 2 ** 30],
  ['2Ti', 2 ** 41],
  ['3Pi', 3 * 2 ** 50],
  ['1Ei', 2 ** 60],
  ['-5M', -5e6],
  ['7n', 7e-9],
  ['7u', 7e-6],
])('the quantity %s is %d', (text, value) => {
  expect(quantity(text)).toBeCloseTo(value, 12)
})

test.each(['', 'abc', '1.2.3', '5x', '1ki', '<none>', '1e', 'Gi', '5mi', '0e999'])(
  '%j is no quantity',
  (text) => {
    expect(quantity(text)).toBeNull()
  },
)

test('a fraction is a share; of nothing, nothing is missing', () => {
  expect(fraction('2/3')).toBeCloseTo(2 / 3)
  expect(fraction('0/5')).toBe(0)
  expect(fraction('0/0')).toBe(1)
  expect(fraction('3/2')).toBe(1.5)
  for (const text of ['', '2', 'a/b', '/2', '2/', `${'9'.repeat(400)}/${'9'.repeat(400)}`])
    expect(fraction(text), text).toBeNull()
})

test('a million digits of what is no quantity are read to their end', () => {
  expect(quantity(`${'0'.repeat(1_000_000)}x`)).toBeNull()
  expect(seconds('0'.repeat(1_000_000))).toBeNull()
  expect(fraction('0'.repeat(1_000_000))).toBeNull()
})
