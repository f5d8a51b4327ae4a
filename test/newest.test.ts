import { expect, it } from 'vitest'
import { newest } from '../src/newest.ts'

it('while one is on its way only the last of those that come waits', () => {
  const sent: number[] = []
  const done: (() => void)[] = []
  const send = newest((value: number, then) => {
    sent.push(value)
    done.push(then)
  })
  for (const value of [1, 2, 3, 4]) send(value)
  expect(sent).toEqual([1])
  done.shift()?.()
  expect(sent).toEqual([1, 4])
  done.shift()?.()
  expect(sent).toEqual([1, 4])
  send(5)
  expect(sent).toEqual([1, 4, 5])
})

it('what is sent at once waits for nothing', () => {
  const sent: number[] = []
  const send = newest((value: number, then) => {
    sent.push(value)
    then()
  })
  for (const value of [1, 2, 3]) send(value)
  expect(sent).toEqual([1, 2, 3])
})
