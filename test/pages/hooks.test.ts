/** What scripts may rely on, on every list and object of everything that the API server serves. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Discovery, Resource } from '../../src/kube.ts'
import { rows } from '../support/rows.ts'
import { type Site, site } from '../support/site.ts'
import { connected } from '../support/target.ts'

let on: Site
let discovery: Discovery
let listable: readonly Resource[]

beforeAll(async () => {
  on = await site()
  discovery = await (await connected()).kube().discovery()
  listable = discovery.resources.filter(({ verbs }) => verbs.includes('list'))
})
afterAll(() => on?.stop())

test('every resource that can be listed has its table', async () => {
  expect(listable.length).toBeGreaterThan(15)
  for (const { id } of listable) {
    const page = await on.page(`${on.cluster}/${id}`)
    expect(page.status, id).toBe(200)
    const table = page.html.querySelector('table')
    expect(table?.getAttribute('data-resource')).toBe(id)
    expect(Number(table?.getAttribute('data-total')), id).toBeGreaterThanOrEqual(rows(page).length)
    const heads = table!.querySelectorAll('thead th').map((head) => head.getAttribute('data-col'))
    expect(new Set(heads).size, id).toBe(heads.length)
    for (const row of rows(page)) {
      const cells = row.querySelectorAll('td').map((cell) => cell.getAttribute('data-col'))
      expect(cells, id).toEqual(heads)
    }
  }
})

test('every object’s page, YAML, events and formats answer, reached by its row', async () => {
  let seen = 0
  for (const { id, namespaced, verbs } of listable.filter((one) => one.verbs.includes('get'))) {
    const [row] = rows(await on.page(`${on.cluster}/${id}?group=none&size=1`))
    if (row === undefined) continue
    seen += 1
    expect(verbs).toContain('get')
    const key = row.getAttribute('data-key') ?? ''
    expect(key.startsWith('-/'), `${id} ${key}`).toBe(!namespaced)
    const path = `${on.cluster}/${id}/${key.split('/').map(encodeURIComponent).join('/')}`
    const hrefs = row.querySelectorAll('a').map((link) => link.getAttribute('href'))
    expect(hrefs, `links of the row ${key}`).toContain(path)
    for (const part of ['', '/yaml', '/events']) {
      const page = await on.page(path + part)
      expect(page.status, path + part).toBe(200)
      expect(page.html.querySelector('h1')?.text).toBe(key.slice(key.indexOf('/') + 1))
    }
    const json = await on.ask(`${path}?as=json`)
    const { metadata } = JSON.parse(json.body) as { metadata: { name: string; uid?: string } }
    expect(metadata.name).toBe(key.slice(key.indexOf('/') + 1))
    if (metadata.uid !== undefined) expect(row.id).toBe(`row-${metadata.uid}`)
    const yaml = await on.ask(`${path}?as=yaml`)
    expect(yaml.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(yaml.body).toContain(`\n  name: `)
  }
  expect(seen).toBeGreaterThan(10)
})

test('a row’s status has a tone, and tones are the five that there are', async () => {
  const page = await on.page(`${on.cluster}/pods?size=500`)
  const tones = page.html
    .querySelectorAll('td[data-col="status"] [data-tone]')
    .map((badge) => badge.getAttribute('data-tone'))
  expect(tones.length).toBe(rows(page).length)
  expect(['ok', 'warn', 'bad', 'busy', 'idle']).toEqual(expect.arrayContaining([...new Set(tones)]))
  expect(tones).toContain('bad')
  expect(tones).toContain('ok')
})

test('row ids are unique and keys name each object once', async () => {
  for (const id of ['pods', 'deployments.apps', 'events']) {
    const all = rows(await on.page(`${on.cluster}/${id}?size=500`))
    expect(new Set(all.map((row) => row.id)).size).toBe(all.length)
    expect(new Set(all.map((row) => row.getAttribute('data-key'))).size).toBe(all.length)
  }
})

test('the fragments of an object’s page are fragments: no shell around them', async () => {
  const [row] = rows(await on.page(`${on.cluster}/pods?size=1`))
  const path = `${on.cluster}/pods/${row?.getAttribute('data-key')}`
  const page = await on.page(path)
  const fragments = page.html.querySelectorAll('[hx-get]').map((one) => one.getAttribute('hx-get')!)
  expect(fragments.some((fragment) => fragment.startsWith(`${path}/parts/events?uid=`))).toBe(true)
  for (const fragment of fragments) {
    const answer = await on.ask(fragment)
    expect(answer.status, fragment).toBe(200)
    expect(answer.body).not.toMatch(/<html|<main/)
  }
})
