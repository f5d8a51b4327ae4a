/** Whose rows have an owner shows a column of it: a page's stream keeps to the columns that the page has. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, items, patch } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { live, rowsIn, streamed } from '../support/streamed.ts'
import { targetName } from '../support/target.ts'

let on: Site
let namespace = 'shop'
/** The first of them owns the second one, now and then. */
let [first, second, uid] = ['cart', 'catalog', '']

const folder = () => `/api/v1/namespaces/${namespace}/configmaps`
const owned = (is: boolean) =>
  patch(`${folder()}/${second}`, {
    metadata: {
      ownerReferences: is ? [{ apiVersion: 'v1', kind: 'ConfigMap', name: first, uid }] : null,
    },
  })

beforeAll(async () => {
  on = await site()
  if (targetName === 'real') {
    namespace = await ownNamespace('owner-column')
    ;[first, second] = ['a', 'b']
    for (const name of [first, second]) await create(folder(), { metadata: { name } })
  }
  uid = (await items(folder())).find(({ metadata }) => metadata.name === first)?.metadata.uid ?? ''
  expect(uid).not.toBe('')
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(namespace)
})

/** A page's columns, and those of its first row once that has changed. */
async function followed(size: number, value: string, before = async () => {}) {
  const path = `${on.cluster}/configmaps?ns=${namespace}&size=${size}`
  const { html, body } = await on.page(path)
  const stream = html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  const one = await streamed(on.origin, stream.replaceAll('&amp;', '&'), {}, rowsIn(body))
  await one.until(live)
  await before()
  await patch(`${folder()}/${first}`, { metadata: { annotations: { 'portlight-owner': value } } })
  await one.until(({ steps }) => steps.some((step) => step === `change ${namespace}/${first}`))
  one.close()
  const heads = html.querySelectorAll('th[data-col]').map((each) => each.getAttribute('data-col'))
  const row = one.rows[0] ?? ''
  return { heads, cells: [...row.matchAll(/<td data-col="([^"]+)"/g)].map(([, col]) => col) }
}

test('where only rows behind the page have one, neither the page nor its stream shows it', async () => {
  await owned(true)
  const { heads, cells } = await followed(1, 'one')
  expect(heads).not.toContain('owner')
  expect(cells).toEqual(heads)
})

test('where a row of the page has one, both go on to show it when there is none any more', async () => {
  await owned(true)
  const { heads, cells } = await followed(2, 'two', () => owned(false))
  expect(heads).toContain('owner')
  expect(cells).toEqual(heads)
})
