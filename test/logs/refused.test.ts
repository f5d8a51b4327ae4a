/** Whoever may not read a log any more does not go on reading it. */
import { expect, test } from 'vitest'
import { NotSignedIn, Unreachable } from '../../src/errors.ts'
import { mayReadAll, untilRefused } from '../../src/logs/refused.ts'

const away = new Unreachable({ cluster: 'c', step: 'connection', advice: '' }, 'away')
const { signal } = new AbortController()

/** Each time another answer. */
function answers(...all: readonly (boolean | Error)[]) {
  let turn = 0
  return async () => {
    const answer = all[turn++]
    if (answer === undefined || answer instanceof Error) throw answer
    return answer
  }
}

test('a right that was withdrawn ends it; silence of the API server does not', async () => {
  expect(await untilRefused(answers(true, away, true, false), 0, signal)).toBe(false)
})

test('a credential that is taken no more ends it', async () => {
  const out = new NotSignedIn('over')
  expect(await untilRefused(answers(true, out), 0, signal)).toBe(out)
})

test('it is asked no longer than it is read', async () => {
  const over = new AbortController()
  const may = async () => {
    over.abort()
    return true
  }
  expect(await untilRefused(may, 0, over.signal)).toBe(true)
})

const named = (namespace: string, name: string) => {
  const one = { namespace, pod: name, uid: '', container: 'main', node: '', role: '' }
  return { ...one, over: false, again: false }
}

test('of several namespaces each is asked for, once', async () => {
  const asked: string[] = []
  const may = (refused: string) =>
    mayReadAll([named('a', 'x'), named('a', 'y'), named('b', 'z')], async ({ namespace }) => {
      asked.push(namespace)
      return namespace !== refused
    })
  expect(await may('')).toBe(true)
  expect(asked).toEqual(['a', 'b'])
  expect([await may('a'), await may('b')]).toEqual([false, false])
  expect(await mayReadAll([], async () => false)).toBe(true)
})
