/** What the demo’s store remembers. */
import { expect, test } from 'vitest'
import { kindOf } from '../../src/demo/kinds.ts'
import { Store } from '../../src/demo/store.ts'
import { build } from '../../src/demo/world.ts'

const now = Date.parse('2026-03-01T12:00:00Z')

function begun(): Store {
  return new Store(1, build(now))
}

test('old changes are forgotten, and the horizon says so', () => {
  const store = begun()
  const node = store.list(kindOf('Node'))[0]!
  const begin = store.version
  for (let turn = 0; turn < 2500; turn += 1) store.put(node)
  expect(store.horizon).toBe(begin + 500)
  expect(store.since(store.horizon)).toHaveLength(2000)
})
