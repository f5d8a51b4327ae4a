/** A list's stream: the page's own rows, kept as the API server has them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { create, patch, pathOf, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { keyOf, live, rowsIn, type Streamed, streamed, timeless } from '../support/streamed.ts'
import { needs, targetName } from '../support/target.ts'

/** Only what this test has labelled is looked at: a cluster that lives does not disturb it. */
const label = 'portlight-stream'
/** Config maps that may be changed, on the real cluster in namespaces of this file's own. */
const real = (name: string) => (targetName === 'demo' ? name : `stream-${name}-${process.pid}`)
const [data, shop, web] = [real('data'), real('shop'), real('web')]
const planted =
  targetName === 'demo'
    ? ['data/postgres-conf', 'shop/cart', 'shop/catalog', 'web/blog']
    : [`${data}/a`, `${shop}/b`, `${shop}/c`, `${web}/d`]
const [first = '', second = '', third = '', fourth = ''] = planted
let on: Site

const metaOf = (key: string) => {
  const [namespace = '', name = ''] = key.split('/')
  return { namespace, name, uid: '' }
}
const at = (key: string) => pathOf('configmaps', metaOf(key))
const marked = (key: string, value: string | null) =>
  patch(at(key), { metadata: { labels: { [label]: value } } })
const holding = (key: string, count: number) =>
  patch(at(key), {
    data: Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`stream-${index}`, index < count ? 'x' : null]),
    ),
  })

beforeAll(async () => {
  on = await site()
  if (targetName === 'demo') return
  for (const name of ['data', 'shop', 'web']) await ownNamespace(`stream-${name}`)
  for (const key of planted) await planting(key)
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(data, shop, web)
})

async function planting(key: string, labels = {}): Promise<void> {
  const { name, namespace } = metaOf(key)
  await create(`/api/v1/namespaces/${namespace}/configmaps`, { metadata: { name, labels } })
}

const list = (search: string, kind = 'configmaps') => `${on.cluster}/${kind}?${search}`
const mine = (value: string, search = '') => list(`l=${label}=${value}${search}`)
const watching = (path: string, watch = '') =>
  streamed(on.origin, `${path}${path.endsWith('?') ? '' : '&'}watch=${watch}`)
const shown = async (path: string) => rowsIn((await on.page(path)).body)
/** The stream that a page names, read from what that page shows. */
async function opened(path: string): Promise<Streamed> {
  const { html, body } = await on.page(path)
  const address = html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  return streamed(on.origin, address.replaceAll('&amp;', '&'), {}, rowsIn(body))
}
const keys = ({ rows }: Streamed) => rows.map(keyOf)
/** The steps that were said after the act, once all that are named are among them. */
async function told(one: Streamed, act: () => Promise<void>, ...steps: string[]) {
  const before = one.steps.length
  const since = () => one.steps.slice(before)
  await act()
  await one.until(() => steps.every((step) => since().includes(step)))
  return since()
}

/** The rows of the stream are those of the page, byte for byte but for times; on a cluster that lives, after a moment. */
const agrees = (one: Streamed, path: string) =>
  expect
    .poll(async () => [(await shown(path)).map(timeless), one.rows.map(timeless)], {
      timeout: 15_000,
    })
    .toSatisfy(([page, rows]: string[][]) => page!.join('\n') === rows!.join('\n'))

describe.each(['', 'garbage', '3-ffffffff'])('to who shows “%s”', (watch) => {
  test.each(['pods?l=!job-name', 'configmaps?', 'nodes?sort=-name', 'deployments.apps?size=3'])(
    'the whole window of %s comes first, each row as on the page',
    async (path) => {
      const one = await watching(`${on.cluster}/${path}`, watch)
      await one.until(live)
      expect(one.steps[0]).toMatch(/^window [1-9]\d*$/)
      expect(one.rows.length).toBeGreaterThan(1)
      await agrees(one, `${on.cluster}/${path}`.replace(/\?$/, ''))
    },
  )
})

test('to who shows it already no row is sent, but what stands around them, and that it lives', async () => {
  // A namespace in which no other test writes meanwhile.
  const one = await opened(list('ns=kube-system'))
  await one.until(live)
  expect(one.steps).toEqual([])
  expect([...one.around.keys()]).toEqual(['#count', '#chips', '#empty', '#pager', '#live'])
})

test('who missed a change on another page is told how many there are now', async () => {
  for (const key of planted) await marked(key, 'm')
  const path = mine('m', '&size=2')
  const { html, body } = await on.page(path)
  await marked(fourth, null)
  const address = html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  const one = await streamed(on.origin, address.replaceAll('&amp;', '&'), {}, rowsIn(body))
  await one.until((all) => live(all) && all.around.get('#count')?.includes('>3<') === true)
  expect(one.steps).toEqual([])
})

test('a row comes, changes and goes as its object does, and nothing else is touched', async () => {
  await marked(first, 'a')
  await marked(fourth, 'a')
  const one = await opened(mine('a'))
  await one.until(live)
  await told(one, () => marked(third, 'a'), `insert ${third}`)
  expect(keys(one)).toEqual([first, third, fourth])
  expect(one.around.get('#count')).toContain('>3<')
  await told(one, () => holding(third, 9), `change ${third}`)
  await agrees(one, mine('a'))
  await told(one, () => marked(first, null), `remove ${first}`)
  expect(keys(one)).toEqual([third, fourth])
  expect(one.steps).toEqual([`insert ${third}`, `change ${third}`, `remove ${first}`])
})

test('a row that does not match the filter any more leaves, one that does comes', async () => {
  for (const key of planted) await marked(key, 'b')
  await holding(second, 9)
  const one = await opened(mine('b', '&q=data>8'))
  await one.until(live)
  expect(keys(one)).toContain(second)
  await told(one, () => holding(second, 0), `remove ${second}`)
  await told(one, () => holding(fourth, 9), `insert ${fourth}`)
  expect(keys(one)).toEqual((await shown(mine('b', '&q=data>8'))).map(keyOf))
})

/** How often a row that leaves for this was said to be gone. */
async function leaving(path: string, key: string, act: () => Promise<void>): Promise<number> {
  const one = await opened(path)
  await one.until(live)
  await told(one, act, `remove ${key}`)
  return one.said.filter((event) => event.data.includes('data-gone')).length
}

test('which rows are gone is told from those that only left the page', async () => {
  for (const key of planted) await marked(key, 'g')
  await holding(second, 9)
  expect(await leaving(mine('g', '&q=data>8'), second, () => holding(second, 0))).toBe(0)
  for (const key of planted) await holding(key, key === first ? 5 : 0)
  expect(await leaving(mine('g', '&sort=-data&size=1'), first, () => holding(third, 9))).toBe(0)
  expect(await leaving(mine('g'), second, () => marked(second, null))).toBe(1)
})

test('a sorted list stays sorted: the row that changed takes its new place, alone', async () => {
  for (const key of planted) await marked(key, 'c')
  for (const [count, key] of planted.entries()) await holding(key, count * 2)
  const one = await opened(mine('c', '&sort=-data'))
  await one.until(live)
  expect(keys(one)).toEqual(planted.toReversed())
  const steps = await told(one, () => holding(first, 9), `insert ${first}`)
  expect(keys(one)).toEqual([first, fourth, third, second])
  expect(steps).toEqual([`remove ${first}`, `insert ${first}`])
  await agrees(one, mine('c', '&sort=-data'))
})

test('the second of two pages moves up when a row of the first one goes', async () => {
  for (const key of planted) await marked(key, 'd')
  const one = await opened(mine('d', '&page=2&size=2'))
  await one.until(live)
  expect(keys(one)).toEqual([third, fourth])
  await told(one, () => marked(first, null), `remove ${third}`)
  expect(keys(one)).toEqual([fourth])
  await told(one, () => marked(first, 'd'), `insert ${third}`)
  expect(keys(one)).toEqual([third, fourth])
})

test('the fifth to the tenth of many rows are those of the page', async () => {
  const path = list('l=!job-name&page=2&size=5', 'pods')
  const one = await watching(path)
  await one.until(live)
  expect(one.rows).toHaveLength(5)
  await agrees(one, path)
})

test('several namespaces are one list, in the page’s order, and each of them lives', async () => {
  for (const key of planted) await marked(key, 'e')
  await holding(second, 1)
  await holding(fourth, 1)
  const path = mine('e', `&ns=${web},${shop}`)
  const one = await opened(path)
  await one.until(live)
  expect(keys(one)).toEqual([second, third, fourth])
  const both = async () => {
    await holding(second, 5)
    await holding(fourth, 5)
  }
  await told(one, both, `change ${second}`, `change ${fourth}`)
  await agrees(one, path)
})

test('who comes back with the last event’s id is sent only what changed where it is known', async () => {
  for (const key of planted) await marked(key, 'f')
  const one = await watching(mine('f'))
  await one.until(live)
  const id = one.said.at(-1)!.id
  one.close()
  const path = `${mine('f')}&watch=old`
  const back = await streamed(on.origin, path, { 'last-event-id': id }, one.rows)
  await back.until(live)
  expect(back.steps).toEqual([])
  back.close()
  await marked(second, null)
  const late = await streamed(on.origin, path, { 'last-event-id': id }, one.rows)
  await late.until((all) => live(all) && keys(all).length === 3)
  expect(keys(late)).toEqual([first, third, fourth])
})

test('an object that is deleted goes, and its word of how many is right', async () => {
  for (const key of planted) await marked(key, 'g')
  const one = await opened(mine('g'))
  await one.until(live)
  await told(one, () => remove(at(third)), `remove ${third}`)
  expect(keys(one)).toEqual([first, second, fourth])
  expect(one.around.get('#count')).toContain('>3<')
})

needs('own-namespaces')('an object that is made comes', async () => {
  for (const key of [first, fourth]) await marked(key, 'h')
  const one = await opened(mine('h'))
  await one.until(live)
  await remove(at(second)).catch(() => {})
  await told(one, () => planting(second, { [label]: 'h' }), `insert ${second}`)
  expect(keys(one)).toEqual([first, second, fourth])
})

test('the last row that goes leaves a word, the first that comes takes it away', async () => {
  await marked(first, 'i')
  const one = await opened(mine('i'))
  await one.until(live)
  await told(one, () => marked(first, null), `remove ${first}`)
  expect(one.around.get('#empty')).toContain('<h2>')
  await told(one, () => marked(first, 'i'), `insert ${first}`)
  expect(one.around.get('#empty')).toBe('')
})
