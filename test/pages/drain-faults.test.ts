/** Drains while the API server answers badly, or Portlight ends: nothing is sent twice blindly, and what is left is said. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { remove } from '../support/api.ts'
import {
  begin,
  budget,
  clear,
  cordoned,
  force,
  headers,
  isCordoned,
  on,
  over,
  page,
  plant,
  pod,
  pods,
  running,
  sent,
  told,
  uidOf,
  uidOfNode,
  until,
} from '../support/draining.ts'

/** What evictions are answered with in the API server's place, and how many answers are lost. */
let answers: number[] = []
let losing = 0
const isEviction = (call: string) => /^POST .*\/eviction(?:\?|$)/.test(call)
/** Cordoned by now, as the next look at its pods finds: that fails, and so does uncordoning. */
let breaks = false
let closed = 0
const fails = (call: string) => {
  if (isEviction(call)) return answers.shift() ?? 0
  if (!breaks) return 0
  if (/^PATCH .*\/nodes\//.test(call)) return closed++ === 0 ? 0 : 503
  return closed === 1 && /^GET .*\/pods\?.*nodeName/.test(call) ? 500 : 0
}
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
  await on.ask(run, sent({ step: 'again' }))
  await over(run)
  expect((await told(run)).message).toContain('its one pod is gone')
})

test('where it cannot be begun nor the node given back, both are said', async () => {
  await pod('stays')
  breaks = true
  const body = { ...force, uid: await uidOfNode() }
  const asked = { ...sent(body), headers: { ...headers, accept: 'application/json' } }
  const answer = await on.ask(page, asked)
  breaks = false
  expect(answer.status).toBe(500)
  expect(answer.body).toMatch(
    /leader changed\. \S+ could not be uncordoned, and is cordoned still: etcdserver/,
  )
  expect([await isCordoned(), await uidOf('stays')]).toEqual([true, expect.stringMatching(/./)])
  await remove(`${pods}/stays`)
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
