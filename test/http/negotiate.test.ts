/** What is answered instead of a page, by the address and by what a client accepts. */
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { isHeld, tagOf } from '../../src/http/etag.ts'
import { formOf, streamForm, typeOf } from '../../src/http/negotiate.ts'

const app = new Hono()
  .get('/form', (c) => c.json(formOf(c)))
  .get('/stream', (c) => c.json(streamForm(c)))
  .get('/type', (c) => c.json(typeOf(formOf(c) ?? 'txt', c)))
  .get('/held', (c) => c.json(isHeld(c, tagOf('a', 'b'))))
const said = async (path: string, headers: Record<string, string> = {}): Promise<unknown> =>
  (await app.request(path, { headers })).json()

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

test.each([
  ['', '', null],
  ['', '*/*', null],
  ['', browser, null],
  ['', `application/json,${browser}`, null],
  ['', 'application/json', 'json'],
  ['', 'application/json, text/plain, */*', 'json'],
  ['', 'text/plain;q=0.5, application/yaml', 'yaml'],
  ['', 'TEXT/Markdown; q=0.7, text/plain;q=0.2', 'md'],
  ['', 'text/tab-separated-values', 'tsv'],
  ['', 'application/json;q=0, text/plain', 'txt'],
  ['', 'application/json;q=0', null],
  ['', 'image/png', null],
  ['json', browser, 'json'],
  ['tsv', 'application/json', 'tsv'],
  ['pdf', 'application/json', null],
])('as=%s of who accepts “%s” is %s', async (as, accept, form) => {
  expect(await said(`/form?as=${as}`, { accept })).toBe(form)
})

test('a boosted page is a page', async () => {
  expect(await said('/form', { accept: 'application/json', 'hx-request': 'true' })).toBeNull()
})

test.each([
  ['', '*/*', {}, 'txt'],
  ['', '*/*', { 'sec-fetch-mode': 'cors' }, null],
  ['', 'text/event-stream', {}, null],
  ['', 'text/html, text/event-stream', {}, null],
  ['', 'application/x-ndjson', {}, 'json'],
  ['ndjson', '*/*', {}, 'json'],
  ['txt', 'text/event-stream', {}, 'txt'],
  ['pdf', '*/*', {}, null],
])('a stream as=%s of who accepts “%s” %j is %s', async (as, accept, more, form) => {
  expect(await said(`/stream?as=${as}&watch=`, { accept, ...more })).toBe(form)
})

test('YAML is text where an address asks for it, and YAML for who accepts it', async () => {
  expect(await said('/type?as=yaml')).toBe('text/plain; charset=utf-8')
  expect(await said('/type', { accept: 'application/yaml' })).toBe(
    'application/yaml; charset=utf-8',
  )
})

test('what is held is known by its mark, strong or weak, one of several or any', async () => {
  const tag = tagOf('a', 'b')
  expect(tag).not.toBe(tagOf('ab', ''))
  for (const held of [tag, tag.slice(2), `"x", ${tag}`, '*'])
    expect(await said('/held', { 'if-none-match': held }), held).toBe(true)
  for (const held of ['', '"x"', tag.slice(3)])
    expect(await said('/held', { 'if-none-match': held }), held).toBe(false)
})
