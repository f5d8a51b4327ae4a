/** A number that is far from what is now is asked for once more. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answered, fieldsOf, said, sent } from '../support/acting.ts'
import { create } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

let on: Site
let namespace: string
let page: string
beforeAll(async () => {
  on = await site({ base: '/a/b' })
  namespace = targetName === 'demo' ? 'web' : await ownNamespace('far')
  const labels = { app: 'far' }
  const containers = [{ name: 'app', image: 'far:1' }]
  const template = { metadata: { labels }, spec: { containers } }
  const spec = { replicas: 2, selector: { matchLabels: labels }, template }
  const metadata = { name: 'far' }
  await create(`/apis/apps/v1/namespaces/${namespace}/deployments`, { metadata, spec })
  page = `${on.cluster}/deployments.apps/${namespace}/far/scale`
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
