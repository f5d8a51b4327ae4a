/** A patch is the way from one object to another. */
import { expect, test } from 'vitest'
import { difference, patched } from '../../src/edit.ts'

const base = { a: 1, gone: true, deep: { list: [1, 2], text: 'x' }, same: { one: 'two' } }

test.each([
  [{}],
  [base],
  [{ a: { now: 'a map' }, deep: 'flat', ['__proto__']: 'a field like others' }],
  [{ ...base, deep: { list: [2], text: 'x', more: { and: ['more'] } } }],
])('what differs makes %j of it', (to) => {
  expect(patched(base, difference(base, to))).toEqual(to)
})

const pod = (...containers: object[]) => ({ spec: { containers, args: ['a'] } })

test('a strategic patch changes the container that it names, and no other', () => {
  const before = pod({ name: 'app', image: 'app:1', tty: true }, { name: 'proxy', image: 'p:1' })
  const change = { spec: { containers: [{ name: 'app', image: 'app:2' }], args: ['b'] } }
  expect(patched(before, change, true)).toEqual({
    spec: {
      containers: [
        { name: 'app', image: 'app:2', tty: true },
        { name: 'proxy', image: 'p:1' },
      ],
      args: ['b'],
    },
  })
  expect(patched(before, change)).toEqual(change)
})
