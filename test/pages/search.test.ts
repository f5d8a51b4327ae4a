/** Search: what is found, and honestly what was not looked at. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
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
const hits = (html: Html) => html.querySelectorAll('.found .of a').map((one) => one.text.trim())

test('objects are found by a part of their name, with a way there, kind by kind', async () => {
  const { namespace = '', name } = (await items('/api/v1/services'))[0]!.metadata
  const { html } = await on.page(`${on.cluster}/search?q=${name.slice(1).toUpperCase()}`)
  const links = html.querySelectorAll('.found .of a').map((one) => one.getAttribute('href'))
  expect(links).toContain(`${on.cluster}/services/${namespace}/${name}`)
  expect(html.querySelectorAll('.found h2').map((one) => one.text)).toContainEqual(
    expect.stringMatching(/^Services \d+ As a list$/),
  )
  expect(said(html)).not.toContain('not looked at')
})

/** What was found, and by what where it is not the name. */
async function foundBy(q: string): Promise<ReadonlyMap<string, string>> {
  const { html } = await on.page(`${on.cluster}/search?q=${encodeURIComponent(q)}`)
  const rows = html.querySelectorAll('.found li')
  return new Map(
    rows.map((row) => [
      row
        .querySelector('a')
        ?.getAttribute('href')
        ?.slice(on.cluster.length + 1) ?? '',
      row.querySelector('small')?.text ?? '',
    ]),
  )
}

test('objects are found by label, image, address and uid, and it is said by which', async () => {
  const pods = (await items('/api/v1/pods')) as readonly Pod[]
  const pod = pods.find(({ metadata, status }) => metadata.labels && status.podIP)!
  const { metadata, spec, status } = pod
  const place = `pods/${metadata.namespace}/${metadata.name}`
  const [key, value] = Object.entries(metadata.labels!)[0]!
  const { image } = spec.containers[0]!
  expect((await foundBy(`${key}=${value}`)).get(place)).toBe(`label ${key}=${value}`)
  expect((await foundBy(status.podIP!)).get(place)).toBe(`IP ${status.podIP}`)
  expect((await foundBy(image.slice(1).toUpperCase())).get(place)).toBe(`image ${image}`)
  const alone = await foundBy(metadata.uid)
  expect([...alone]).toEqual([[place, `uid ${metadata.uid}`]])
})

interface Pod {
  readonly metadata: {
    readonly name: string
    readonly namespace: string
    readonly uid: string
    readonly labels?: Readonly<Record<string, string>>
  }
  readonly spec: { readonly containers: readonly { readonly image: string }[] }
  readonly status: { readonly podIP?: string }
}

test('rows that a list holds are not read again', async () => {
  const noted = await site({ noting: true })
  onTestFinished(() => noted.stop())
  await noted.page(`${noted.cluster}/pods?q=restarts%3E=0`)
  const before = noted.asked.length
  await noted.page(`${noted.cluster}/search?q=cart`)
  // The list's own watch may begin only now.
  const read = noted.asked
    .slice(before)
    .filter((path) => path.includes('/api/v1/pods?') && !path.includes('watch=true'))
  expect(read).toEqual([])
  expect(noted.asked.slice(before).join('\n')).toMatch(/selfsubjectaccessreviews$/m)
})

test('a browser is taught to search by a description of its own', async () => {
  const { html } = await on.page(on.cluster)
  const path = html.querySelector('link[rel="search"]')!.getAttribute('href')!
  const { headers, body } = await on.ask(path)
  expect(headers['content-type']).toContain('opensearchdescription+xml')
  expect(body).toContain(`template="${on.origin}${on.cluster}/go?q={searchTerms}"`)
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
  expect(form.querySelector('h2')?.text).toBe('In which namespace may you look?')
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
  expect(said(html)).toContain('configmaps was not looked at: no answer came in 5 s.')
  expect(said(html)).toContain('pods was not looked at in full: no answer came in 5 s.')
})

test('a browser does not wait: what is found later comes by a stream, of the same search', async () => {
  const api = await odd({
    pods: () => list(['cart']),
    services: (query) => (query.has('continue') ? list(['cart-b']) : list([], { continue: 'a' })),
    configmaps: () => null,
  })
  onTestFinished(() => api.stop())
  const headers = { 'sec-fetch-dest': 'document' }
  const html = parse((await ask(api.origin, '/c/odd/search?q=cart', { headers })).body)
  expect(said(html)).toContain('so far')
  expect(hits(html)).toContain('cart')
  const path = html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
  const told = await ask(api.origin, path.replaceAll('&amp;', '&'))
  expect(told.body).toContain('cart-b')
  expect(told.body).toContain('no answer came in 5 s')
  expect(told.body).toMatch(/event: end\ndata: \n\n$/)
  expect(api.asked.filter((one) => one.startsWith('pods?'))).toHaveLength(1)
})

test('the best 200 are shown, and it is said what they left out', async () => {
  const html = await search('cart', {
    pods: () => list([...many(300), 'cart']),
    services: (query) => (query.has('continue') ? null : list(many(1), { continue: 'a' })),
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

test('a page that is not whole loads itself again without scripts, and not for one', async () => {
  const held = Promise.withResolvers<void>()
  const late = await site({
    before: (path) => (path.startsWith('/api/v1/pods') ? held.promise : Promise.resolve()),
  })
  const again = async (path: string, headers: Readonly<Record<string, string>>) =>
    (await late.page(path, { headers })).html.querySelectorAll('meta[http-equiv=refresh]').length
  const boosted = { 'hx-request': 'true', 'hx-target': 'main#main' }
  const restored = { 'sec-fetch-dest': 'empty', 'hx-history-restore-request': 'true' }
  try {
    for (const path of [`${late.cluster}/search?q=cart`, late.cluster]) {
      expect(await again(path, { 'sec-fetch-dest': 'document' }), path).toBe(1)
      for (const headers of [boosted, restored]) expect(await again(path, headers), path).toBe(0)
    }
  } finally {
    held.resolve()
    await late.stop()
  }
})
