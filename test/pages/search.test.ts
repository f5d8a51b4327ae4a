/** Search: what is found, and honestly what was not looked at. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { items } from '../support/api.ts'
import { ask } from '../support/ask.ts'
import { forbidden, type Lists, odd } from '../support/odd-api.ts'
import { type Site, site } from '../support/site.ts'
import { needs } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

type Html = ReturnType<typeof parse>
const said = (html: Html) => html.querySelector('main')!.text
const hits = (html: Html) => html.querySelectorAll('.hits a').map((one) => one.text.trim())

test('objects are found by a part of their name, with a way there, kind by kind', async () => {
  const { namespace = '', name } = (await items('/api/v1/services'))[0]!.metadata
  const { html } = await on.page(`${on.cluster}/search?q=${name.slice(1).toUpperCase()}`)
  const links = html.querySelectorAll('.hits a').map((one) => one.getAttribute('href'))
  expect(links).toContain(`${on.cluster}/services/${namespace}/${name}`)
  expect(html.querySelectorAll('.card h2').map((one) => one.text)).toContainEqual(
    expect.stringMatching(/^Services \d+$/),
  )
  expect(said(html)).not.toContain('not looked at')
})

needs('people')('who may see two namespaces only searches those, and is told', async () => {
  const headers = { cookie: 'pl_ns=ada:shop,web,kube-system' }
  const { html } = await on.page('/c/ada/search?q=cart', { headers })
  expect(hits(html)).toContain('cart')
  expect(said(html)).toContain('In shop and web only: you may not list all namespaces.')
  expect(said(html)).toMatch(/(\d+ kinds|nodes, .+) were not looked at: you may not list these\./)
  expect(html.querySelector('main')!.toString()).not.toContain('kube-system')
})

needs('people')('who may see none that is known is asked where to look', async () => {
  const { html } = await on.page('/c/ada/search?q=cart')
  const form = html.querySelector('main form')!
  expect(form.text).toContain('You may not list all namespaces. Look in:')
  expect(form.getAttribute('action')).toBe('/c/ada/pods')
})

/** The search of an API server whose lists are made up. */
async function search(q: string, lists: Lists): Promise<Html> {
  const api = await odd(lists)
  try {
    return parse((await ask(api.origin, `/c/odd/search?q=${q}`)).body)
  } finally {
    await api.stop()
  }
}

const list = (names: readonly string[], metadata: object = {}) => ({
  kind: 'List',
  metadata,
  items: names.map((name) => ({ metadata: { name, namespace: 'web' } })),
})
const many = (count: number) => Array.from({ length: count }, (_, n) => `cart-${n}`)

test('a list that does not come ends with the search’s time; what came before it is kept', async () => {
  const html = await search('cart', {
    pods: (query) => (query.has('continue') ? null : list(['cart'], { continue: 'a' })),
    services: () => list(['cart-service']),
    configmaps: () => null,
  })
  expect(hits(html)).toEqual(['cart', 'cart-service'])
  expect(said(html)).toContain('configmaps was not looked at: 5 s were over.')
  expect(said(html)).toContain('pods was not looked at in full: 5 s were over.')
})

test('the best 200 are shown, and it is said what they left out', async () => {
  const html = await search('cart', {
    pods: () => list([...many(300), 'cart']),
    services: (query) => list(many(1), query.has('continue') ? {} : { continue: 'a' }),
  })
  expect(hits(html)).toHaveLength(200)
  expect(hits(html)[0]).toBe('cart')
  expect(said(html)).toContain('it stopped at 200')
  expect(said(html)).toContain('200 objects were found before.')
})

test('few kinds are named, each reason apart', async () => {
  const html = await search('cart', {
    pods: forbidden,
    services: forbidden,
    configmaps: () => ({ kind: 'Status', code: 500, reason: 'InternalError', message: 'broken' }),
  })
  expect(said(html)).toContain('pods and services were not looked at: you may not list these.')
  expect(said(html)).toContain(
    'configmaps was not looked at: the API server did not answer for these.',
  )
})
