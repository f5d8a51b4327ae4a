import { expect, test } from 'vitest'
import { costly, engineFor, filter } from '../../src/live/filter.ts'
import { isCostly, measured } from '../../src/live/filter/costly.ts'
import { over, pods } from '../support/filtered.ts'

/** Each look at the clock is so many milliseconds after the one before. */
const ticking = (step: number) => {
  let now = 0
  return () => (now += step)
}
const texts = Array.from({ length: 1000 }, (_, at) => `text-${at}`)

test('an expression that is quick goes on for as many texts as there are', () => {
  const matches = measured('quick', (text) => text.endsWith('7'), ticking(0.01))
  expect(texts.filter(matches)).toHaveLength(100)
  expect(isCostly('quick', 0)).toBe(false)
})

test('one that takes long on average is given up after a bounded time, and refused for a while', () => {
  let asked = 0
  const slow = (text: string) => {
    asked += 1
    return text === ''
  }
  const matches = measured('slow', slow, ticking(10))
  expect(texts.filter(matches)).toHaveLength(texts.length - asked + 1)
  expect(asked).toBe(51)
  expect([isCostly('slow', 0), isCostly('slow', 10_000_000)]).toEqual([true, false])
})

test('what is refused is marked in the filter it stands in, and the rest still filters', async () => {
  const typed = 'web /too.*long/'
  const engine = await engineFor(typed)
  expect(filter(typed, over, engine).wrong).toEqual([])
  measured('too.*long', () => true, ticking(1e6))('once')
  expect(costly(typed)).toEqual(['too.*long'])
  const { wrong, matches } = filter(typed, over, engine)
  expect(wrong).toEqual([
    expect.objectContaining({ from: 4, why: expect.stringMatching(/too long/) }),
  ])
  expect(pods.filter(matches)).toHaveLength(2)
})
