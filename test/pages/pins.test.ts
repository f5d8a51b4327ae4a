/** Lists that a person pins to the sidebar, in a cookie of theirs. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writePins } from '../../src/views/pins.ts'
import { type Page, type Site, site } from '../support/site.ts'

let on: Site
beforeAll(async () => {
  on = await site({ base: '/a/b' })
})
afterAll(() => on?.stop())

const sent = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}
const post = (body: string, cookie = '', headers: Record<string, string> = sent) =>
  on.ask(`${on.cluster}/go/pins`, { method: 'POST', body, headers: { ...headers, cookie } })
/** The cookie that an answer sets, as the browser sends it back. */
const kept = (headers: Readonly<Record<string, string | string[] | undefined>>) =>
  String([headers['set-cookie']].flat().find((each) => each?.startsWith('pl_pins='))).split(';')[0]
const pinned = ({ html }: Page) =>
  html
    .querySelectorAll('#sidebar a:not([data-resource])')
    .map((link) => [link.text, link.getAttribute('href')])
const page = (path: string, cookie = '') => on.page(on.cluster + path, { headers: { cookie } })

const long = (letter: string) => `pin=pods%3Fq%3D${letter.repeat(600)}&name=${letter}`
const cookieOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('the star of a list pins it with all that it selects, and takes it away', async () => {
  const list = '/configmaps?ns=kube-system&q=kube&sort=-age'
  const before = await page(`${list}&page=1`)
  expect(pinned(before)).toEqual([])
  const button = before.html.querySelector('.pin button')
  expect(button?.getAttribute('name')).toBe('pin')
  const value = button?.getAttribute('value') ?? ''
  const answer = await post(`pin=${encodeURIComponent(value)}`)
  expect([answer.status, answer.headers.location]).toEqual([303, on.cluster + list])
  expect(String(answer.headers['set-cookie'])).toMatch(/Path=\/a\/b; HttpOnly; SameSite=Lax/)
  const cookie = kept(answer.headers)
  const after = await page(list, cookie)
  const name = 'Config maps · kube-system · kube · ↓ age'
  expect(pinned(after)).toEqual([
    ['Edit', `${on.cluster}/go/pins`],
    [name, `${on.cluster}${list}`],
  ])
  expect(after.html.querySelector('.pin button')?.getAttribute('name')).toBe('unpin')
  const link = after.html.querySelector('#sidebar a[aria-current]:not([data-resource])')
  expect(link?.text).toBe(name)
  expect(pinned(await page('/nodes', cookie))).toHaveLength(2)
  const gone = await post(`unpin=${encodeURIComponent(value)}`, cookie)
  expect(String(gone.headers['set-cookie'])).toMatch(/pl_pins=; Max-Age=0/)
})

test('it is given another name on the page of all of them, and keeps its place', async () => {
  const first = kept((await post('pin=pods')).headers)
  const both = kept((await post('pin=nodes', first)).headers)
  const answer = await post(`pin=pods&name=${encodeURIComponent(' <b>Läden</b> ')}`, both)
  expect(answer.headers.location).toBe(`${on.cluster}/go/pins`)
  const all = await page('/go/pins', kept(answer.headers))
  expect(all.html.querySelectorAll('.pins input').map((one) => one.getAttribute('value'))).toEqual([
    '<b>Läden</b>',
    'Nodes',
  ])
  expect(all.body).not.toContain('<b>Läden')
})

test('what is no list, or is not served, is not pinned, and no more than a cookie holds', async () => {
  expect((await post(`pin=${encodeURIComponent('//evil.example/')}`)).status).toBe(422)
  expect((await post('pin=pods%3Fstatus%3Dodd')).status).toBe(422)
  expect((await post('')).status).toBe(422)
  expect((await post('pin=gizmos')).status).toBe(404)
  const some = Array.from({ length: 12 }, (_, at) => ({ list: `pods?ns=n${at}`, name: `N${at}` }))
  const full = `pl_pins=${writePins(new Map([['admin', some]]))}`
  const refused = await post('pin=nodes', full)
  expect([refused.status, refused.headers['set-cookie']]).toEqual([422, undefined])
  expect(refused.body).toContain('12 lists are pinned already')
  expect(refused.body).toContain('“Nodes” is not pinned')
  const room = await post(long('a'))
  expect(room.status).toBe(303)
  expect((await post(long('b'), kept(room.headers))).status).toBe(422)
  expect((await post('pin=nodes', '', { ...sent, 'sec-fetch-site': 'cross-site' })).status).toBe(
    403,
  )
})

test('where there is no room left for a list, one can be taken away, and it pinned and gone back to', async () => {
  const some = Array.from({ length: 12 }, (_, at) => ({ list: `pods?ns=n${at}`, name: `N${at}` }))
  const full = `pl_pins=${writePins(new Map([['admin', some]]))}`
  const body = `pin=${encodeURIComponent('nodes?sort=-age')}`
  const headers = { ...sent, cookie: full }
  const refused = await on.page(`${on.cluster}/go/pins`, { method: 'POST', body, headers })
  expect(refused.html.querySelector('[role="alert"]')?.text).toContain('Unpin one of these')
  expect(refused.html.querySelectorAll('.pins [name="unpin"]')).toHaveLength(12)
  const [of] = refused.html.querySelectorAll('.pins [name="of"]')
  expect(of?.getAttribute('value')).toBe('nodes?sort=-age')
  const query = `of=${encodeURIComponent('nodes?sort=-age')}`
  const taken = await post(`unpin=${encodeURIComponent('pods?ns=n3')}&name=N3&${query}`, full)
  expect(taken.headers.location).toBe(`${on.cluster}/go/pins?${query}`)
  const left = kept(taken.headers)
  const there = await page(`/go/pins?${query}`, left)
  expect(there.html.querySelector('[role="alert"]')).toBeNull()
  const back = there.html.querySelector('#main .top a')
  expect([back?.text, back?.getAttribute('href')]).toEqual([
    'Back to Nodes · ↓ age',
    `${on.cluster}/nodes?sort=-age`,
  ])
  const pin = there.html.querySelector('.top [name="pin"]')
  const done = await post(`pin=${encodeURIComponent(pin?.getAttribute('value') ?? '')}`, left)
  expect([done.status, done.headers.location]).toEqual([303, `${on.cluster}/nodes?sort=-age`])
  const last = await page(`/go/pins?${query}`, kept(done.headers))
  expect(last.html.querySelector('.top [name="pin"]')).toBeNull()
})

test('a name that does not fit is told, and stands as it was typed', async () => {
  const room = kept((await post(long('a'))).headers)
  const body = `pin=pods%3Fq%3D${'a'.repeat(600)}&name=${encodeURIComponent('ü'.repeat(60))}`
  const some = kept((await post(`pin=nodes%3Fq%3D${'b'.repeat(400)}&name=b`, room)).headers)
  const headers = { ...sent, cookie: some ?? '' }
  const refused = await on.page(`${on.cluster}/go/pins`, { method: 'POST', body, headers })
  expect([refused.status, refused.headers['set-cookie']]).toEqual([422, undefined])
  expect(refused.html.querySelector('[role="alert"]')?.text).toContain('shorter name')
  const [first] = refused.html.querySelectorAll('.pins input[name="name"]')
  expect(first?.getAttribute('value')).toBe('ü'.repeat(60))
})

test('a cookie of somebody else’s making leads nowhere', async () => {
  const odd = cookieOf([
    ['admin', '//evil.example/', 'Pods'],
    ['admin', 'pods?ns=shop', '<script>alert(1)</script>'],
    ['other', 'nodes', 'Elsewhere'],
  ])
  const shown = await page('/nodes', `pl_pins=${odd}`)
  const found = pinned(shown)
  expect(shown.body).not.toContain('<script>alert')
  expect(found.slice(1)).toEqual([['<script>alert(1)</script>', `${on.cluster}/pods?ns=shop`]])
  expect(pinned(await page('/nodes', 'pl_pins=%7B%7D'))).toEqual([])
})
