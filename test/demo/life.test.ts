/** What changes by itself in the demo, and when. */
import { expect, test } from 'vitest'
import { count, items } from '../../src/demo/field.ts'
import { kindOf } from '../../src/demo/kinds.ts'
import { step } from '../../src/demo/life.ts'
import { Store } from '../../src/demo/store.ts'
import { build } from '../../src/demo/world/build.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

function begun(): Store {
  return new Store(1, build(now))
}

test('the crash loop turns once in five minutes', () => {
  const store = begun()
  const begin = store.version
  step(store, now + 60_000)
  expect(store.since(begin)).toEqual([])
  step(store, now + 120_000)
  step(store, now + 140_000)
  const [pod, ...more] = store.since(begin).map((change) => change.after)
  expect(more).toEqual([])
  expect(items(pod, 'status.containerStatuses').map((one) => count(one, 'restartCount'))).toEqual([
    42,
  ])
})

test('old changes are forgotten, and the horizon says so', () => {
  const store = begun()
  const node = store.list(kindOf('Node'))[0]!
  const begin = store.version
  for (let turn = 0; turn < 2500; turn += 1) store.put(node)
  expect(store.horizon).toBe(begin + 500)
  expect(store.since(store.horizon)).toHaveLength(2000)
})
