/** Lines of one time are numbered, however they stand among others. */
import { expect, test } from 'vitest'
import { Times } from '../../src/logs/times.ts'

test('each line is the next of its time, until so many other times came that it is forgotten', () => {
  const times = new Times()
  expect(['b', 'b', 'a', 'c', 'a', 'b', '', ''].map((time) => times.count(time))).toEqual([
    1, 2, 1, 1, 2, 3, 1, 2,
  ])
  const many = Array.from({ length: 5000 }, (_, at) => `d${String(at).padStart(6, '0')}`)
  expect(many.map((time) => times.count(time)).every((nth) => nth === 1)).toBe(true)
  expect([times.count('d004999'), times.count('d004500'), times.count('a')]).toEqual([2, 2, 1])
  times.clear()
  expect(times.count('d004999')).toBe(1)
})
