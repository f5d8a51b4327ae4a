/** The dock: kept in a cookie of each person, drawn below every page from what the server makes of it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'node-html-parser'
import type { Answered } from '../support/ask.ts'
import { type Site, site } from '../support/site.ts'

let on: Site
beforeAll(async () => {
  on = await site({ base: '/a/b' })
})
afterAll(() => on?.stop())

const form = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
  accept: 'application/json',
}
const post = (fields: Record<string, string>, cookie = '', at = on) =>
  at.ask(`${at.base}/dock`, {
    method: 'POST',
    headers: { ...form, cookie },
    body: new URLSearchParams(fields).toString(),
  })
const kept = ({ headers }: Answered) =>
  String([headers['set-cookie']].flat().find((each) => each?.startsWith('pl_dock='))).split(';')[0]
const log = (name: string) => `${on.cluster}/pods/default/${name}/logs`
const shell = (name: string) => `${on.cluster}/pods/default/${name}/exec?container=web`

async function docked(...addresses: readonly string[]): Promise<string> {
  let cookie = ''
  for (const add of addresses) {
    const answer = await post({ add }, cookie)
    expect(answer.status, answer.body).toBe(200)
    cookie = kept(answer)!
  }
  return cookie
}
async function tabs(cookie: string, path = `${on.cluster}/pods`, at = on) {
  const { html } = await at.page(path, { headers: { cookie } })
  return html.querySelectorAll('#dock [role="tab"]').map((tab) => {
    const pane = html.querySelector(`#${tab.getAttribute('aria-controls')} iframe`)
    return [tab.getAttribute('aria-selected'), pane?.getAttribute('src')]
  })
}
const ids = (cookie: string): readonly string[] => {
  const [, , , entries] = JSON.parse(
    Buffer.from(cookie.split('=')[1]!, 'base64url').toString(),
  ) as [number, boolean, string, [string, string][]]
  return entries.map(([id]) => id)
}

test('what is kept stands below every page, one of them seen, outside of what navigation replaces', async () => {
  const cookie = await docked(shell('cart'), log('web'))
  const frames = [
    ['false', `${shell('cart')}&embed=1`],
    ['true', `${log('web')}?embed=1`],
  ]
  for (const path of [`${on.cluster}/pods`, on.cluster, `${on.cluster}/nothing`, `${on.base}/`])
    if (path !== `${on.base}/`) expect(await tabs(cookie, path), path).toEqual(frames)
  const { html } = await on.page(`${on.cluster}/pods`, { headers: { cookie } })
  expect(html.querySelector('#main #dock')).toBeNull()
  const boosted = { cookie, 'hx-request': 'true', 'hx-target': 'main#main' }
  expect((await on.page(`${on.cluster}/pods`, { headers: boosted })).body).not.toContain(
    'id="dock"',
  )
  expect((await on.page(`${on.cluster}/pods`)).body).not.toContain('dock')
})

test('the cookie is the server’s own, and of this Portlight', async () => {
  const answer = await post({ add: log('web') })
  expect(String(answer.headers['set-cookie'])).toMatch(/Path=\/a\/b; HttpOnly; SameSite=Lax/)
  const strip = parse(answer.body)
  expect(strip.querySelector('#dock')?.getAttribute('data-action')).toBe('/a/b/dock')
  expect(strip.querySelector('iframe')?.getAttribute('title')).toMatch(/^Log: default\/web/)
})

test('a fourth is refused with words, also where this page shows less than the cookie has', async () => {
  const cookie = await docked(shell('a'), shell('a'), log('b'))
  const full = await post({ add: log('c') }, cookie)
  expect(full.status).toBe(409)
  expect(JSON.parse(full.body)).toMatchObject({
    message: expect.stringMatching(/holds 3.*close one/),
  })
  expect(full.headers['set-cookie']).toBeUndefined()
  expect((await post({ add: log('c'), here: '3' })).status).toBe(409)
  // What is there already is shown.
  const again = await post({ add: log('b') }, cookie)
  expect(again.status).toBe(200)
})

test('it is left as one leaves it: seen, folded, as high, closed', async () => {
  const cookie = await docked(shell('a'), log('b'))
  const [first = '', second = ''] = ids(cookie)
  const shown = kept(await post({ show: first }, cookie))!
  expect((await tabs(shown)).map(([seen]) => seen)).toEqual(['true', 'false'])
  const folded = kept(await post({ open: '0' }, shown))!
  const high = kept(await post({ height: '63' }, folded))!
  const { html } = await on.page(`${on.cluster}/pods`, { headers: { cookie: high } })
  expect(html.querySelector('#dock')?.hasAttribute('data-open')).toBe(false)
  expect(html.querySelector('#dock-edge')?.getAttribute('aria-valuenow')).toBe('63')
  const narrowed = kept(await post({ at: second, address: `${log('b')}?q=x&embed=1` }, high))!
  expect((await tabs(narrowed))[1]).toEqual(['false', `${log('b')}?q=x&embed=1`])
  const elsewhere = kept(await post({ at: second, address: 'https://evil.example/' }, narrowed))!
  expect(await tabs(elsewhere)).toEqual(await tabs(narrowed))
  const one = kept(await post({ close: first }, high))!
  expect(await tabs(one)).toEqual([['true', `${log('b')}?embed=1`]])
  const none = await post({ close: second }, one)
  expect(String(none.headers['set-cookie'])).toMatch(/pl_dock=; Max-Age=0/)
})

test.each([
  [422, { add: 'https://evil.example/' }],
  [422, { add: '/a/b/c/admin/pods/default/web/yaml' }],
  [404, { add: '/a/b/c/nowhere/pods/default/web/logs' }],
  [422, { height: '1000' }],
  [422, { height: 'high' }],
  [422, {}],
])('%i for %j, and the cookie stays', async (status, fields) => {
  const answer = await post(fields)
  expect(answer.status).toBe(status)
  expect(answer.headers['set-cookie']).toBeUndefined()
})

test('no other site puts anything there', async () => {
  const body = new URLSearchParams({ add: log('web') }).toString()
  const headers = { ...form, 'sec-fetch-site': 'cross-site' }
  expect((await on.ask('/a/b/dock', { method: 'POST', headers, body })).status).toBe(403)
})

test('read-only there is a dock, too', async () => {
  const shut = await site({ args: ['--read-only'] })
  const answer = await post({ add: '/c/admin/pods/default/web/logs' }, '', shut)
  const seen = await tabs(kept(answer)!, '/c/admin/pods', shut)
  await shut.stop()
  expect(seen).toEqual([['true', '/c/admin/pods/default/web/logs?embed=1']])
})

test('who signs out leaves nothing of that cluster in it', async () => {
  const cookie = await docked(shell('a'))
  const signing = await site({ base: '/a/b', args: ['--sign-in=token'] })
  const left = await signing.ask(`${signing.cluster}/go/sign-out`, {
    method: 'POST',
    headers: { ...form, cookie },
  })
  const out = await signing.page(`${signing.cluster}/pods/default/a/logs?q=x&embed=1`, {
    headers: { cookie },
  })
  const around = await signing.page(`${signing.cluster}/pods`, { headers: { cookie } })
  await signing.stop()
  expect([out.status, around.html.querySelector('#dock')]).toEqual([401, null])
  // Who signs in there does so for the page around it.
  const to = out.html.querySelector('form.sign-in [name="to"]')?.getAttribute('value')
  expect(to).toBe(`${signing.cluster}/pods/default/a/logs?q=x`)
  expect(out.html.querySelector('base')?.getAttribute('target')).toBe('_top')
  expect(left.status).toBe(303)
  expect(String(left.headers['set-cookie'])).toMatch(/pl_dock=; Max-Age=0/)
})

test('what stands in it has neither bar nor sidebar nor a dock of its own, and leads out of it', async () => {
  const cookie = await docked(log('web'))
  for (const part of ['logs', 'exec']) {
    const path = `${on.cluster}/pods/default/nobody-of-this-name/${part}?embed=1`
    const { html, status } = await on.page(path, { headers: { cookie } })
    expect(status).toBe(404)
    expect(html.querySelector('.bar, #sidebar a, #dock'), part).toBeNull()
    expect(html.querySelector('base')?.getAttribute('target')).toBe('_top')
    const ways = html.querySelectorAll('.ways a').map((way) => way.getAttribute('target'))
    expect(ways[0]).toBe('_self')
    expect(new Set(ways.slice(1))).toEqual(new Set([undefined]))
  }
})
