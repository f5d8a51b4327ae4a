/** Signing in with a token, at the root and below a base path, before an API server that knows its people. */
import { randomBytes } from 'node:crypto'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refusal } from './door.ts'
import {
  ada,
  boss,
  canary,
  formOf,
  type House,
  house,
  person,
  sent,
  stranger,
  title,
  words,
} from './house.ts'

describe.each(['', '/a/b'])('at “%s”', (base) => {
  let on: House
  beforeAll(async () => {
    on = await house(base)
  })
  afterAll(() => on?.stop())
  beforeEach(() => on.reset())
  const signIn = (fields: Readonly<Record<string, string>>) =>
    on.post(`${on.cluster}/go/sign-in`, fields)

  describe('without a session', () => {
    const paths = ['', '/pods', '/pods?ns=web&q=a%26b&sort=-age', '/pods/web/cart', '/search?q=x']
    test.each(paths)('%s is the sign-in form at its own address', async (below) => {
      const path = on.cluster + below
      const answer = await on.get(path)
      expect(answer.status).toBe(401)
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8')
      expect(answer.headers['cache-control']).toBe('no-store')
      expect(title(answer)).toBe('Sign in to shop')
      expect(formOf(answer)).toEqual({
        action: `${on.cluster}/go/sign-in`,
        fields: [['to', path]],
      })
    })

    test('the API server is not asked anything, by nobody’s credential', async () => {
      for (const path of [...paths.map((below) => on.cluster + below), `${base}/`]) {
        await on.get(path)
        await on.get(path, { 'hx-request': 'true', 'hx-target': 'main#main' })
      }
      expect(on.door.calls).toEqual([])
    })

    test('other forms of a page answer with the reason as text', async () => {
      const answer = await on.get(`${on.cluster}/pods/web/cart/yaml?as=yaml`)
      expect([answer.status, answer.headers['content-type']]).toEqual([
        401,
        'text/plain; charset=UTF-8',
      ])
      expect(answer.body).toBe('Sign in first: send a token as Authorization: Bearer.\n')
    })

    test('a part of a page makes the whole page load again', async () => {
      const answer = await on.get(`${on.cluster}/go/namespaces`, { 'hx-request': 'true' })
      expect([answer.status, answer.headers['hx-refresh'], answer.body]).toEqual([401, 'true', ''])
    })

    test('a cluster that there is not is 404, to sign in to as well', async () => {
      expect((await on.get(`${base}/c/nowhere/pods`)).status).toBe(404)
      expect((await on.post(`${base}/c/nowhere/go/sign-in`, { token: boss })).status).toBe(404)
      expect(on.door.calls).toEqual([])
    })

    test('the address of the form leads to the cluster when it is entered', async () => {
      const { status, headers } = await on.get(`${on.cluster}/go/sign-in`)
      expect([status, headers.location]).toEqual([303, on.cluster])
    })
  })

  describe('a token', () => {
    test('that is good leads on to where one wanted to go, as that person', async () => {
      const to = `${on.cluster}/pods?ns=web&sort=name`
      const answer = await signIn({ token: boss, to })
      expect([answer.status, answer.headers.location]).toEqual([303, to])
      expect(answer.headers['set-cookie']).toEqual([
        expect.stringMatching(
          new RegExp(`^pl_session\\.shop=[\\w-]+; Path=${base}/c/shop; HttpOnly; SameSite=Lax$`),
        ),
      ])
      const page = await on.get(to, { cookie: sent(answer) })
      expect([page.status, person(page)]).toEqual([200, 'boss@example.org'])
      expect(page.body).toContain(`formaction="${on.cluster}/go/sign-out"`)
      expect(new Set(on.door.calls.map((call) => call.authorization))).toEqual(
        new Set([`Bearer ${boss}`]),
      )
    })

    test('may have been pasted with blanks and line ends around it', async () => {
      expect((await signIn({ token: ` \r\n${boss}\n\t` })).status).toBe(303)
    })

    test('that is bad is refused in the API server’s words, as text', async () => {
      const to = `${on.cluster}/pods?q=x`
      const answer = await signIn({ token: stranger, to })
      expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined])
      expect(words(answer)).toBe(`The API server does not accept this token: ${refusal}`)
      expect(parse(answer.body).querySelectorAll('main b')).toEqual([])
      expect(formOf(answer)?.fields).toEqual([['to', to]])
      expect(answer.body).not.toContain(stranger)
    })

    test.each(['', ' ', '\t\n', '\u00a0'])('that is none, %j, is asked for', async (token) => {
      const to = `${on.cluster}/nodes`
      for (const answer of [await signIn({ token, to }), await signIn({ to })]) {
        expect([answer.status, words(answer)]).toEqual([422, 'Paste a token.'])
        expect(formOf(answer)?.fields).toEqual([['to', to]])
      }
      expect(on.door.calls).toEqual([])
    })

    test.each(['two words', 'a\r\nx-evil: 1', 'a\0b', 'tökén', '“quoted”'])(
      'that no header can carry, %j, is refused unsent',
      async (token) => {
        const answer = await signIn({ token })
        expect([answer.status, answer.headers['set-cookie']]).toEqual([422, undefined])
        expect(words(answer)).toMatch(/^A token has no spaces, line breaks/)
        expect(answer.body).not.toContain(token)
        expect(on.door.calls).toEqual([])
      },
    )

    test('that is too large for a cookie is refused with the reason', async () => {
      const token = randomBytes(3000).toString('base64url')
      on.door.people.set(token, { username: 'large' })
      const answer = await signIn({ token })
      expect([answer.status, answer.headers['set-cookie']]).toEqual([422, undefined])
      expect(words(answer)).toMatch(/^This token is too large for a cookie/)
    })

    test('sent twice, or as a file, is none', async () => {
      const fields: [string, string][] = [
        ['token', boss],
        ['token', stranger],
      ]
      expect((await on.post(`${on.cluster}/go/sign-in`, fields)).status).toBe(422)
      const file = `--x\r\nContent-Disposition: form-data; name="token"; filename="t"\r\n\r\n${boss}\r\n--x--\r\n`
      const headers = {
        'content-type': 'multipart/form-data; boundary=x',
        'sec-fetch-site': 'same-origin',
      }
      const asked = { method: 'POST', headers, body: file }
      expect((await on.ask(`${on.cluster}/go/sign-in`, asked)).status).toBe(422)
      expect(on.door.calls).toEqual([])
    })

    test('for a server that is not reached leaves the form with the reason, and what was kept', async () => {
      const fields = { token: boss, 'kept.yaml': 'typed', to: `${on.gone}/pods` }
      const answer = await on.post(`${on.gone}/go/sign-in`, fields)
      expect([answer.status, answer.headers['set-cookie']]).toEqual([502, undefined])
      expect(words(answer)).toMatch(/^gone could not be reached \(connection\).*Nothing listens/)
      expect(formOf(answer)?.fields).toEqual([
        ['to', `${on.gone}/pods`],
        ['kept.yaml', 'typed'],
      ])
    })
  })

  test.each([
    'https://evil.example/',
    '//evil.example/',
    '///evil.example/',
    '/\\evil.example/',
    '\\\\evil.example/',
    '/\t/evil.example/',
    '\t//evil.example/',
    ' //evil.example/',
    '/\n/evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'http:evil.example',
    'evil.example',
    '/%09/evil.example',
    '/c/shop/../..//evil.example/',
    '/c/shop/%2e%2e/%2E%2e//evil.example/',
    '/c/shop/..\\..\\/evil.example/',
    '/c/shop/../../../../evil.example/',
    '/a/b/c/shop/../../../..//evil.example/',
    '/a/b/../..//evil.example',
    '/c/shop\r\nset-cookie: x=1',
    '/c/shop/\u2028',
    '',
  ])('one is sent nowhere but below the cluster: to=%j', async (to) => {
    const { status, headers } = await signIn({ token: boss, to })
    expect([status, headers.location]).toEqual([303, on.cluster])
    expect(headers['set-cookie']).toHaveLength(1)
  })

  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])('another site signs nobody in or out: %j', async (headers) => {
    const entering = await on.post(`${on.cluster}/go/sign-in`, { token: boss }, headers)
    expect([entering.status, entering.headers['set-cookie']]).toEqual([403, undefined])
    const leaving = await on.post(`${on.cluster}/go/sign-out`, {}, headers)
    expect([leaving.status, leaving.headers['set-cookie']]).toEqual([403, undefined])
    expect(on.door.calls).toEqual([])
  })

  test('afterwards no token is in anything that was answered, logged or put into an address', () => {
    const tokens = [boss, ada, stranger, canary]
    expect(on.said().length).toBeGreaterThan(10)
    expect(on.said().filter((text) => tokens.some((token) => text.includes(token)))).toEqual([])
  })
})
