/** A cluster's first page: true numbers, the newest warnings, for people with few rights too. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
const count = (html: Html, id: string) =>
  html.querySelector(`.counts li:has(a[data-resource="${id}"]) > :last-child`)?.text
const reasons = (html: Html) =>
  html.querySelectorAll('main .events .s').map((one) => one.text.trim())

test('kinds are counted, with a way to their lists', async () => {
  const { html } = await on.page(on.cluster)
  const services = await items('/api/v1/services')
  expect(count(html, 'services')).toBe(String(services.length))
  const link = html.querySelector('.counts a[data-resource="services"]')?.getAttribute('href')
  expect(link).toBe(`${on.cluster}/services`)
  expect(said(html)).not.toContain('you may not list')
})

test('the namespaces that it is about are those that the bar names, whichever the last list had', async () => {
  const cookie = { cookie: `pl_ns=${on.cluster.split('/')[2]}:kube-system` }
  const named = async (path: string) => {
    const { html } = await on.page(path, { headers: cookie })
    const first = html.querySelector('nav a[href^="/c/"]')?.getAttribute('href')
    return [html.querySelector('#picker b')!.text, first]
  }
  expect(await named(on.cluster)).toEqual(['all', on.cluster])
  expect(await named(`${on.cluster}/apply`)).toEqual([
    'kube-system',
    `${on.cluster}?ns=kube-system`,
  ])
})

describe('who may see two namespaces only', () => {
  const cookie = { cookie: 'pl_ns=ada:shop,web,kube-system' }

  needs('people')('gets the numbers of those, and is told', async () => {
    const { html } = await on.page('/c/ada', { headers: cookie })
    const pods = await items('/api/v1/pods')
    const mine = pods.filter(({ metadata: { namespace = '' } }) => /^(shop|web)$/.test(namespace))
    expect(count(html, 'pods')).toBe(String(mine.length))
    expect(said(html)).toContain('In shop and web only: you may not list all namespaces.')
    expect(count(html, 'nodes')).toBe('you may not list these')
    expect(html.querySelector('.counts a[data-resource="pods"]')?.getAttribute('href')).toBe(
      '/c/ada/pods?ns=shop,web',
    )
    expect(reasons(html).length).toBeGreaterThan(0)
  })

  needs('people')('is not shown the name of another', async () => {
    const page = await on.page('/c/ada', { headers: cookie })
    expect(page.html.querySelector('main')!.toString()).not.toContain('kube-system')
  })

  needs('people')('is asked where to look, where none is known', async () => {
    const { html } = await on.page('/c/ada')
    const form = html.querySelector('main form')!
    expect(form.querySelector('h2')?.text).toBe('In which namespace may you look?')
    expect([form.getAttribute('method'), form.getAttribute('action')]).toEqual(['get', '/c/ada'])
    expect(form.querySelector('input')?.getAttribute('name')).toBe('ns')
  })

  needs('people')(
    'is asked for another, where all is refused, and beside what is seen',
    async () => {
      const asked = async (path: string, headers = {}) =>
        (await on.page(path, { headers })).html.querySelector('main form.lookin')
      const refused = await asked('/c/ada?ns=kube-system')
      expect(refused?.querySelector('h2')?.text).toBe('You may list nothing in kube-system')
      const seen = await asked('/c/ada', cookie)
      expect(seen?.querySelector('span')?.text).toMatch(/^In shop and web only/)
      expect(seen?.getAttribute('action')).toBe('/c/ada')
      expect(await asked('/c/ada?ns=shop')).toBeNull()
      expect(await asked(on.cluster)).toBeNull()
    },
  )
})

/** The overview of an API server whose lists are made up. */
async function overview(lists: Lists, headers: Readonly<Record<string, string>> = {}, ns = '') {
  const api = await odd(lists, ns)
  try {
    const { body } = await ask(api.origin, '/c/odd', { headers })
    return { html: parse(body), asked: [...api.asked] }
  } finally {
    await api.stop()
  }
}

const named = (count_: number) =>
  Array.from({ length: count_ }, (_, n) => ({ metadata: { name: `n${n}` } }))
const list = (all: readonly object[], metadata: object = {}) => ({
  kind: 'List',
  metadata,
  items: all,
})

test('a number that the API server does not tell is not made up', async () => {
  const { html } = await overview({
    pods: () => list(named(1), { continue: 'more' }),
    services: () => list(named(1), { continue: 'more', remainingItemCount: 41 }),
    configmaps: () => list(named(1)),
  })
  expect(count(html, 'pods')).toBe('the API server does not say how many')
  expect(count(html, 'services')).toBe('42')
  expect(count(html, 'configmaps')).toBe('1')
})

test('a kind that is not counted in time holds nothing back', async () => {
  const { html } = await overview({ pods: () => null, services: () => list(named(3)) })
  expect(count(html, 'pods')).toBe('no answer yet')
  expect(count(html, 'services')).toBe('3')
})

const warning = (n: number, lastTimestamp: string) => ({
  metadata: { name: `e${n}` },
  type: 'Warning',
  reason: `R${n}`,
  lastTimestamp,
  involvedObject: { kind: 'Pod', name: 'cart', namespace: 'web' },
})
const early = (n: number) => warning(n, '2026-11-22T10:00:00Z')
const late = (n: number) => warning(n, '2026-11-22T11:00:00Z')
const pages = (first: object[], rest: (query: URLSearchParams) => object | null): Lists => ({
  events: (query) => (query.has('continue') ? rest(query) : list(first, { continue: 'a' })),
})

test('the newest warning is found on whichever page of the list it stands', async () => {
  const { html, asked } = await overview(pages([early(1)], () => list([late(2)])))
  expect(reasons(html)).toEqual(['R2', 'R1'])
  expect(said(html)).not.toContain('Of the first')
  const queries = asked.filter((path) => path.startsWith('events'))
  expect(queries).toEqual(Array(2).fill(expect.stringContaining('fieldSelector=type%3DWarning')))
})

test('warnings that did not come in time are said to be missing', async () => {
  const { html } = await overview(pages([early(1)], () => null))
  expect(reasons(html)).toEqual(['R1'])
  expect(said(html)).toContain('Of the first 1 that the API server gave.')
})

test('no more than 5,000 warnings are read', async () => {
  const many = Array.from({ length: 1000 }, (_, n) => early(n))
  const { html, asked } = await overview(pages(many, () => list(many, { continue: 'b' })))
  expect(said(html)).toContain('Of the first 5,000 that the API server gave.')
  expect(asked.filter((path) => path.startsWith('events'))).toHaveLength(5)
})

const mine: Lists = {
  pods: forbidden,
  services: forbidden,
  configmaps: forbidden,
  events: forbidden,
  'namespaces/web/pods': () => list(named(2)),
  'namespaces/web/services': forbidden,
  'namespaces/web/configmaps': forbidden,
  'namespaces/web/events': () => list([late(1)]),
}

test('the namespace of the kubeconfig’s context is looked in, where no other is known', async () => {
  const { html } = await overview(mine, {}, 'web')
  expect([count(html, 'pods'), count(html, 'services')]).toEqual(['2', 'you may not list these'])
  expect(reasons(html)).toEqual(['R1'])
  expect(said(html)).toContain('In web only: you may not list all namespaces.')
})

test('what is listed in all namespaces is told from what is not', async () => {
  const { html } = await overview({ ...mine, services: () => list(named(5)) }, {}, 'web')
  expect([count(html, 'pods'), count(html, 'services')]).toEqual(['2', '5'])
  expect(said(html)).toContain('pods and events in web only: you may not list all namespaces of')
})
