/** An object that is nested far deeper than anybody writes: no page of it, and no list that it is in, fails or grows without bounds. */
import { load } from 'js-yaml'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fieldsOf, sent } from '../support/acting.ts'
import { item, items, patch } from '../support/api.ts'
import { type Site, site } from '../support/site.ts'

const levels = 400
/** The demo's own kind takes fields that nobody declared, as many of others do. */
const path = '/apis/data.example.com/v1/namespaces/data/backups'
const deep = () => {
  let value: object = { wide: Array.from({ length: 2000 }, (_, at) => at) }
  for (let level = 0; level < levels; level++) value = { a: value }
  return value
}
let on: Site
let name = ''
beforeAll(async () => {
  on = await site()
  name = (await items(path))[0]!.metadata.name
  await patch(`${path}/${name}`, { spec: { deep: deep() } })
})
afterAll(() => on?.stop())

test.each([
  ['?as=json', 'json'],
  ['?as=yaml', 'yaml'],
  ['/data/NAME?as=json', 'json'],
])('%s has all of it, and hardly more than the API server sent', async (below, form) => {
  const { status, body } = await on.ask(
    `${on.cluster}/backups.data.example.com${below.replace('NAME', name)}`,
  )
  expect([status, body.length < 400_000]).toEqual([200, true])
  const text = form === 'json' ? body : JSON.stringify(load(body, { maxDepth: 2 * levels }))
  expect(text.split('{"a":').length).toBeGreaterThan(levels)
})

test.each(['', '?cols=name,X:.spec.deep', '?q=backup', `/data/NAME`])(
  'the page “%s” is there',
  async (below) => {
    const page = await on.page(
      `${on.cluster}/backups.data.example.com${below.replace('NAME', name)}`,
    )
    expect(page.status).toBe(200)
    expect(page.body.length).toBeLessThan(2_000_000)
  },
)

test('a change of it that was done is not said to be in doubt', async () => {
  const form = `${on.cluster}/backups.data.example.com/data/${name}/labels`
  const fields = { ...fieldsOf(await on.page(form)), labels: 'team=deep' }
  const answer = await sent(on, form, fields)
  expect([answer.status, (await item(`${path}/${name}`)).metadata.labels]).toEqual([
    303,
    expect.objectContaining({ team: 'deep' }),
  ])
})
