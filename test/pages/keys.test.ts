/** Keys of Secrets and ConfigMaps: a value is shown to who asks, and comes back byte for byte. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'node-html-parser'
import type { Answered } from '../support/ask.ts'
import { sent } from '../support/acting.ts'
import { create, item, patch, pathOf, remove } from '../support/api.ts'
import { type Fields, fieldsOf, send } from '../support/editing.ts'
import { granted } from '../support/granted.ts'
import { type Own, ownMap, ownSecret } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { needs } from '../support/target.ts'

const canary = 'CANARY-keys-5b1e'
let on: Site
let secret: Own
let map: Own
/** Their keys' pages, and themselves at the API server. */
let [page, path, maps, mapPath] = ['', '', '', '']

beforeAll(async () => {
  on = await site({ base: '/a/b' })
  ;[secret, map] = [await ownSecret('keys'), await ownMap('keys-map')]
  const at = (plural: string, { item: { metadata } }: Own) => [
    `${on.cluster}/${plural}/${metadata.namespace}/${metadata.name}/keys`,
    pathOf(plural, metadata),
  ]
  ;[page = '', path = ''] = at('secrets', secret)
  ;[maps = '', mapPath = ''] = at('configmaps', map)
})
afterAll(async () => {
  await on?.stop()
  await secret?.remove()
  await map?.remove()
})

const coded = (value: string | Uint8Array) => Buffer.from(value).toString('base64')
const plant = (key: string, value: string | Uint8Array) =>
  patch(path, { data: { [key]: coded(value) } })
const stored = async (key: string) => Buffer.from((await item(path)).data?.[key] ?? '', 'base64')
const reveal = (way: string, key: string, at = page) => sent(on, at, { [way]: key })
const form = (answer: Answered): Fields => fieldsOf(answer, 'form[data-action=keys]')
const alert = ({ body }: Answered) => parse(body).querySelector('[role=alert]')?.text ?? ''
const save = (fields: Fields, at = page) => send(on, at, fields, 'save')

test('keys and sizes are there, a value only when it is asked for', async () => {
  await plant('word', canary)
  const list = await on.page(page)
  const row = list.html
    .querySelectorAll('.keys-held tbody tr')
    .find(({ text }) => text.includes('word'))
  expect(row?.text).toContain(`${canary.length} B`)
  expect(list.body).not.toContain(canary)
  const shown = await reveal('show', 'word')
  expect(shown.headers['cache-control']).toBe('no-store')
  const html = parse(shown.body, { blockTextElements: {} })
  expect(html.querySelector('.held')?.text).toBe(canary)
  expect(html.querySelector('.value .copy')?.getAttribute('data-copy')).toBe(canary)
  expect(html.querySelector('.cli code')?.text).toContain("-o jsonpath='{.data.word}' | base64 -d")
  const there = ['', '/yaml', '/keys', '/keys?show=word', '/keys?remove=word'].map((part) =>
    on.ask(page.replace('/keys', part)),
  )
  for (const { body } of await Promise.all(there)) expect(body).not.toContain(canary)
  const none = await reveal('show', 'nobody')
  expect([none.status, alert(none)]).toEqual([
    404,
    expect.stringContaining('There is no key “nobody”'),
  ])
})

test.each([
  ['a line break at its end', 'one\ntwo\n'],
  ['none', 'one\ntwo'],
  ['line breaks at its start', '\n\none'],
  ['CR LF', 'one\r\ntwo\r\n'],
  ['what looks like HTML', '</textarea><b title="x">&amp;&lt;'],
  ['emoji, marks of direction and of order', '\uFEFF😀 \u202Eabc\u2028'],
  ['spaces and tabs', '\t a  b \t'],
])('a text with %s comes back as it was, and is changed where it is changed', async (_, text) => {
  await plant('text', text)
  const fields = form(await reveal('edit', 'text'))
  expect(fields['as']).toBe('text')
  expect((await save(fields)).status).toBe(303)
  expect((await stored('text')).equals(Buffer.from(text))).toBe(true)
  const again = form(await reveal('edit', 'text'))
  expect((await save({ ...again, value: `${again['value']}end` })).status).toBe(303)
  expect((await stored('text')).toString()).toBe(`${text}end`)
})

test.each([
  ['bytes that are no text', Uint8Array.of(0xff, 0xfe, 0, 1), 'not UTF-8'],
  ['a NUL', Buffer.from('a\0b\n'), 'control characters'],
  ['line breaks of two kinds', Buffer.from('a\r\nb\nc'), 'not all alike'],
])('%s are changed as base64', async (_, bytes, why) => {
  await plant('bytes', bytes)
  const shown = await reveal('show', 'bytes')
  expect(parse(shown.body).querySelector('.value')?.text).toContain(why)
  const base64 = await reveal('base64', 'bytes')
  expect(parse(base64.body, { blockTextElements: {} }).querySelector('.held')?.text).toBe(
    coded(bytes),
  )
  const fields = form(await reveal('edit', 'bytes'))
  expect(fields).toMatchObject({ as: 'base64', value: coded(bytes) })
  const wrong = await save({ ...fields, value: 'no base64!' })
  expect([wrong.status, alert(wrong)]).toEqual([422, expect.stringContaining('is no base64')])
  expect(form(wrong)['value']).toBe('no base64!')
  const more = Buffer.concat([bytes, Uint8Array.of(0, 255)])
  expect((await save({ ...form(wrong), value: coded(more) })).status).toBe(303)
  expect((await stored('bytes')).equals(more)).toBe(true)
})

test('what another wrote elsewhere stays; over the same it is asked first', async () => {
  await plant('mine', 'one')
  await plant('other', 'a')
  const fields = form(await reveal('edit', 'mine'))
  await plant('other', 'b')
  expect((await save({ ...fields, value: 'two' })).status).toBe(303)
  expect([String(await stored('mine')), String(await stored('other'))]).toEqual(['two', 'b'])
  const late = form(await reveal('edit', 'mine'))
  await plant('mine', 'theirs')
  const clash = await save({ ...late, value: 'three' })
  expect([clash.status, form(clash)['value']]).toEqual([409, 'three'])
  expect(parse(clash.body, { blockTextElements: {} }).querySelector('.act .held')?.text).toBe(
    'theirs',
  )
  expect(String(await stored('mine'))).toBe('theirs')
  expect((await save(form(clash))).status).toBe(303)
  expect(String(await stored('mine'))).toBe('three')
})

test('another object of this name keeps what it has', async () => {
  await plant('mine', 'one')
  const fields = form(await reveal('edit', 'mine'))
  const uid = '00000000-0000-4000-8000-000000000000'
  const answer = await save({ ...fields, uid, value: 'two' })
  expect([answer.status, form(answer)['value']]).toEqual([409, 'two'])
  expect(alert(answer)).toContain('another one has its name now')
  expect(String(await stored('mine'))).toBe('one')
})

test('what was typed stays, though the object is gone', async () => {
  const { namespace } = map.item.metadata
  const folder = `/api/v1/namespaces/${namespace}/configmaps`
  await create(folder, { metadata: { name: 'leaves' }, data: { note: 'one' } })
  const leaves = `${on.cluster}/configmaps/${namespace}/leaves/keys`
  const fields = form(await reveal('edit', 'note', leaves))
  await remove(`${folder}/leaves`)
  const answer = await save({ ...fields, value: 'two' }, leaves)
  expect([answer.status, form(answer)['value']]).toEqual([404, 'two'])
  expect(alert(answer)).toContain('not found')
})

test('a key is added once, under a name that is one, and removed', async () => {
  const fresh = form(await on.page(`${page}?add=1`))
  const odd = await save({ ...fresh, key: 'a b', value: 'x' })
  expect(odd.status).toBe(422)
  expect(parse(odd.body).querySelector('#wrong-key')?.text).toContain('“a b” is no key')
  expect(form(odd)['value']).toBe('x')
  const twice = await Promise.all(
    [1, 2].map(() => save({ ...fresh, key: '__proto__', value: 'x' })),
  )
  expect(twice.map(({ status }) => status)).toEqual([303, 303])
  expect(Object.entries((await item(path)).data ?? {})).toContainEqual(['__proto__', coded('x')])
  const there = await save({ ...fresh, once: '', key: '__proto__', value: 'y' })
  expect([there.status, parse(there.body).querySelector('#wrong-key')?.text]).toEqual([
    422,
    'There is a key “__proto__” already: edit that.',
  ])
  const asked = await on.page(`${page}?remove=__proto__`)
  expect((await send(on, page, form(asked), 'remove')).status).toBe(303)
  expect(Object.keys((await item(path)).data ?? {})).not.toContain('__proto__')
})

test('a ConfigMap holds texts, and what is none among its files', async () => {
  await patch(mapPath, { data: { note: 'one\n' } })
  const fields = form(await reveal('edit64', 'note', maps))
  expect((await save({ ...fields, value: coded(Uint8Array.of(255, 0)) }, maps)).status).toBe(303)
  const files = (await item(mapPath)) as unknown as { binaryData: Record<string, string> }
  expect(files.binaryData).toMatchObject({ note: coded(Uint8Array.of(255, 0)) })
  expect((await item(mapPath)).data ?? {}).not.toHaveProperty('note')
  const back = form(await reveal('edit', 'note', maps))
  expect((await save({ ...back, value: coded('two\n') }, maps)).status).toBe(303)
  expect((await item(mapPath)).data).toMatchObject({ note: 'two\n' })
})

needs('rbac')('who may only read is shown values, and told which right lacks', async () => {
  await plant('mine', 'one')
  const { uid, namespace = '' } = secret.item.metadata
  await granted(namespace, [{ apiGroups: [''], resources: ['secrets'], verbs: ['get'] }])
  const theirs = page.replace('/c/admin/', '/c/nobody/')
  await expect.poll(async () => (await on.page(theirs)).status).toBe(200)
  const list = await on.page(theirs)
  expect(list.html.querySelector('#main')?.text).toContain(
    `You may not patch secrets in ${namespace}`,
  )
  expect(list.html.querySelector('.cmd code')?.text).toContain('verbs: ["patch"]')
  const offered = list.html.querySelectorAll('.keys-held .btn').map(({ text }) => text)
  expect([...new Set(offered)]).toEqual(['Show'])
  expect((await reveal('show', 'mine', theirs)).body).toContain('one')
  const tried = await save(
    { uid, key: 'mine', value: 'two', as: 'text', seen: '', version: '' },
    theirs,
  )
  expect([tried.status, form(tried)['value']]).toEqual([403, 'two'])
  expect(String(await stored('mine'))).toBe('one')
})

test('what is immutable says so before', async () => {
  await patch(mapPath, { data: { note: 'kept' }, immutable: true })
  const list = await on.page(maps)
  expect(list.html.querySelector('#main')?.text).toContain('It is immutable')
  expect(list.html.querySelectorAll('.keys-held button').map(({ text }) => text)).not.toContain(
    'Edit',
  )
  const answer = await reveal('edit', 'note', maps)
  expect([answer.status, alert(answer)]).toEqual([409, expect.stringContaining('It is immutable')])
  const { uid } = (await item(mapPath)).metadata
  const tried = await save(
    { uid, key: 'note', value: 'x', as: 'text', seen: '', version: '' },
    maps,
  )
  expect([tried.status, form(tried)['value']]).toEqual([409, 'x'])
  expect((await item(mapPath)).data).toMatchObject({ note: 'kept' })
})
