/** What is worked out of an object is worked out once, and leaves no trace in it. */
import { expect, test } from 'vitest'
import { remembered } from '../../src/kinds/parts/remembered.ts'

test('once for each object, whatever it looks like and whether it may be changed', () => {
  let times = 0
  const lengthOf = remembered((pod: { readonly name: string }) => {
    times += 1
    return { length: pod.name.length }
  })
  const [one, frozen] = [{ name: 'a' }, Object.freeze({ name: 'abc' })]
  for (const pod of [one, frozen, one, frozen]) lengthOf(pod)
  expect(times).toBe(2)
  expect([lengthOf(one).length, lengthOf(frozen).length]).toEqual([1, 3])
  expect(lengthOf({ ...one })).not.toBe(lengthOf(one))
})

test('two of one object do not see each other’s, and it stays as it was', () => {
  const object = { name: 'a' }
  const first = remembered((of: typeof object) => ({ said: `first ${of.name}` }))
  const second = remembered((of: typeof object) => ({ said: `second ${of.name}` }))
  expect([first(object).said, second(object).said]).toEqual(['first a', 'second a'])
  expect(Reflect.ownKeys(object)).toEqual(['name'])
  expect(JSON.stringify(object)).toBe('{"name":"a"}')
})
