import { expect, test } from 'vitest'
import { endedSessions } from '../../src/auth/ended.ts'

test('one that was signed out of is known until it would have ended by itself', () => {
  let now = 0
  const ended = endedSessions(() => now)
  const known = () => ['one', 'two', 'three'].map((id) => ended.has(id))
  ended.add('one', 10)
  now = 9
  ended.add('two', 20)
  expect(known()).toEqual([true, true, false])
  now = 10
  ended.add('three', 30)
  expect(known()).toEqual([false, true, true])
})

test('of very many the oldest are forgotten, and never the newest', () => {
  const ended = endedSessions(() => 0)
  for (let at = 0; at < 20_000; at++) ended.add(`s${at}`, 1)
  const known = Array.from({ length: 20_000 }, (_, at) => ended.has(`s${at}`))
  expect(known.filter(Boolean)).toHaveLength(10_000)
  expect(known.lastIndexOf(false)).toBe(9999)
})
