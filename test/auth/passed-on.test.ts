/** People whose token a proxy in front sends along with each request. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { boss, formOf, type House, house, person, title, words } from './house.ts'

const html = { accept: 'text/html' }
const bearer = { ...html, authorization: `Bearer ${boss}` }

describe('a token that the proxy sends along', () => {
  let on: House
  beforeAll(async () => {
    on = await house('', ['--sign-in=bearer', '--trusted-proxies=127.0.0.1,::1'])
  })
  afterAll(() => on?.stop())
  beforeEach(() => on.reset())
  const post = async (more: Readonly<Record<string, string>>) =>
    (
      await on.ask('/theme', {
        method: 'POST',
        headers: { ...bearer, 'content-type': 'application/x-www-form-urlencoded', ...more },
        body: 'theme=dark',
      })
    ).status

  test('is who one is; there is nothing to sign out of', async () => {
    const page = await on.get('/c/shop/go/me', bearer)
    expect([page.status, person(page)]).toEqual([200, 'boss@example.org'])
    expect(page.body).toContain('with the token that the proxy in front sends along')
    expect(page.body).not.toContain('sign-out')
  })

  test('is no proof of where a form came from', async () => {
    expect(await post({})).toBe(403)
    expect(await post({ origin: 'https://evil.example' })).toBe(403)
    expect(await post({ 'sec-fetch-site': 'same-site' })).toBe(403)
    expect(await post({ 'sec-fetch-site': 'same-origin' })).toBe(303)
  })

  test('that is missing, or refused, is said; what was typed is kept and can be sent again', async () => {
    const missing = await on.get('/c/shop/pods', html)
    expect([missing.status, title(missing)]).toEqual([401, 'You are not signed in to shop'])
    expect(words(missing)).toMatch(/^The proxy in front sent no token/)
    expect(on.door.calls).toEqual([])
    const refused = await on.post(
      '/c/shop/pods/web/cart/labels',
      { a: 'b', token: 'x' },
      { ...html, authorization: 'Bearer stranger' },
    )
    expect(refused.status).toBe(401)
    expect(formOf(refused)).toEqual({
      action: '/c/shop/pods/web/cart/labels',
      fields: [
        ['a', 'b'],
        ['token', 'x'],
      ],
    })
    expect((await on.get('/c/shop/pods', { authorization: 'Bearer stranger' })).body).not.toMatch(
      '<html',
    )
  })

  test('nobody signs in by a form, and a cookie of before is nobody’s', async () => {
    expect((await on.post('/c/shop/go/sign-in', { token: boss })).status).toBe(404)
    expect((await on.get('/c/shop/pods', { ...html, cookie: 'pl_session.shop=x' })).status).toBe(
      401,
    )
  })
})

test('from a peer that is not trusted the token counts for nothing', async () => {
  const on = await house('', ['--sign-in=bearer', '--trusted-proxies=10.0.0.0/8'])
  try {
    on.reset()
    const headers = { accept: 'text/html', authorization: `Bearer ${boss}` }
    expect((await on.get('/c/shop/pods', headers)).status).toBe(401)
    expect(on.door.calls).toEqual([])
  } finally {
    await on.stop()
  }
})
