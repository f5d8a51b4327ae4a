/** The cookie: what a browser is told to do with it, how large and how old it may be, whom it opens for. */
import { randomBytes } from 'node:crypto'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { sealWith } from '../../src/auth/seal.ts'
import { sessions } from '../../src/auth/session.ts'
import { InvalidInput } from '../../src/errors.ts'

const hour = 3_600_000

const limits = { idle: 24 * hour, longest: 12 * hour }

/** Signs in, out, and says who one is, by nothing but the session. */
function site(base = '', secure = false, secret = 'secret') {
  const path = (cluster: string) => `${base}/c/${cluster}`
  const kept = sessions(sealWith([secret]), { path, secure }, limits)
  const app = new Hono()
    .post('/:cluster/in', async (c) => {
      kept.start(c, c.req.param('cluster'), await c.req.text())
      return c.text('')
    })
    .post('/:cluster/out', (c) => {
      kept.end(c, c.req.param('cluster'))
      return c.text('')
    })
    .get('/:cluster', (c) => {
      const found = kept.read(c, c.req.param('cluster'))
      if (found === null || 'lapsed' in found) return c.json(null)
      return c.json({ token: found.token, cookie: found.cookie })
    })
    .onError((error, c) =>
      error instanceof InvalidInput ? c.text(error.message, error.status) : c.text('bug', 500),
    )
  return {
    post: async (to: string, body: string) => app.request(to, { method: 'POST', body }),
    async cookie(cluster: string, token: string) {
      const { headers } = await this.post(`/${cluster}/in`, token)
      return headers.getSetCookie()[0]?.split(';')[0] ?? ''
    },
    async who(cluster: string, headers: Readonly<Record<string, string>>): Promise<unknown> {
      return (await app.request(`/${cluster}`, { headers })).json()
    },
  }
}

const value = '[\\w-]{40,}'

test.each([
  ['', false, `^pl_session\\.shop=${value}; Path=/c/shop; HttpOnly; SameSite=Lax$`],
  ['/a/b', false, `^pl_session\\.shop=${value}; Path=/a/b/c/shop; HttpOnly; SameSite=Lax$`],
  ['', true, `^__Secure-pl_session\\.shop=${value}; Path=/c/shop; HttpOnly; Secure; SameSite=Lax$`],
  [
    '/a/b',
    true,
    `^__Secure-pl_session\\.shop=${value}; Path=/a/b/c/shop; HttpOnly; Secure; SameSite=Lax$`,
  ],
])('at %s, secure %s: the cookie says exactly this', async (path, secure, wanted) => {
  const { headers } = await site(path, secure).post('/shop/in', 'token')
  expect(headers.getSetCookie()).toEqual([expect.stringMatching(new RegExp(wanted))])
})

test.each([
  ['', false, 'pl_session.shop=; Max-Age=0; Path=/c/shop; HttpOnly; SameSite=Lax'],
  [
    '/a/b',
    true,
    '__Secure-pl_session.shop=; Max-Age=0; Path=/a/b/c/shop; HttpOnly; Secure; SameSite=Lax',
  ],
])('at %s, secure %s: signing out takes that cookie away', async (path, secure, wanted) => {
  const { headers } = await site(path, secure).post('/shop/out', '')
  expect(headers.getSetCookie()).toEqual([wanted])
})

test('served over https, a cookie that came without the prefix is nobody’s', async () => {
  const [plain, secure] = [site('', false), site('', true)]
  const cookie = await plain.cookie('shop', 'token')
  expect(await plain.who('shop', { cookie })).toEqual({ token: 'token', cookie: true })
  expect(await secure.who('shop', { cookie })).toBeNull()
  expect(await secure.who('shop', { cookie: `__Secure-${cookie}` })).not.toBeNull()
})

test('a cookie has at most 3,500 bytes; a token that needs more is refused with words', async () => {
  const on = site()
  const sizes: number[] = []
  for (let length = 100; length <= 6000; length += 100) {
    const token = randomBytes(length).toString('base64url').slice(0, length)
    const answer = await on.post('/shop/in', token)
    const cookies = answer.headers.getSetCookie()
    if (answer.status === 200) {
      const cookie = cookies[0]!.split(';')[0]!
      expect(cookie.length).toBeLessThanOrEqual(3501)
      expect(await on.who('shop', { cookie })).toEqual({ token, cookie: true })
      sizes.push(length)
      continue
    }
    expect([answer.status, cookies]).toEqual([422, []])
    expect(await answer.text()).toMatch(
      /^This token is too large for a cookie .* at most 3,500\)\.$/,
    )
  }
  expect(Math.max(...sizes)).toBeGreaterThan(3000)
  expect(Math.max(...sizes)).toBeLessThan(3500)
})

describe('after 12 hours', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }))
  afterEach(() => void vi.useRealTimers())

  test('a session ends, as a cookie and as a bearer, whatever was done meanwhile', async () => {
    const on = site()
    const cookie = await on.cookie('shop', 'token')
    const authorization = `Bearer ${cookie.split('=')[1]}`
    vi.advanceTimersByTime(12 * hour - 1)
    expect(await on.who('shop', { cookie })).toEqual({ token: 'token', cookie: true })
    expect(await on.who('shop', { authorization })).toEqual({ token: 'token', cookie: false })
    vi.advanceTimersByTime(1)
    expect(await on.who('shop', { cookie })).toBeNull()
    expect(await on.who('shop', { authorization })).not.toMatchObject({ token: 'token' })
  })
})

describe('Authorization', () => {
  test('a bearer token is who one is, before any cookie', async () => {
    const on = site()
    const cookie = await on.cookie('shop', 'of-the-cookie')
    for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
      const authorization = `${scheme} sha256~a.b/c+d==`
      const who = await on.who('shop', { cookie, authorization })
      expect(who).toEqual({ token: 'sha256~a.b/c+d==', cookie: false })
    }
  })

  test('the sealed value is one too', async () => {
    const on = site()
    const [, sealed = ''] = (await on.cookie('shop', 'token')).split('=')
    const who = await on.who('shop', { authorization: `Bearer ${sealed}` })
    expect(who).toEqual({ token: 'token', cookie: false })
  })

  test.each(['Basic dTpw', 'Bearer', 'Bearer ', 'Bearer a b', 'token'])(
    '“%s” is no bearer token: the cookie counts',
    async (authorization) => {
      const on = site()
      const cookie = await on.cookie('shop', 'token')
      expect(await on.who('shop', { authorization })).toBeNull()
      expect(await on.who('shop', { authorization, cookie })).toEqual({
        token: 'token',
        cookie: true,
      })
    },
  )
})

test('each cluster has a cookie of its own, which opens no other', async () => {
  const on = site()
  const [shop, other] = [await on.cookie('shop', 'first'), await on.cookie('other', 'second')]
  const cookie = `${shop}; ${other}`
  expect(await on.who('shop', { cookie })).toEqual({ token: 'first', cookie: true })
  expect(await on.who('other', { cookie })).toEqual({ token: 'second', cookie: true })
  expect(await on.who('other', { cookie: shop })).toBeNull()
  expect(await on.who('other', { cookie: shop.replace('.shop=', '.other=') })).toBeNull()
})

test('another installation’s cookie is nobody’s', async () => {
  const cookie = await site('', false, 'their secret').cookie('shop', 'token')
  expect(await site().who('shop', { cookie })).toBeNull()
})

test.each(['', 'x', '%', '%%%', '"quoted"', 'a=b', '__proto__', 'e30', 'A'.repeat(4000)])(
  'a cookie that was made up is nobody’s: %j',
  async (made) => {
    expect(await site().who('shop', { cookie: `pl_session.shop=${made}` })).toBeNull()
  },
)
