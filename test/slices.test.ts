import { expect, test } from 'vitest'
import { eachOf } from '../src/slices.ts'

/** Longer than any slice. */
function work(): void {
  const end = performance.now() + 30
  while (performance.now() < end);
}

test('others come in between, and all is done in its order', async () => {
  const seen: (number | string)[] = []
  const all = Array.from({ length: 32 }, (_, at) => at)
  setImmediate(() => seen.push('other'))
  const done = eachOf(all, (one) => {
    if (one === 3) work()
    seen.push(one)
  })
  await done
  expect(seen.indexOf('other')).toBeGreaterThan(0)
  expect(seen.indexOf('other')).toBeLessThan(31)
  expect(seen.filter((one) => one !== 'other')).toEqual(all)
})

test('all long work comes to its end beside the other', async () => {
  const seen: string[] = []
  const all = Array.from({ length: 24 }, (_, at) => at)
  const one = (name: string) =>
    eachOf(all, (at) => {
      if (at % 8 === 7) work()
      seen.push(name)
    })
  await Promise.all([one('a'), one('b'), one('c')])
  expect(seen).toHaveLength(72)
  // None waits until another is done.
  expect(seen.lastIndexOf('a')).toBeGreaterThan(seen.indexOf('c'))
})
