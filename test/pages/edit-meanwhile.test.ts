/** What others do to an object while somebody edits it: told by its own stream, with who did it where that is known. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, patch, remove } from '../support/api.ts'
import { changesOn, fieldsOf, send } from '../support/editing.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { type Streamed, streamed } from '../support/streamed.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let ns = 'shop'
beforeAll(async () => {
  on = await site()
  if (targetName === 'real') ns = await ownNamespace('edit-meanwhile')
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(ns)
})

const folder = (plural = 'configmaps') => `/api/v1/namespaces/${ns}/${plural}`
const path = (name: string, plural = 'configmaps') => `${on.cluster}/${plural}/${ns}/${name}/edit`
const stored = (name: string, plural = 'configmaps') => `${folder(plural)}/${name}`

async function follow(edit: string, { body }: { body: string }): Promise<Streamed> {
  const address = /hx-sse:connect="([^"]+)"/.exec(body)?.[1] ?? ''
  expect(address.startsWith(`${edit}?watch=`)).toBe(true)
  const one = await streamed(on.origin, address.replaceAll('&amp;', '&'))
  await one.until(says('data-live="live"'))
  return one
}
const says =
  (text: string, from = 0) =>
  ({ said }: Streamed) =>
    said.slice(from).some(({ data }) => data.includes(text))
const open = async (edit: string) => follow(edit, await on.page(edit))

test('a change is told, and shown beside the text as it was typed', async () => {
  await create(folder(), { metadata: { name: 'told' }, data: { colour: 'red' } })
  const page = await on.page(path('told'))
  const one = await follow(path('told'), page)
  expect(says('#meanwhile')(one)).toBe(false)
  await patch(stored('told'), { data: { colour: 'green', more: 'x' } })
  await one.until(says('changed it while you edit'))
  const typed = { ...fieldsOf(page), text: `# mine\n${fieldsOf(page)['text']}` }
  const shown = await send(on, path('told'), typed, 'theirs')
  expect(changesOn(shown)).toEqual(['−  colour: red', '+  colour: green', '+  more: x'])
  expect(fieldsOf(shown)).toEqual(typed)
  const before = one.said.length
  await patch(stored('told'), { data: { colour: 'red', more: null } })
  await one.until(says('hx-target="#meanwhile"', before))
  expect(says('changed it while you edit', before)(one)).toBe(false)
  await remove(stored('told'))
  await one.until(says('The object that you edit was deleted'))
  const gone = await send(on, path('told'), typed, 'theirs')
  expect(gone.body).toContain('The object that you edit was deleted')
  expect(fieldsOf(gone)).toEqual(typed)
})

needs('managed-fields')('who changed it is named; its status alone is no change', async () => {
  const spec = { containers: [{ name: 'a', image: 'registry.example.com/a:1' }] }
  await create(folder('pods'), { metadata: { name: 'named' }, spec: { ...spec, nodeName: 'none' } })
  const one = await open(path('named', 'pods'))
  const conditions = [{ type: 'Seen', status: 'True' }]
  await patch(`${stored('named', 'pods')}/status?fieldManager=kubelet`, { status: { conditions } })
  await one.until(says('hx-target="#meanwhile"'))
  expect(says('changed it while you edit')(one)).toBe(false)
  await patch(`${stored('named', 'pods')}?fieldManager=deployer`, {
    metadata: { labels: { seen: 'yes' } },
  })
  await one.until(says('deployer changed it while you edit'))
  await remove(`${stored('named', 'pods')}?gracePeriodSeconds=0`)
})

needs('managed-fields')('of a Secret no value is sent, nor anything made of one', async () => {
  const data = { word: 'c2VjcmV0' }
  await create(folder('secrets'), { metadata: { name: 'hidden' }, data })
  const edit = path('hidden', 'secrets')
  const shown = await send(on, edit, {}, 'reveal')
  const address = /hx-sse:connect="([^"]+)"/.exec(shown.body)?.[1] ?? ''
  expect(address).not.toContain('base=')
  const one = await follow(edit, shown)
  await patch(`${stored('hidden', 'secrets')}?fieldManager=deployer`, { data: { word: 'bmV3' } })
  await one.until(says('<b>deployer changed it while you edit'))
  expect(one.said.some(({ data: text }) => /c2VjcmV0|bmV3/.test(text))).toBe(false)
  const theirs = await send(on, edit, fieldsOf(shown), 'theirs')
  expect(changesOn(theirs)).toEqual(['−  word: c2VjcmV0', '+  word: bmV3'])
})
