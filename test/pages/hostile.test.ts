/** Objects full of markup, control characters and far too much: shown as text, and never more than a page can bear. */
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Item, items, patch, pathOf } from '../support/api.ts'
import { type Own, ownMap } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'

const markup = `"'><script>alert(1)</script><img src=x onerror=alert(2)></pre></textarea><% it %>{{7*7}}`
const marks = '\u001b[31mred\u001b[0m \u202Edesrever\u202C \u0007 \u200B'
const unseen =
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b]/
const most = 2 * 1024 * 1024
let on: Site
let own: Own
let map: Item['metadata']
let event: Item
const none = (keys: Set<string>) => Object.fromEntries([...keys].map((key) => [key, null]))
const planted = { data: new Set<string>(), annotations: new Set<string>() }

beforeAll(async () => {
  on = await site()
  own = await ownMap('hostile')
  map = own.item.metadata
  event = (await items('/api/v1/events?fieldSelector=type%3DWarning'))[0]!
})
afterEach(async () => {
  const { data, annotations } = planted
  await change({ data: none(data), metadata: { annotations: none(annotations) } })
  data.clear()
  annotations.clear()
})
afterAll(async () => {
  await on?.stop()
  await own?.remove()
})

const change = (to: object) => patch(pathOf('configmaps', map), to)

/** Puts fields into the config map until the end of the test. */
async function plant(
  data: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>> = {},
): Promise<void> {
  for (const key of Object.keys(data)) planted.data.add(key)
  for (const key of Object.keys(annotations)) planted.annotations.add(key)
  await change({ data, metadata: { annotations } })
}

const object = () => `${on.cluster}/configmaps/${map.namespace}/${map.name}`

function inert({ html, body }: Page, path: string): void {
  for (const script of html.querySelectorAll('script'))
    expect(script.getAttribute('src'), path).toMatch(/^\/assets\/main\.[0-9a-f]{10}\.js$/)
  expect(html.querySelectorAll('img, object, embed, style, [style]').length, path).toBe(0)
  // An object's own events, where there are no scripts.
  const events = `${path.replace(/\?.*$/, '')}/parts/events?`
  for (const frame of html.querySelectorAll('iframe'))
    expect(frame.getAttribute('src')?.startsWith(events), path).toBe(true)
  for (const element of html.querySelectorAll('*')) {
    const names = Object.keys(element.attributes)
    expect(
      names.filter((name) => /^(?:on|hx-on)/i.test(name)),
      path,
    ).toEqual([])
  }
  expect(unseen.exec(body), path).toBeNull()
  expect(body.length, path).toBeLessThan(most)
}

test('markup, ANSI and direction marks in fields are text on every page', async () => {
  const key = 'hostile.example.org/note'
  const data = { ['__proto__']: markup, hostile: `${markup}\n${marks}` }
  await plant(data, { [key]: markup + marks })
  for (const path of [
    object(),
    `${object()}/yaml`,
    `${object()}/events`,
    `${on.cluster}/configmaps`,
  ]) {
    const page = await on.page(path)
    expect(page.status, path).toBe(200)
    inert(page, path)
  }
  const page = await on.page(object())
  const shown = page.html.querySelector('main')!.text
  expect(shown).toContain('<script>alert(1)</script>')
  expect(shown).toContain('␛[31mred')
  expect(shown).toContain('[U+202E]')
  expect(shown).toContain('__proto__')
})

test('what an event says is text, on the overview, in the list and beside its object', async () => {
  const { metadata, message = '' } = event
  await patch(pathOf('events', metadata), { message: markup + marks })
  for (const path of [
    on.cluster,
    `${on.cluster}/events`,
    `${on.cluster}/events/${metadata.namespace}/${metadata.name}`,
  ]) {
    const page = await on.page(path)
    expect(page.status, path).toBe(200)
    inert(page, path)
  }
  await patch(pathOf('events', metadata), { message })
})

test('what a person types is text', async () => {
  const typed = encodeURIComponent(markup + marks)
  for (const path of [
    `${on.cluster}/pods?q=${typed}`,
    `${on.cluster}/pods?l=${typed}`,
    `${on.cluster}/pods?sort=${typed}`,
    `${on.cluster}/search?q=${encodeURIComponent(markup)}`,
    `${on.cluster}/${typed}`,
    `/c/${typed}`,
  ]) {
    const page = await on.page(path)
    expect([200, 404, 422], path).toContain(page.status)
    inert(page, path)
  }
})

test('a config map of 1 MiB has pages that can be read, and its whole text alone', async () => {
  const line = `${'0123456789'.repeat(10)}\n`
  const big = line.repeat(Math.floor(1_000_000 / line.length))
  const wide = 'w'.repeat(20_000)
  await plant({ big, wide })
  for (const path of [object(), `${object()}/yaml`, `${on.cluster}/configmaps`]) {
    const page = await on.page(path)
    expect([page.status, page.body.length < most], `${path} ${page.body.length}`).toEqual([
      200,
      true,
    ])
  }
  const whole = await on.ask(`${object()}?as=json`)
  expect((JSON.parse(whole.body) as Item).data?.['big']).toBe(big)
})

test('10,000 annotations and 10,000 fields are cut on the page, and the page says so', async () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`a${index}`, 'v']))
  await plant(many, many)
  for (const path of [object(), `${object()}/yaml`, `${on.cluster}/configmaps`]) {
    const page = await on.page(path)
    expect([page.status, page.body.length < most], `${path} ${page.body.length}`).toEqual([
      200,
      true,
    ])
  }
  const shown = (await on.page(object())).html.querySelector('main')!.text
  expect(shown).toMatch(/9,?9\d\d more: the YAML has them all/)
  expect(shown).toMatch(/9,?9\d\d keys more: the YAML has them all/)
})
