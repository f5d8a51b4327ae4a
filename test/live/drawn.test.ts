/** What is worked out once for many. */
import { expect, test, vi } from 'vitest'
import { between, once } from '../../src/pages/drawn.ts'

test('one value for each object and key', () => {
  const make = vi.fn(() => ({}))
  const known = once<object>()
  const [a, b] = [{}, {}]
  expect(known(a, 'x', make)).toBe(known(a, 'x', make))
  expect(known(a, 'y', make)).not.toBe(known(a, 'x', make))
  expect(known(b, 'x', make)).not.toBe(known(a, 'x', make))
  expect(make).toHaveBeenCalledTimes(3)
})

test('one value for each pair, in its order', () => {
  const make = vi.fn(() => ({}))
  const known = between<object>()
  const [a, b] = [{}, {}]
  expect(known(a, b, make)).toBe(known(a, b, make))
  expect(known(b, a, make)).not.toBe(known(a, b, make))
  expect(make).toHaveBeenCalledTimes(2)
})
