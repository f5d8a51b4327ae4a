/** Drains while the API server answers badly, or Portlight ends: nothing is sent twice blindly, and what is left is said. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import {
  begin,
  budget,
  clear,
  cordoned,
  force,
  isCordoned,
  on,
  over,
  plant,
  pod,
  running,
  told,
  uidOf,
  until,
} from '../support/draining.ts'

/** What evictions are answered with in the API server's place, and how many answers are lost. */
let answers: number[] = []
let losing = 0
const isEviction = (call: string) => /^POST .*\/eviction(?:\?|$)/.test(call)
const fails = (call: string) => (isEviction(call) ? (answers.shift() ?? 0) : 0)
const loses = (call: string) => isEviction(call) && losing-- > 0

// Five seconds lie between two tries.
vi.setConfig({ testTimeout: 60_000 })
beforeAll(() => plant('drain-faults', { fails, loses }))
afterAll(clear)
beforeEach(() => cordoned(null))

const evictions = (name: string) =>
  on.asked.filter((call) => call.startsWith('POST ') && call.includes(`/${name}/eviction`)).length

test('an eviction whose answer is lost is looked for, and not sent again where it was done', async () => {
  await pod('lost')
  losing = 1
  const run = await begin(force)
  await over(run)
  expect((await told(run)).items).toEqual([
    expect.objectContaining({ name: 'lost', state: 'done', message: 'Gone' }),
  ])
  expect([evictions('lost'), await uidOf('lost')]).toEqual([1, ''])
})

test('an API server that is away for a moment is asked again; one that stays away three times is not', async () => {
  await pod('late')
  answers = [503]
  const first = await begin(force)
  await until(first, ({ items }) => items[0]!.message.includes('tried again every 5 seconds'))
  await over(first)
  expect([(await told(first)).items[0]!.state, evictions('late')]).toEqual(['done', 2])
  await pod('never')
  answers = [504, 503, 502]
  const run = await begin(force)
  await over(run)
  const { items, message } = await told(run)
  expect([items[0]!.state, evictions('never')]).toEqual(['failed', 3])
  expect(message).toContain('1 pod of 1 is on')
  expect(await isCordoned()).toBe(true)
  // What failed is tried again by who wants it.
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const asked = { ...headers, 'sec-fetch-site': 'same-origin' }
  await on.ask(run, { method: 'POST', body: 'step=again', headers: asked })
  await over(run)
  expect((await told(run)).message).toContain('its one pod is gone')
})

test('where Portlight ends in the middle the node stays cordoned, and what was held stays', async () => {
  const uid = await pod('held')
  await running('held')
  await budget('held')
  const run = await begin(force)
  await until(run, ({ items }) => items[0]!.message.includes('disruption budget'))
  expect(await on.end()).toBe(0)
  expect([await isCordoned(), await uidOf('held')]).toEqual([true, uid])
})
