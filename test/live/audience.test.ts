/** One identity, several credentials: one that ends takes its own pages with it and nobody else's. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { KubeError, NotSignedIn } from '../../src/errors.ts'
import { often } from '../../src/live/rights.ts'
import { registry } from '../../src/live/registry.ts'
import { keysOf, resetTo, told, viewer } from '../support/told.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
afterEach(() => void vi.useRealTimers())

const out = new NotSignedIn('expired')
const asked = { verb: 'watch', resource: 'pods', namespace: null, name: null }
const withdrawn = new KubeError(asked, { status: 403, reason: 'Forbidden', message: 'no' })
const settled = () => new Promise(setImmediate)

test('the newest credential goes on where the one that feeds is not taken any more', async () => {
  const [old, young, open] = [told(), told(), registry(Infinity)]
  const first = open.join('a', viewer(old))
  const second = open.join('a', viewer(young))
  await old.tell(resetTo('web/a'))
  let heard = 0
  first.watch(() => (heard += 1))
  await old.fail(out)
  await settled()
  expect(first.refused()).toBe(out)
  expect(second.refused()).toBe(null)
  await young.tell(resetTo('web/b'))
  expect(keysOf(second.collection.table())).toEqual(['web/b'])
  expect(heard).toBeGreaterThan(0)
})

test('without another credential the list ends', async () => {
  const [list, open] = [told(), registry(Infinity)]
  const one = open.join('a', viewer(list))
  await list.tell(resetTo('web/a'))
  await list.fail(out)
  await settled()
  expect(one.collection.state()).toEqual({ state: 'ended', error: out })
})

test('any other failure ends it for all: the API server would say the same to each of them', async () => {
  const [list, open] = [told(), registry(Infinity)]
  const one = open.join('a', viewer(list))
  open.join('a', viewer(told()))
  await list.fail(withdrawn)
  await settled()
  expect(one.collection.state()).toEqual({ state: 'ended', error: withdrawn })
})

test('rights are asked once for all viewers, and end the list when they are withdrawn', async () => {
  const [list, open] = [told(), registry(Infinity)]
  const refused = vi.fn(async (): Promise<Error | null> => null)
  const all = [1, 2, 3].map(() => open.join('a', viewer(list, { refused })))
  await list.tell(resetTo('web/a'))
  await vi.advanceTimersByTimeAsync(often.rights)
  expect(refused).toHaveBeenCalledTimes(1)
  refused.mockResolvedValue(withdrawn)
  await vi.advanceTimersByTimeAsync(often.rights)
  expect(all[2]?.collection.state()).toEqual({ state: 'ended', error: withdrawn })
  expect(list.followed[0]?.aborted).toBe(true)
})

test('a viewer whose own credential expires leaves alone, and is told at once', async () => {
  const [list, open] = [told(), registry(Infinity)]
  const one = open.join('a', viewer(list))
  const other = open.join('a', viewer(list, { expired: async () => out }))
  await list.tell(resetTo('web/a'))
  let heard = 0
  other.watch(() => (heard += 1))
  await vi.advanceTimersByTimeAsync(often.credential)
  expect(other.refused()).toBe(out)
  expect(heard).toBe(1)
  expect(one.refused()).toBe(null)
  expect(one.collection.state()).toEqual({ state: 'live' })
})
