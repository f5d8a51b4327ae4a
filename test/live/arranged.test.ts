/** Sorting values and gathering their rows is the stable sort of the rows. */
import { expect, test } from 'vitest'
import { arranged } from '../../src/live/arranged.ts'
import { compared, type Value } from '../../src/live/window.ts'
import { random } from '../support/random.ts'

const chance = random(7)
const kinds: Readonly<Record<string, () => Value>> = {
  'few numbers': () => chance.below(5),
  'many numbers': () => chance.below(1_000_000) / 7,
  'texts, of which some lack': () => [null, 'b', 'a', 'ä', ''][chance.below(5)] ?? null,
  'numbers, texts and none': () => [null, 3, '3', 'x', 10, 2][chance.below(6)] ?? null,
}

for (const [name, value] of Object.entries(kinds)) {
  for (const descending of [false, true]) {
    test(`${name}, ${descending ? 'downward' : 'upward'}`, async () => {
      const all = Array.from({ length: 5000 }, (_, at) => ({ at, value: value() }))
      const compare = compared(descending)
      const wanted = all.toSorted((a, b) => compare(a.value, b.value))
      expect(await arranged(all, { descending, value: (row) => row.value })).toEqual(wanted)
    })
  }
}

test('none', async () => {
  expect(await arranged([], { descending: false, value: () => null })).toEqual([])
})
