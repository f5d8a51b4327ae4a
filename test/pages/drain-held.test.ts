/** Drains that budgets hold: which one is named, they go on when it allows it, end when time is up, are taken back. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { create, remove } from '../support/api.ts'
import {
  begin,
  budget,
  budgets,
  clear,
  cordoned,
  fates,
  force,
  headers,
  isCordoned,
  node,
  on,
  over,
  page,
  plant,
  pod,
  pods,
  real,
  running,
  sent,
  told,
  uidOf,
  uidOfNode,
  until,
  words,
} from '../support/draining.ts'
import { needs } from '../support/target.ts'

beforeAll(() => plant('drain-held'))
afterAll(clear)
beforeEach(() => cordoned(null))

test('a budget that holds a pod is named before and meanwhile; once it allows it, the pod goes', async () => {
  await pod('held')
  await running('held')
  await budget('held')
  const form = await on.page(`${page}?ignore-daemonsets=1&force=1`)
  if (real) {
    expect(fates(form).join()).toMatch(/^Held back held.* keeps-held$/)
    expect(words(form, '.met li').join()).toMatch(/^keeps-held in \S+ 1 pod here; it needs \d/)
  }
  const run = await begin(force)
  await until(run, ({ items }) => /disruption budget keeps-held needs \d/.test(items[0]!.message))
  expect([await isCordoned(), await uidOf('held')]).toEqual([true, expect.stringMatching(/./)])
  await remove(`${budgets}/keeps-held`)
  await over(run)
  expect((await told(run)).message).toContain('its one pod is gone')
  expect(await uidOf('held')).toBe('')
})

test('who cancels it gets the node back as it was; what is gone is said', async () => {
  await pod('kept')
  await running('kept')
  await budget('kept')
  await pod('free')
  const run = await begin(force)
  await until(run, ({ items }) =>
    items.every(({ name, state, message }) =>
      name === 'free' ? state === 'done' : message !== '',
    ),
  )
  expect(await isCordoned()).toBe(true)
  expect((await on.ask(run, sent({ step: 'cancel' }))).status).toBe(303)
  await over(run)
  const end = await told(run)
  expect([end.state, end.message]).toEqual([
    'cancelled',
    `${node} takes new pods again. 1 pod is gone already.`,
  ])
  expect([await isCordoned(), await uidOf('kept')]).toEqual([false, expect.stringMatching(/./)])
  // It was cordoned by somebody else: that is theirs to take back.
  await cordoned(true)
  const second = await begin(force)
  await until(second, ({ items }) => items[0]!.message !== '')
  await on.ask(second, sent({ step: 'cancel' }))
  await over(second)
  expect((await told(second)).message).toContain('was cordoned before, and stays so')
  expect(await isCordoned()).toBe(true)
})

test('of two drains of one node the last that is cancelled gives it back', async () => {
  const runs = [await begin(force), await begin(force)]
  for (const run of runs) await until(run, ({ items }) => items[0]!.message !== '')
  const messages: string[] = []
  for (const run of runs) {
    await on.ask(run, sent({ step: 'cancel' }))
    await over(run)
    messages.push(`${(await told(run)).message} ${String(await isCordoned())}`)
  }
  expect(messages).toEqual([
    `${node} stays cordoned: another drain of it goes on. None of its pods was sent away. true`,
    `${node} takes new pods again. None of its pods was sent away. false`,
  ])
})

test('time that is up leaves what is left, says why, and the node stays cordoned', async () => {
  const run = await begin({ ...force, timeout: '1s' })
  await over(run)
  const { state, items, message } = await told(run)
  expect([state, items[0]!.state]).toEqual(['done', 'failed'])
  expect(items[0]!.message).toMatch(/^Given up after 1 s\. The disruption budget keeps-kept/)
  expect(message).toContain(`1 pod of 1 is on ${node} still`)
  expect(await isCordoned()).toBe(true)
})

test('a pod that has the name of one that was seen is another: it stays', async () => {
  const seen = await uidOf('kept')
  const run = await begin(force)
  await until(run, ({ items }) => items[0]!.message !== '')
  await remove(`${pods}/kept`)
  await expect.poll(() => uidOf('kept'), { timeout: 20_000 }).toBe('')
  const other = await pod('kept')
  await remove(`${budgets}/keeps-kept`)
  await over(run)
  expect((await told(run)).items).toEqual([
    expect.objectContaining({ uid: seen, state: 'done', message: 'Gone' }),
  ])
  expect(await uidOf('kept')).toBe(other)
})

test('without evictions no budget is minded; a script says which node and gets how far it is', async () => {
  await running('kept')
  await budget('kept')
  const form = await on.page(`${page}?ignore-daemonsets=1&force=1&disable-eviction=1`)
  expect(fates(form).join()).toMatch(/^Deleted kept/)
  expect(words(form, '[data-tone=warn]').join()).toContain('budgets are not minded')
  const body = { ...force, 'disable-eviction': '1', uid: await uidOfNode() }
  const asked = { ...sent(body), headers: { ...headers, accept: 'application/json' } }
  const answer = await on.ask(page, asked)
  const { id } = JSON.parse(answer.body) as { id: string }
  const run = `${on.cluster}/runs/${id}`
  await over(run)
  expect(await uidOf('kept')).toBe('')
})

needs('disruption-budgets')(
  'a pod that two budgets cover is refused, said before and after',
  async () => {
    await pod('twofold')
    await running('twofold')
    await budget('twofold')
    const spec = { maxUnavailable: 1, selector: { matchLabels: { app: 'twofold' } } }
    await create(budgets, { metadata: { name: 'also' }, spec })
    const form = await on.page(`${page}?ignore-daemonsets=1&force=1`)
    expect(fates(form).join()).toMatch(
      /^Refused twofold.*More than one disruption budget covers it: also keeps-twofold$/,
    )
    const run = await begin(force)
    await over(run)
    const { state, items } = await told(run)
    expect([state, items[0]!.state]).toEqual(['done', 'failed'])
    expect(items[0]!.message).toContain('more than one PodDisruptionBudget')
  },
)
