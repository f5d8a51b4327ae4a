/** An object that is nested far deeper than anybody writes: no page of it, and no list that it is in, fails or grows without bounds. */
import { load } from 'js-yaml'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fieldsOf, sent } from '../support/acting.ts'
import { item, patch } from '../support/api.ts'
import { type Loose, loose } from '../support/loose.ts'
import { type Page, type Site, site } from '../support/site.ts'

let on: Site
let odd: Loose
beforeAll(async () => {
  on = await site()
  odd = await loose('nested')
})
afterAll(async () => {
  await on?.stop()
  await odd?.remove()
})
async function deepen(levels: number, bottom: unknown): Promise<void> {
  let deep = bottom
  for (let level = 0; level < levels; level++) deep = { a: deep }
  await patch(`${odd.path}/${odd.name}`, { spec: { deep } })
}
const list = () => `${on.cluster}/${odd.resource}`
const title = ({ html }: Page) => html.querySelector('main h1')?.text
const own = () => `${list()}/${odd.namespace}/${odd.name}`

describe('four hundred levels, and two thousand numbers at the bottom', () => {
  const levels = 400
  beforeAll(() =>
    deepen(
      levels,
      Array.from({ length: 2000 }, (_, at) => at),
    ),
  )

  test.each([
    ['list', '?as=json', 'json'],
    ['list', '?as=yaml', 'yaml'],
    ['object', '?as=json', 'json'],
  ])('the %s%s has all of it, and hardly more than was sent', async (what, below, form) => {
    const { status, body } = await on.ask((what === 'list' ? list() : own()) + below)
    // Of the field manager there is each name once more.
    expect([status, body.length < 400_000]).toEqual([200, true])
    const text = form === 'json' ? body : JSON.stringify(load(body, { maxDepth: 4 * levels }))
    expect(text.split('{"a":').length).toBeGreaterThan(levels)
  })

  test.each(['', '?cols=name,X:.spec.deep', '?q=odd'])('the list “%s” is there', async (below) => {
    const page = await on.page(list() + below)
    expect(page.status).toBe(200)
    expect(page.body.length).toBeLessThan(2_000_000)
  })

  test('so is its page', async () => {
    const page = await on.page(own())
    expect(page.status).toBe(200)
    expect(page.body.length).toBeLessThan(2_000_000)
  })

  test('a change of it that was done is not said to be in doubt', async () => {
    const form = `${own()}/labels`
    const fields = { ...fieldsOf(await on.page(form)), labels: 'team=deep' }
    const answer = await sent(on, form, fields)
    expect([answer.status, (await item(`${odd.path}/${odd.name}`)).metadata.labels]).toEqual([
      303,
      expect.objectContaining({ team: 'deep' }),
    ])
  })

  test('it is edited elsewhere, and how is said', async () => {
    const page = await on.page(`${own()}/edit`)
    expect([page.status, title(page)]).toEqual([406, '406 It cannot be edited here'])
    const line = `edit ${odd.resource}/${odd.name} -n ${odd.namespace}`
    expect(page.html.querySelector('main')?.text).toContain(line)
  })
})

describe('so many levels that its YAML is larger than any answer may be', () => {
  const levels = 2600
  beforeAll(() => deepen(levels, 1))

  test('the page of its YAML says what is in the way, and what leads to it', async () => {
    const page = await on.page(`${own()}/yaml`)
    const main = page.html.querySelector('main')
    expect([page.status, title(page)]).toEqual([406, '406 It cannot be shown as YAML'])
    expect(main?.text).toContain(`${odd.name} in ${odd.namespace} is nested 2,60`)
    expect(main?.text).toContain(`get ${odd.resource}/${odd.name} -n ${odd.namespace} -o json`)
    const links = main?.querySelectorAll('a').map((link) => link.getAttribute('href')) ?? []
    expect(links).toEqual(expect.arrayContaining([own(), `${own()}?as=json`]))
    for (const link of [own(), `${own()}?as=json`]) expect((await on.ask(link)).status).toBe(200)
  })

  test('the edit says the same', async () => {
    expect((await on.page(`${own()}/edit`)).status).toBe(406)
  })

  test('its YAML alone is the JSON that was sent: whoever reads one reads the other', async () => {
    const yaml = await on.ask(`${own()}?as=yaml`)
    expect([yaml.status, yaml.headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8'])
    expect(yaml.body).toBe((await on.ask(`${own()}?as=json`)).body)
    expect(yaml.body.split('{"a":').length).toBeGreaterThan(levels)
  })
})
