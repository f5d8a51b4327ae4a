/** Columns that an address makes: labels, annotations, JSONPaths. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { items, patch, pathOf } from '../support/api.ts'
import { type Own, ownMap } from '../support/own.ts'
import { keys, rows, text, wrong } from '../support/rows.ts'
import { untouched } from '../support/selected.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'
import { targetName } from '../support/target.ts'

interface Pod {
  readonly metadata: {
    readonly namespace: string
    readonly name: string
    readonly labels?: Readonly<Record<string, string>>
  }
  readonly spec: { readonly nodeName?: string; readonly containers: readonly { image: string }[] }
}

/** A label that most of them have. */
const app = targetName === 'demo' ? 'app.kubernetes.io/name' : 'app'
let on: Site
let pods: readonly Pod[]

beforeAll(async () => {
  on = await site()
  pods = (await items(`/api/v1/pods?labelSelector=${untouched}`)) as unknown as readonly Pod[]
})
afterAll(() => on?.stop())

const list = (search: string) => on.page(`${on.cluster}/pods?l=${untouched}&size=500&${search}`)
const column = (page: Page, id: string) => rows(page).map((row) => text(row, id))
const keyOf = ({ metadata }: Pod) => `${metadata.namespace}/${metadata.name}`

/** As the house sorts: bytes, nothing last, ties by key. */
function ordered(value: (pod: Pod) => string, sign = 1): readonly string[] {
  const byKey = pods.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
  const some = byKey.filter((pod) => value(pod) !== '')
  const none = byKey.filter((pod) => value(pod) === '')
  const sorted = some.toSorted((a, b) => {
    if (value(a) === value(b)) return 0
    return value(a) < value(b) ? -sign : sign
  })
  return [...sorted, ...none].map(keyOf)
}

const images = ({ spec }: Pod) => spec.containers.map(({ image }) => image).join(', ')
const labelled = ({ metadata }: Pod) => metadata.labels?.[app] ?? ''

test('a label is a column: shown, sorted over all rows, and it leads to its list', async () => {
  const page = await list(`cols=name,label:${app}&sort=-label:${app}`)
  expect(page.status).toBe(200)
  expect(keys(page)).toEqual(ordered(labelled, -1))
  const by = new Map(pods.map((pod) => [keyOf(pod), labelled(pod)]))
  expect(column(page, `label:${app}`)).toEqual(keys(page).map((key) => by.get(key)))
  const [first] = rows(page)
  const href = first?.querySelector(`[data-col="label:${app}"] a`)?.getAttribute('href') ?? ''
  const narrowed = await on.page(href.replaceAll('&amp;', '&'))
  expect(new Set(column(narrowed, `label:${app}`))).toEqual(new Set([text(first!, `label:${app}`)]))
})

test('a label sorts without being shown', async () => {
  const page = await list(`sort=label:${app}`)
  expect(keys(page)).toEqual(ordered(labelled))
  expect(page.html.querySelector(`th[data-col="label:${app}"]`)).toBeNull()
})

test('a JSONPath is a column: of the page, and sorted over all rows', async () => {
  const path = 'IMAGES:.spec.containers[*].image'
  const by = new Map(pods.map((pod) => [keyOf(pod), images(pod)]))
  const plain = await list(`cols=name,${encodeURIComponent(path)},NODE:.spec.nodeName,node`)
  expect(plain.html.querySelector(`th[data-col="${path}"]`)?.text).toBe('IMAGES')
  expect(column(plain, path)).toEqual(keys(plain).map((key) => by.get(key)))
  expect(column(plain, 'NODE:.spec.nodeName')).toEqual(column(plain, 'node'))
  const sorted = await list(`cols=name&sort=-${encodeURIComponent(path)}`)
  expect(keys(sorted)).toEqual(ordered(images, -1))
})

test('rows that the server prints hold what a JSONPath finds in their objects', async () => {
  const all = await items('/api/v1/configmaps')
  const by = new Map(
    all.map(({ metadata, data = {} }) => [
      `${metadata.namespace}/${metadata.name}`,
      Object.keys(data).length > 0,
    ]),
  )
  const page = await on.page(`${on.cluster}/configmaps?size=500&cols=name,DATA:.data.*`)
  expect(keys(page).length).toBeGreaterThan(1)
  const filled = rows(page).map((row) => text(row, 'DATA:.data.*') !== '')
  expect(filled).toEqual(keys(page).map((key) => by.get(key)))
})

test('of a Secret’s values a column says how long they are', async () => {
  const page = await on.page(`${on.cluster}/secrets?size=500&cols=name,V:.data.*`)
  const said = column(page, 'V:.data.*').filter((words) => words !== '')
  expect(said.length).toBeGreaterThan(0)
  for (const words of said) expect(words).toMatch(/^(?:<hidden, \d+ bytes?>(?:, )?)+…?$/)
})

describe('what makes no column is named, and the rest of the page stands', () => {
  test.each([
    ['cols=name,label:-app,node', 'cols', '“-app” is not the key of a label'],
    ['cols=name,node,label:a/b/c', 'cols', '“a/b/c” is not the key'],
    ['cols=name,node,annotation:', 'cols', '“” is not the key of an annotation'],
    ['cols=name,node,ANY:..image', 'cols', 'ANY:..image, at 5: .. looks everywhere'],
    ['cols=name,node,<b>:.a', 'cols', '“<b>” is no title'],
    ['cols=name,node,mass', 'cols', 'There is no column mass here; there are name,'],
    ['cols=name,node&sort=label:', 'sort', '“” is not the key of a label'],
    ['cols=name,node&sort=-mass', 'sort', 'There is no column mass here'],
  ])('%s', async (search, name, words) => {
    const page = await list(search.replaceAll('<', '%3C').replaceAll('>', '%3E'))
    expect(page.status).toBe(422)
    expect(wrong(page).join()).toContain(`${name} was left out: `)
    expect(wrong(page).join()).toContain(words)
    const heads = page.html
      .querySelectorAll('th[data-col]')
      .map((each) => each.getAttribute('data-col'))
    expect(heads).toEqual(['name', 'node'])
    expect(rows(page).length).toBe(pods.length)
  })
})

describe('in the stream', () => {
  let own: Own
  beforeAll(async () => {
    own = await ownMap('columns')
  })
  afterAll(() => own?.remove())
  const noted = (note: string | null, first: string | null) =>
    patch(pathOf('configmaps', own.item.metadata), {
      metadata: { annotations: { 'portlight.test/note': note } },
      data: { first },
    })

  test('values change where they stand', async () => {
    const path = `${on.cluster}/configmaps?ns=${own.item.metadata.namespace}&cols=name,annotation:portlight.test/note,FIRST:.data.first`
    const page = await on.page(path)
    const stream = page.html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
    const live = await streamed(on.origin, stream.replaceAll('&amp;', '&'), {}, keys(page))
    await noted('one', 'a<b')
    const said = () => live.said.map(({ data }) => data).join()
    await live.until(() => said().includes('a&lt;b'))
    expect(said()).toMatch(/data-col="annotation:portlight.test\/note"[^>]*>one</)
    await noted(null, null)
    live.close()
  })
})
