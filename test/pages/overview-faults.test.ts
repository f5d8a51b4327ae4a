/** What is wrong stands on the first screen in words, one click from its object. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { saidOf, wrongIn } from '../support/overview.ts'
import { plant } from '../support/planted-faults.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

/** On the real cluster faults are planted in a namespace of this file's own; the demo has its scenes. */
const real = targetName === 'real'
const space = real ? `overview-faults-${process.pid}` : 'shop'

/** Path of the object → what is said of it, and what stands beside it. */
type Faults = readonly (readonly [path: string, words: RegExp])[]

const demo: Faults = [
  ['deployments.apps/shop/checkout', /1 pod keeps running out of memory/],
  ['deployments.apps/shop/checkout', /Only 2 of 3 available/],
  ['deployments.apps/shop/recommend', /1 pod does not start: image not found/],
  ['deployments.apps/shop/recommend', /The rollout is stuck: 0 of 1 available/],
  ['deployments.apps/shop/recommend', /Nothing answers for service recommend/],
  ['deployments.apps/shop/reindex', /1 pod fits on no node: not enough cpu/],
  ['jobs.batch/shop/migrate-orders', /4 pods failed: exit 1/],
  ['resourcequotas/shop/team', /Nearly full: requests\.cpu/],
]

const planted: Faults = [
  [`deployments.apps/${space}/crasher`, /3 pods keep ending: exit 1/],
  [`deployments.apps/${space}/crasher`, /None of its pods is available/],
  [`deployments.apps/${space}/crasher`, /Nothing answers for service crasher/],
  [`deployments.apps/${space}/giant`, /2 pods fit on no node: not enough cpu/],
  [`deployments.apps/${space}/stuck`, /1 pod does not start: image not found/],
  [`deployments.apps/${space}/stuck`, /The rollout is stuck/],
  [
    `pods/${space}/deaf`,
    /is not ready.*Readiness probe failed: HTTP probe failed with statuscode: 503/,
  ],
  [`persistentvolumeclaims/${space}/homeless`, /Pending.*"none-such" not found/],
  [`persistentvolumeclaims/${space}/roofless`, /Pending.*Waiting for a volume to be created/],
  [`resourcequotas/${space}/tight`, /configmaps/],
]
const faults = real ? planted : demo

let on: Site
beforeAll(async () => {
  on = await site()
  if (!real) return
  await ownNamespace('overview-faults')
  await plant(space)
}, 120_000)
afterAll(async () => {
  await on?.stop()
  if (!real) return
  await removeNamespaces(space)
  await remove(`/apis/storage.k8s.io/v1/storageclasses/${space}`)
})

const look = async (query = `?ns=${space}`) => wrongIn((await on.page(on.cluster + query)).html)

test(
  'every fault is told in words, and leads to its object by one click',
  { timeout: 120_000 },
  async () => {
    await vi.waitFor(
      async () => {
        const all = await look()
        for (const [path, words] of faults) expect(saidOf(all, path), path).toMatch(words)
      },
      { timeout: 100_000, interval: 500 },
    )
    for (const { href, links } of (await look()).slice(0, 4))
      for (const to of [href, ...links]) expect([to, (await on.ask(to)).status]).toEqual([to, 200])
  },
)

test('the same stands on the overview of the whole cluster, the failing first', async () => {
  // What crashes runs for moments.
  const all = await vi.waitFor(
    async () => {
      const { html } = await on.page(on.cluster)
      const found = wrongIn(html)
      // Where others break more than a page tells of, theirs may be the worse.
      const crowded = html.querySelector('#troubles')?.text.includes('More than 40 are wrong')
      for (const [path, words] of faults) {
        const text = found.find(({ href }) => href.endsWith(path))?.text ?? ''
        if (crowded !== true || text !== '') expect(text, path).toMatch(words)
      }
      return found
    },
    { timeout: 30_000, interval: 300 },
  )
  if (!real) {
    const first = all.slice(0, 15).map(({ href }) => href)
    for (const [path] of faults) expect(first).toContain(`${on.cluster}/${path}`)
  }
  const tones = all.map(({ tone }) => tone)
  expect(tones).toEqual(tones.toSorted((a, b) => Number(a === 'warn') - Number(b === 'warn')))
})

test('namespaces that are not asked for are not told of', async () => {
  const other = real ? 'default' : 'web'
  const all = await look(`?ns=${other}`)
  expect(all.filter(({ href }) => href.includes(`/${space}/`))).toEqual([])
  const none = await on.page(`${on.cluster}?ns=nowhere-at-all`)
  expect([none.status, none.html.querySelector('main')!.text]).toEqual([
    404,
    expect.stringContaining('nowhere-at-all'),
  ])
})

test('a namespace that cannot be one is named, and left out', async () => {
  const page = await on.page(`${on.cluster}?ns=${encodeURIComponent('No_Such')}`)
  expect(page.status).toBe(422)
  expect(page.html.querySelector('[role=alert]')?.text).toContain('ns')
  const many = Array.from({ length: 40 }, (_, n) => (n === 0 ? space : `none-${n}`))
  const wide = await on.page(`${on.cluster}?ns=${many.join()}`)
  expect([wide.status, wide.html.querySelector('[role=alert]')?.text]).toEqual([
    422,
    expect.stringContaining('These are 40; an overview looks into 25 at once.'),
  ])
})

test('a namespace’s page tells what is wrong in it, and leads to its overview', async () => {
  const path = `${on.cluster}/namespaces/-/${space}`
  const { html } = await on.page(path)
  const part = html
    .querySelectorAll('[hx-get]')
    .find((each) => each.getAttribute('hx-get')?.endsWith('/parts/overview'))
  expect(part?.querySelector('a')?.getAttribute('href')).toBe(`${path}/parts/overview?whole=`)
  await vi.waitFor(
    async () => {
      const { status, body } = await on.ask(part?.getAttribute('hx-get') ?? '')
      expect(status).toBe(200)
      for (const [where, words] of faults.slice(-2)) {
        expect(body).toContain(`/${where}"`)
        expect(parse(body).text.replaceAll(/\s+/g, ' ')).toMatch(words)
      }
      expect(body).toContain(`href="${on.cluster}?ns=${space}"`)
    },
    { timeout: 15_000, interval: 300 },
  )
  const without = await on.ask(`${path}/parts/overview?whole=`)
  expect([without.status, without.headers['location']]).toEqual([302, `${on.cluster}?ns=${space}`])
  expect((await on.ask(`${on.cluster}/nodes/-/none-such/parts/overview`)).status).toBe(404)
})
