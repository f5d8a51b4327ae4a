import { expect, test } from 'vitest'
import { age } from '../../src/views/age.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

/* The cases of k8s.io/apimachinery/pkg/util/duration, TestHumanDuration and TestHumanDurationBoundaries. */
const cases: readonly (readonly [number, string])[] = [
  [second, '1s'],
  [70 * second, '70s'],
  [190 * second, '3m10s'],
  [70 * minute, '70m'],
  [47 * hour, '47h'],
  [49 * hour, '2d1h'],
  [(8 * 24 + 2) * hour, '8d'],
  [367 * day, '367d'],
  [(365 * 2 + 25) * day, '2y25d'],
  [(365 * 8 + 2) * day, '8y'],
  [0, '0s'],
  [second - 1, '0s'],
  [2 * minute - 1, '119s'],
  [2 * minute, '2m'],
  [2 * minute + second, '2m1s'],
  [10 * minute - 1, '9m59s'],
  [10 * minute, '10m'],
  [3 * hour - 1, '179m'],
  [3 * hour, '3h'],
  [3 * hour + minute, '3h1m'],
  [8 * hour - 1, '7h59m'],
  [8 * hour, '8h'],
  [2 * day - 1, '47h'],
  [2 * day, '2d'],
  [2 * day + hour, '2d1h'],
  [8 * day - 1, '7d23h'],
  [8 * day, '8d'],
  [2 * 365 * day - 1, '729d'],
  [2 * 365 * day, '2y'],
  [2 * 365 * day + day, '2y1d'],
  [8 * 365 * day - 1, '7y364d'],
  [8 * 365 * day, '8y'],
]

test.each(cases)('%d ms is %s, as kubectl prints it', (ms, words) => {
  expect(age(ms)).toBe(words)
})

test('an instant in the future counts as now', () => {
  expect(age(-5 * minute)).toBe('0s')
})
