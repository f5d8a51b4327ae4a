/** Who did what is told by the running program, and one that is read-only does nothing. */
import { parse } from 'node-html-parser'
import { afterEach, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { type Program, portlight } from '../support/program.ts'
import { shellOverHttp } from '../support/shell-http.ts'
import { asked, shellPage, ticket } from '../support/shell-page.ts'

let program: Program
afterEach(() => program.stop())

const object = '/c/demo/deployments.apps/shop/cart'
const get = (path: string) => ask(program.address.origin, path)
function post(path: string, fields: Readonly<Record<string, string>>) {
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'sec-fetch-site': 'same-origin',
  }
  const body = new URLSearchParams(fields).toString()
  return ask(program.address.origin, path, { method: 'POST', headers, body })
}
const uidOf = (body: string) =>
  parse(body).querySelector('form[data-action] [name=uid]')?.getAttribute('value') ?? ''
const audited = () =>
  program.lines
    .filter((line) => line.includes('"audit":true'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)

test('each write and each reveal is one line, also what is refused; reading is none', async () => {
  program = await portlight(['--demo'])
  const uid = uidOf((await get(`${object}/restart`)).body)
  expect((await post(`${object}/restart`, { uid })).status).toBe(303)
  const what = { resource: 'deployments.apps', namespace: 'shop', name: 'cart', uid }
  const who = { user: 'captain@example.com', cluster: 'demo' }
  await expect
    .poll(audited)
    .toEqual([expect.objectContaining({ ...who, ...what, verb: 'patch', status: 200 })])
  const [line] = audited()
  expect(program.lines.filter((each) => each.includes(String(line?.['request']))).length).toBe(2)
  await get('/c/demo/secrets?ns=shop')
  const [, secret = ''] = /href="(\/c\/demo\/secrets\/shop\/[^"?]+)"/.exec(
    (await get('/c/demo/secrets?ns=shop')).body,
  )!
  const shown = await post(`${secret}/edit`, { step: 'reveal' })
  expect(shown.status).toBe(200)
  await expect.poll(() => audited().length).toBe(2)
  expect(audited()[1]).toMatchObject({ ...who, verb: 'reveal', resource: 'secrets', status: 200 })
  const values = [
    ...parse(shown.body)
      .querySelector('textarea')!
      .text.matchAll(/^ {2}\S+: (\S{6,})$/gm),
  ]
  expect(values.length).toBeGreaterThan(0)
  for (const [, value = ''] of values) expect(program.lines.join('\n')).not.toContain(`: ${value}`)
})

test('who asked for one value is told with its key, and never with the value', async () => {
  program = await portlight(['--demo'])
  const list = await get('/c/demo/secrets?ns=shop')
  const [, secret = ''] = /href="(\/c\/demo\/secrets\/shop\/[^"?]+)"/.exec(list.body)!
  const keys = parse((await get(`${secret}/keys`)).body)
  const key = keys.querySelector('.keys-held button[name=show]')?.getAttribute('value') ?? ''
  const shown = parse((await post(`${secret}/keys`, { show: key })).body)
  const value = shown.querySelector('.value .copy')?.getAttribute('data-copy') ?? ''
  expect(value.length).toBeGreaterThan(5)
  await post(`${secret}/keys`, { show: 'nobody' })
  await expect.poll(() => audited().length).toBe(2)
  const what = { verb: 'reveal', resource: 'secrets', namespace: 'shop', status: 200 }
  expect(audited()).toEqual([
    expect.objectContaining({ ...what, key }),
    expect.objectContaining({ ...what, key: 'nobody' }),
  ])
  expect(program.lines.join('\n')).not.toContain(value)
  expect(program.lines.join('\n')).not.toContain(Buffer.from(value).toString('base64'))
})

test('a read-only Portlight changes nothing, and offers nothing', async () => {
  program = await portlight(['--demo', '--read-only'])
  const page = await get(object)
  expect(page.status).toBe(200)
  expect(parse(page.body).querySelectorAll('.acts a')).toEqual([])
  expect((await get('/c/demo/pods')).body).not.toContain('btn create')
  for (const path of ['restart', 'labels', 'deletion', 'edit']) {
    expect((await get(`${object}/${path}`)).status, path).toBe(403)
    const answer = await post(`${object}/${path}`, { uid: 'x', step: 'save' })
    expect([answer.status, answer.body.includes('--read-only')], path).toEqual([403, true])
  }
  expect((await get('/c/demo/apply')).status).toBe(403)
  expect((await post('/c/demo/apply', { step: 'apply', text: 'a: b' })).status).toBe(403)
  expect((await post('/theme', { theme: 'dark' })).status).toBe(303)
  expect(audited()).toEqual([])
})

test('a shell is told when it begins, when a page comes back to it and when it ends', async () => {
  program = await portlight(['--demo'])
  const list = await get('/c/demo/pods?ns=shop')
  const [, pod = ''] = /href="(\/c\/demo\/pods\/shop\/cart-[^"?/]+)"/.exec(list.body)!
  const page = `${pod}/exec`
  const { address } = program
  const first = await shellPage(address, await ticket(address, page, { container: 'cart' }))
  await first.sees(/# /)
  const terminal = String(first.said[0]?.['id'])
  first.cut()
  const back = await ticket(address, page, { terminal, from: String(first.bytes) })
  const same = await shellPage(address, back)
  await expect.poll(() => same.said[0]?.type).toBe('begins')
  const plain = await shellOverHttp(address, await ticket(address, page, { terminal }))
  expect(await same.ended()).toMatchObject({ type: 'taken' })
  // What is refused is none: nobody looks.
  const gone = { terminal: terminal.replace(/.{4}$/, 'beef') }
  expect((await asked(address, page, gone)).status).toBe(404)
  await plain.say({ close: true })
  await plain.over
  await expect.poll(() => audited().length).toBe(4)
  const [, namespace, name] = /\/pods\/([^/]+)\/([^/]+)$/.exec(pod)!
  const who = { user: 'captain@example.com', cluster: 'demo', namespace, name }
  const what = { resource: 'pods/exec', container: 'cart', command: 'a shell' }
  const [begun] = audited()
  const line = (verb: string, more: object) =>
    expect.objectContaining({ ...who, ...what, uid: begun?.['uid'], verb, ...more })
  expect(audited()).toEqual([
    line('exec', { status: 101 }),
    line('exec again', { status: 101, page: 'same' }),
    line('exec again', { status: 101, page: 'new' }),
    line('exec end', { status: 200, because: 'You closed it.' }),
  ])
  const requests = audited().map(({ request }) => request)
  expect(new Set(requests.slice(0, 3)).size).toBe(3)
})
