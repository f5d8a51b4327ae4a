/** A number that is far from what is now is asked for once more. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answered, fieldsOf, said, sent } from '../support/acting.ts'
import { create, item } from '../support/api.ts'
import { allOf, instead, lineOf, results, sent as sentMany, shown } from '../support/bulk.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

let on: Site
let namespace: string
let page: string

const few = [
  ['far-a', 11],
  ['far-b', 12],
  ['near', 2],
] as const
const workloads = () => `/apis/apps/v1/namespaces/${namespace}/deployments`
async function workload(name: string, replicas: number): Promise<void> {
  const labels = { app: name }
  const containers = [{ name: 'app', image: 'far:1' }]
  const template = { metadata: { labels }, spec: { containers } }
  const spec = { replicas, selector: { matchLabels: labels }, template }
  await create(workloads(), { metadata: { name }, spec })
}

beforeAll(async () => {
  on = await site({ base: '/a/b' })
  namespace = targetName === 'demo' ? 'web' : await ownNamespace('far')
  await workload('far', 2)
  page = `${on.cluster}/deployments.apps/${namespace}/far/scale`
  for (const [name, replicas] of few) await workload(name, replicas)
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(namespace)
})

test('it is done once it is said twice', async () => {
  const fields = fieldsOf(await on.page(page))
  const before = Number(fields['replicas'])
  const asked = await answered(on, page, { ...fields, replicas: '60' })
  expect([asked.status, said(asked)]).toEqual([422, `This makes 60 replicas of ${before}.`])
  expect(asked.html.querySelector('[name=sure]')?.getAttribute('value')).toBe('60')
  expect(fieldsOf(await on.page(page))['replicas']).toBe(String(before))
  // Said of another number it says nothing of this one.
  const other = await answered(on, page, { ...fieldsOf(asked), replicas: '70' })
  expect([other.status, said(other)]).toEqual([422, `This makes 70 replicas of ${before}.`])
  const done = await sent(on, page, { ...fieldsOf(asked), replicas: '60', sure: '60' })
  expect(done.status).toBe(303)
  expect(fieldsOf(await on.page(page))['replicas']).toBe('60')
  const none = await answered(on, page, { ...fieldsOf(await on.page(page)), replicas: '0' })
  expect([none.status, said(none)]).toEqual([422, 'This makes 0 replicas of 60.'])
  const back = { ...fieldsOf(none), replicas: String(before) }
  expect((await sent(on, page, back)).status).toBe(303)
})

test('a script is told what to send', async () => {
  const { uid = '' } = fieldsOf(await on.page(page))
  const accept = { accept: 'application/json' }
  const answer = await sent(on, page, { uid, replicas: '100000' }, accept)
  expect(answer.status).toBe(422)
  expect(answer.body).toContain('send sure=100000 as well')
})

test('its address fills it in, and does nothing', async () => {
  const filled = await on.page(`${page}?replicas=7`)
  expect([filled.status, fieldsOf(filled)['replicas']]).toEqual([200, '7'])
  expect(filled.html.querySelector('.cli code')?.text).toContain('--replicas=7')
  expect(fieldsOf(await on.page(page))['replicas']).not.toBe('7')
})

test('of many those are named that go far; those that are ticked no more are not', async () => {
  const at = `${on.cluster}/deployments.apps/do`
  const all = await Promise.all(few.map(([name]) => item(`${workloads()}/${name}`)))
  const lines = all.map((one) => lineOf(one, namespace, one.metadata.name)).join('\n')
  const wish = [
    ['action', 'scale'],
    ['on', lines],
  ] as const
  const form = await shown(on, at, wish)
  const none = instead(allOf(form), 'replicas', '0')
  const asked = await shown(on, at, none)
  const words = ({ html }: typeof asked) =>
    html.querySelectorAll('.sure [role=alert]').map(({ text }) => text)
  expect([asked.status, words(asked)]).toEqual([
    422,
    ['This makes 0 replicas of 12 (far-b), 11 (far-a).'],
  ])
  const less = allOf(asked).filter(([name, value]) => name !== 'sure' && !/far-b/.test(value))
  const again = await shown(on, at, less)
  expect(words(again)).toEqual(['This makes 0 replicas of 11 (far-a).'])
  const json = await sentMany(on, at, less, { accept: 'application/json' })
  expect([json.status, json.body]).toEqual([422, expect.stringContaining('send sure=0 as well')])
  const together = await shown(on, at, instead(less, 'replicas', '80'))
  expect(words(together)).toEqual(['This makes 80 replicas of 2 (near).'])
  const sure = await sentMany(on, at, allOf(again))
  expect((await results(on, sure.headers.location ?? '')).toSorted()).toEqual([
    'far-a Scaled to 0',
    'near Scaled to 0',
  ])
})
