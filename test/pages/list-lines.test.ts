/** A list followed by `curl -N`: rows as they change, or objects and what happened to them. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Item, items, patch, pathOf, recorded } from '../support/api.ts'
import { ask } from '../support/ask.ts'
import { lined } from '../support/lines.ts'
import { type Site, site } from '../support/site.ts'

let on: Site
let one: Item
let path: string
beforeAll(async () => {
  on = await site()
  one = (await items('/api/v1/namespaces/web/configmaps'))[0]!
  path = pathOf('configmaps', one.metadata)
})
afterAll(() => on?.stop())
const mark = (value: string | null) => patch(path, { metadata: { labels: { marked: value } } })
beforeEach(async () => {
  await mark(null)
})
afterAll(async () => {
  if (path !== undefined) await mark(null)
})

const follow = (query: string, headers = {}) =>
  lined(on.origin, `${on.cluster}/configmaps?${query}`, headers)
const rowsOf = (lines: readonly string[]) => lines.filter((line) => !line.startsWith('#'))
const first = (line: string) => line.split(/ {3,}|\t/)[0]

test('text begins with the rows of the page, then come those that change', async () => {
  const page = await on.ask(`${on.cluster}/configmaps?ns=web&as=txt`)
  const shown = page.body.trimEnd().split('\n')
  const all = await follow('ns=web&watch=')
  expect([all.status, all.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8'])
  await all.until((lines) => lines.length >= shown.length)
  expect(all.lines.map(first)).toEqual(shown.map(first))
  await mark('one')
  await all.until((lines) => rowsOf(lines).length > shown.length)
  expect(first(rowsOf(all.lines).at(-1)!)).toBe(one.metadata.name)
  expect(rowsOf(all.lines)).toHaveLength(shown.length + 1)
})

test('what the list does not select any more is said, and no row', async () => {
  await mark('here')
  const all = await follow('ns=web&l=marked%3Dhere&as=tsv&watch=')
  expect(all.headers['content-type']).toBe('text/tab-separated-values; charset=utf-8')
  await all.until((lines) => rowsOf(lines).length === 2)
  await mark('elsewhere')
  await all.until((lines) => lines.at(-1) === `# web/${one.metadata.name} is gone from the list`)
  await mark('here')
  await all.until((lines) => rowsOf(lines).length === 3)
  expect(rowsOf(all.lines).map(first)).toEqual(['Name', one.metadata.name, one.metadata.name])
})

interface Told {
  readonly type: string
  readonly object: Item & { readonly kind: string; readonly apiVersion: string }
}

test('as JSON each object is told whole, with what happened to it', async () => {
  await mark('here')
  const all = await follow('ns=web&l=marked%3Dhere&as=json&watch=')
  expect(all.headers['content-type']).toBe('application/x-ndjson; charset=utf-8')
  const told = () => all.lines.map((line) => JSON.parse(line) as Told)
  await all.until((lines) => lines.length === 1)
  expect(told()).toEqual([{ type: 'ADDED', object: await recorded(path) }])
  await patch(path, { metadata: { annotations: { counted: String(Date.now()) } } })
  await all.until((lines) => lines.length === 2)
  expect(told()[1]).toEqual({ type: 'MODIFIED', object: await recorded(path) })
  await mark(null)
  await all.until((lines) => lines.length === 3)
  const { type, object } = told()[2]!
  expect([type, object.apiVersion, object.kind]).toEqual(['DELETED', 'v1', 'ConfigMap'])
  expect(object.metadata).toMatchObject({
    namespace: 'web',
    name: one.metadata.name,
    uid: one.metadata.uid,
  })
  await patch(path, { metadata: { annotations: { counted: null } } })
})

test('all of a list is followed, not a page of it alone', async () => {
  const own = await items('/api/v1/namespaces/web/configmaps')
  const page = await follow('size=2&watch=')
  await page.until((lines) => lines.length === 3)
  const all = await follow('ns=web&size=all&watch=&as=tsv')
  await all.until((lines) => rowsOf(lines).length > own.length)
  const before = rowsOf(all.lines).length
  await mark('all')
  await all.until((lines) =>
    rowsOf(lines)
      .slice(before)
      .some((line) => first(line) === one.metadata.name),
  )
})

test('who reads events gets events', async () => {
  for (const accept of ['text/event-stream', 'text/html, text/event-stream'])
    expect((await follow('watch=', { accept })).headers['content-type']).toBe(
      'text/event-stream; charset=utf-8',
    )
})

test.each([
  ['configmaps?as=md&watch=', 422, /^as: Changes are not told as md/],
  ['configmaps?q=data>x&watch=', 422, /^q: data>x/],
  ['configmaps?l=%3D%3D&watch=', 422, /^l: /],
  ['configmaps?ns=no-such-namespace&watch=', 404, /no-such-namespace/],
  ['nothing?watch=', 404, /nothing/],
])('%s is answered with its status and words, not with a stream', async (view, status, said) => {
  const answer = await ask(on.origin, `${on.cluster}/${view}`, { headers: { accept: '*/*' } })
  expect(answer.status).toBe(status)
  expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
  expect(answer.body).toMatch(said)
})

test('so is what may not be listed', async () => {
  const person = `${on.base}/c/bea/configmaps?ns=shop&watch=`
  for (const as of ['txt', 'json']) {
    const answer = await ask(on.origin, `${person}&as=${as}`)
    expect([answer.status, answer.body.includes('forbidden')]).toEqual([403, true])
  }
})
