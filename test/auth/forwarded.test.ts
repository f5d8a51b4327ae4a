/** Behind a proxy that is trusted: cookies, links, origins and audit are the browser's; from anybody else the headers are nothing. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { streamed } from '../support/streamed.ts'
import { boss, formOf, type House, house, person, sent, title } from './house.ts'

const said = {
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-host': 'ops.example.org',
  'x-forwarded-proto': 'https',
  'x-forwarded-prefix': '/a/b',
}
/** A browser that does not tell how its site and ours are related. */
const form = (origin: string) => ({
  'content-type': 'application/x-www-form-urlencoded',
  origin,
})

/** Addresses of a page that are not whole ones. */
const links = (body: string) =>
  parse(body)
    .querySelectorAll('[href], [action], [src], [formaction], [hx-get]')
    .flatMap((one) =>
      ['href', 'action', 'src', 'formaction', 'hx-get'].map((name) => one.getAttribute(name)),
    )
    .filter((address) => address !== undefined && address.startsWith('/'))

describe('trusted', () => {
  let on: House
  beforeAll(async () => {
    on = await house('', ['--trusted-proxies=127.0.0.1,::1'])
  })
  afterAll(() => on?.stop())
  beforeEach(() => on.reset())

  const enter = async () => {
    const body = new URLSearchParams({ token: boss, to: '/a/b/c/shop/pods' }).toString()
    const headers = { ...form('https://ops.example.org'), ...said }
    return on.ask('/c/shop/go/sign-in', { method: 'POST', headers, body })
  }

  test('signing in gives a cookie for https below the prefix, and leads below it', async () => {
    const answer = await enter()
    expect([answer.status, answer.headers.location]).toEqual([303, '/a/b/c/shop/pods'])
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^__Secure-pl_session\.shop=[\w-]+; Path=\/a\/b\/c\/shop; HttpOnly; Secure; SameSite=Lax$/,
      ),
    ])
    const page = await on.get('/c/shop/pods?ns=web', { ...said, cookie: sent(answer) })
    expect([page.status, person(page)]).toEqual([200, 'boss@example.org'])
    const all = links(page.body)
    expect(all.length).toBeGreaterThan(30)
    expect(all.filter((address) => !address?.startsWith('/a/b/'))).toEqual([])
    expect(page.body).toContain('https://ops.example.org/a/b/c/shop/pods')
  })

  test('without a session the form is there, at the address that the browser has', async () => {
    const page = await on.get('/c/shop/pods?q=a', said)
    expect([page.status, title(page)]).toEqual([401, 'Sign in to shop'])
    expect(formOf(page)).toEqual({
      action: '/a/b/c/shop/go/sign-in',
      fields: [['to', '/a/b/c/shop/pods?q=a']],
    })
  })

  test('redirects lead below the prefix', async () => {
    const cookie = sent(await enter())
    for (const path of ['/c/shop/po', '/c/shop/go/sign-in', '/']) {
      const { status, headers } = await on.get(path, { ...said, cookie })
      if (status === 200) continue
      expect([path, headers.location?.startsWith('/a/b/c/shop')]).toEqual([path, true])
    }
    expect((await on.get('/c/shop/po', { ...said, cookie })).status).toBe(308)
  })

  test('the origin is that of the browser: our own address is another site', async () => {
    const post = async (origin: string, more = said) =>
      (
        await on.ask('/theme', {
          method: 'POST',
          headers: { ...form(origin), ...more },
          body: 'theme=dark',
        })
      ).status
    expect(await post('https://ops.example.org')).toBe(303)
    expect(await post('http://ops.example.org')).toBe(403)
    expect(await post(on.program.address.origin)).toBe(403)
    expect(await post('https://evil.example')).toBe(403)
    expect(await post('null')).toBe(403)
  })

  test('one way does not lead into another', async () => {
    const cookie = sent(await enter())
    const plain = await on.get('/c/shop/pods', { cookie })
    expect([plain.status, formOf(plain)?.action]).toEqual([401, '/c/shop/go/sign-in'])
    const other = { ...said, 'x-forwarded-prefix': '/other' }
    const page = await on.get('/c/shop/pods', { ...other, cookie })
    expect(links(page.body).filter((address) => !address?.startsWith('/other/'))).toEqual([])
  })

  test.each(['/pods', '', '/nodes', '/events'])(
    'streams of %j that look at the same each have their own links',
    async (below) => {
      const bearer = { authorization: `Bearer ${boss}`, accept: 'text/event-stream' }
      const look = async (more: Readonly<Record<string, string>>) => {
        const path = `/c/shop${below}?watch=`
        const one = await streamed(on.program.address.origin, path, { ...bearer, ...more })
        const all = () => links(one.said.map(({ data }) => data).join(''))
        await one.until(() => all().length > 3)
        return all()
      }
      const other = { ...said, 'x-forwarded-prefix': '/other' }
      const [near, far, third] = await Promise.all([look({}), look(said), look(other)])
      expect(near.filter((address) => !address?.startsWith('/c/shop'))).toEqual([])
      expect(far.filter((address) => !address?.startsWith('/a/b/c/shop'))).toEqual([])
      expect(third.filter((address) => !address?.startsWith('/other/c/shop'))).toEqual([])
    },
  )

  test('made-up prefixes by the hundred are answered, and kept out of links', async () => {
    for (let turn = 0; turn < 100; turn++) {
      const page = await on.get('/c/shop/pods', { ...said, 'x-forwarded-prefix': `/p${turn}` })
      expect(formOf(page)?.action).toBe(`/p${turn}/c/shop/go/sign-in`)
    }
    const evil = await on.get('/c/shop/pods', {
      ...said,
      'x-forwarded-prefix': '//evil.example"><script>',
    })
    expect(formOf(evil)?.action).toBe('/c/shop/go/sign-in')
    expect(evil.body).not.toContain('evil.example')
  })

  test('the audit log has the address of who did it', async () => {
    const cookie = sent(await enter())
    const page = await on.get('/c/shop/deployments.apps/shop/cart/restart', { ...said, cookie })
    const fields = parse(page.body)
      .querySelectorAll('main form[data-action] input[type="hidden"]')
      .map((one): [string, string] => [
        one.getAttribute('name') ?? '',
        one.getAttribute('value') ?? '',
      ])
    const done = await on.ask('/c/shop/deployments.apps/shop/cart/restart', {
      method: 'POST',
      headers: { ...form('https://ops.example.org'), ...said, cookie },
      body: new URLSearchParams(fields).toString(),
    })
    expect(done.status).toBe(303)
    const clients = () =>
      on.program.lines
        .filter((line) => line.includes('"audit":true'))
        .map((line) => (JSON.parse(line) as { client: string }).client)
    // Of signing in, and of what was done.
    await expect.poll(() => clients().slice(-2)).toEqual(['203.0.113.9', '203.0.113.9'])
  })
})

describe('not trusted', () => {
  let on: House
  beforeAll(async () => {
    on = await house('', ['--trusted-proxies=10.0.0.0/8'])
  })
  afterAll(() => on?.stop())
  beforeEach(() => on.reset())

  test('a page is the same with the headers and without', async () => {
    const cookie = await on.enter(boss)
    const [plain, forged] = [
      await on.get('/c/shop/go/me', { cookie }),
      await on.get('/c/shop/go/me', { cookie, ...said }),
    ]
    expect([forged.status, links(forged.body)]).toEqual([plain.status, links(plain.body)])
    expect(forged.body).not.toMatch(/ops\.example\.org|203\.0\.113\.9|\/a\/b/)
  })

  test('a cookie is not Secure, and the origin is our own', async () => {
    const headers = { ...form(on.program.address.origin), ...said }
    const body = new URLSearchParams({ token: boss }).toString()
    const post = async (more: Readonly<Record<string, string>>) =>
      on.ask('/c/shop/go/sign-in', { method: 'POST', headers: { ...headers, ...more }, body })
    const refused = await post({ origin: 'https://ops.example.org' })
    expect(refused.status).toBe(403)
    const { host } = on.program.address
    const answer = await post({ host })
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^pl_session\.shop=[\w-]+; Path=\/c\/shop; HttpOnly; SameSite=Lax$/),
    ])
  })
})

test.each([
  [['--sign-in=bearer'], /--sign-in=bearer takes tokens from trusted proxies only/],
  [['--trusted-proxies=0.0.0.0/0'], /“0\.0\.0\.0\/0” is not a list of addresses and networks/],
  [['--trusted-proxies=10.0.0.0/33'], /is not a list of addresses/],
  [['--trusted-proxies=proxy.example.org'], /is not a list of addresses/],
  [['--trusted-proxies=10.0.0.1,::/0'], /is not a list of addresses/],
])('%j is refused at the start', async (args, words) => {
  await expect(house('', args)).rejects.toThrow(words)
})
