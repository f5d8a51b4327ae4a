/** What belongs to an object: a fragment that loads on its own, fails on its own, and lives on the page's stream. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, items, patch } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { streamed, type Streamed } from '../support/streamed.ts'
import { targetName } from '../support/target.ts'

let on: Site
/** A pod and the service that selects it. */
let pod: string
const demo = targetName === 'demo'
const space = demo ? 'shop' : `related-${process.pid}`
const label = demo ? 'app.kubernetes.io/name' : 'run'

beforeAll(async () => {
  on = await site()
  if (!demo) await planted()
  const all = await items(`/api/v1/namespaces/${space}/pods`)
  pod = all.find(({ metadata }) => metadata.name.startsWith('cart'))!.metadata.name
})
afterAll(async () => {
  await on?.stop()
  if (!demo) await removeNamespaces(space)
})

async function planted(): Promise<void> {
  await ownNamespace('related')
  const at = `/api/v1/namespaces/${space}`
  const spec = { containers: [{ name: 'app', image: 'shop/cart:1' }] }
  await create(`${at}/serviceaccounts`, { metadata: { name: 'default' } }).catch(() => {})
  await create(`${at}/pods`, { metadata: { name: 'cart', labels: { [label]: 'cart' } }, spec })
  const service = { selector: { [label]: 'cart' }, ports: [{ port: 80 }] }
  await create(`${at}/services`, { metadata: { name: 'cart' }, spec: service })
}

const page = () => `${on.cluster}/pods/${space}/${pod}`
const selecting = (name: string) =>
  patch(`/api/v1/namespaces/${space}/services/cart`, { spec: { selector: { [label]: name } } })
const href = () => `${on.cluster}/services/${space}/cart`

test('the page names where it stands, and the fragment has its rows as a list shows them', async () => {
  const { html } = await on.page(page())
  const part = html.querySelector('#part-services')!.getAttribute('hx-get')!
  expect(part).toBe(`${page()}/parts/services`)
  const answer = await on.ask(part)
  expect(answer.status).toBe(200)
  expect(answer.body).not.toMatch(/<html|<main/)
  expect(answer.body).toContain(`<a href="${href()}">cart</a>`)
  expect(answer.body).toContain('data-total="1"')
})

test('heads and cells of a column look alike', async () => {
  const { html } = await on.page(`${page()}/parts/services?whole=`)
  const looks = (each: string) =>
    html.querySelectorAll(`.related ${each}`).map((cell) => cell.getAttribute('class'))
  expect(looks('tbody td').length).toBeGreaterThan(3)
  expect(looks('thead th')).toEqual(looks('tbody td'))
})

test('without JavaScript it is a page of its own, which leads back', async () => {
  const { html } = await on.page(page())
  const link = html.querySelector('#part-services a')!.getAttribute('href')!
  const whole = await on.page(link)
  expect(whole.status).toBe(200)
  expect(whole.html.querySelector(`main a[href="${page()}"]`)?.text).toBe(pod)
  expect(whole.html.querySelector(`main a[href="${href()}"]`)?.text).toBe('cart')
})

test('an unknown part is no part, and says so', async () => {
  const answer = await on.ask(`${page()}/parts/nothing`, { headers: { 'hx-request': 'true' } })
  expect(answer.status).toBe(404)
  expect(answer.body).toContain('There is no part “nothing”.')
})

const partly = (words: string, from: number) => (one: Streamed) =>
  one.said
    .slice(from)
    .some(({ data }) => data.includes('hx-target="#part-services"') && data.includes(words))

test('what comes and goes is seen on the page, and nothing else is sent for it', async () => {
  const { html } = await on.page(page())
  const address = html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
  const one = await streamed(on.origin, address.replaceAll('&amp;', '&'))
  await one.until(partly(href(), 0))
  let before = one.said.length
  await selecting('somebody-else')
  await one.until(partly('No service selects it.', before))
  before = one.said.length
  await selecting('cart')
  await one.until(partly(href(), before))
  expect(
    one.said
      .slice(before)
      .map(({ data }) => data)
      .join(),
  ).not.toContain('hx-target="#object"')
})
