/** The sort in slices is the one of the language. */
import { expect, test } from 'vitest'
import { sorted } from '../../src/live/sorted.ts'
import { random } from '../support/random.ts'

const compare = (a: { readonly value: number }, b: { readonly value: number }) => a.value - b.value

test.each([0, 1, 2, 4096, 4097, 20_000])('%i in order, equals as they came', async (count) => {
  const chance = random(count + 1)
  const all = Array.from({ length: count }, (_, at) => ({ at, value: chance.below(500) }))
  expect(await sorted(all, compare)).toEqual(all.toSorted(compare))
})

test('others come in between', async () => {
  const all = Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 100_003)
  let turns = 0
  const timer = setInterval(() => (turns += 1), 0)
  await sorted(all, (a, b) => a - b)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(0)
})
