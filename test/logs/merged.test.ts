/** Logs of many sources as one text. */
import { setImmediate as turn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { merged } from '../../src/logs/merged.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

async function* of(...all: readonly string[]): AsyncGenerator<string> {
  for (const each of all) {
    await turn()
    yield each
  }
}

async function* fails(): AsyncGenerator<string> {
  yield 'a'
  await turn()
  throw new Error('broken')
}

async function* more(): AsyncGenerator<AsyncGenerator<string>> {
  yield of('c')
  await turn()
  yield of('d', 'e')
}

async function* busy(): AsyncGenerator<object> {
  for (;;) {
    await turn()
    yield { big: 'x'.repeat(100) }
  }
}

async function broken(): Promise<void> {
  for await (const _ of merged([fails(), of('x')])) await turn()
}

test('lines come as they come, of all of them', async () => {
  const came: string[] = []
  for await (const each of merged([of('a', 'b'), of(), of('c')])) came.push(each)
  expect(came.toSorted()).toEqual(['a', 'b', 'c'])
})

test('sources that come later are read beside those that are there', async () => {
  const came: string[] = []
  for await (const each of merged([of('a', 'b')], more())) came.push(each)
  expect(came.toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
})

test('one that fails fails all of them', async () => {
  await expect(broken()).rejects.toThrow('broken')
})

test('a silent one keeps nothing of what the others said', async () => {
  const { promise: never } = Promise.withResolvers<void>()
  async function* silent(): AsyncGenerator<object> {
    yield* []
    await never
  }
  const all = merged([silent(), busy()])
  const first = new WeakRef((await all.next()).value as object)
  for (let step = 0; step < 50; step += 1) await all.next()
  await turn()
  collect()
  expect(first.deref()).toBe(undefined)
})
