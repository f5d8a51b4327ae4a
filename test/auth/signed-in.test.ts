/** A session from its cookie or header to its end: whose rights it has, whom it is for, how long it lasts. */
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

  test('two people in two browsers see what each of them may', async () => {
    const [hers, his] = [await on.enter(ada), await on.enter(boss)]
    const status = async (cookie: string, below: string) =>
      (await on.get(on.cluster + below, { cookie })).status
    for (let turn = 0; turn < 2; turn++) {
      expect(await status(hers, '/pods')).toBe(403)
      expect(await status(his, '/pods')).toBe(200)
      expect(await status(hers, '/pods?ns=web')).toBe(200)
      expect(await status(his, '/pods?ns=web')).toBe(200)
      expect(await status(hers, '/nodes')).toBe(403)
      expect(await status(his, '/nodes')).toBe(200)
    }
    const pages = [
      await on.get(`${on.cluster}/pods?ns=web`, { cookie: hers }),
      await on.get(`${on.cluster}/pods?ns=web`, { cookie: his }),
    ]
    expect(pages.map(person)).toEqual(['ada@example.org', 'boss@example.org'])
  })

  describe('a session', () => {
    test('of one cluster opens no other, whatever its cookie is called', async () => {
      const cookie = await on.enter(boss)
      on.door.calls.length = 0
      for (const other of [cookie, cookie.replace('.shop=', '.other=')]) {
        const answer = await on.get(`${on.other}/pods`, { cookie: other })
        expect([answer.status, title(answer)]).toEqual([401, 'Sign in to other'])
      }
      expect(on.door.calls).toEqual([])
      const both = `${cookie}; ${await on.enter(ada, on.other)}`
      expect(person(await on.get(`${on.cluster}/pods?ns=web`, { cookie: both }))).toBe(
        'boss@example.org',
      )
      expect(person(await on.get(`${on.other}/pods?ns=web`, { cookie: both }))).toBe(
        'ada@example.org',
      )
    })

    test('whose token the API server knows no more is the form again, with its words', async () => {
      const cookie = await on.enter(boss)
      const path = `${on.cluster}/pods?q=x`
      expect((await on.get(path, { cookie })).status).toBe(200)
      on.door.people.delete(boss)
      const page = await on.get(path, { cookie })
      expect([page.status, title(page), words(page)]).toEqual([401, 'Sign in to shop', refusal])
      expect(formOf(page)?.fields).toEqual([['to', path]])
      const text = await on.get(`${on.cluster}/pods/web/x/yaml?as=yaml`, { cookie })
      expect([text.status, text.body]).toEqual([401, `${refusal}\n`])
      const part = await on.get(path, {
        cookie,
        'hx-request': 'true',
        'hx-target': 'main#main',
      })
      expect([part.status, part.headers['hx-refresh']]).toEqual([401, 'true'])
    })

    test('that was made up is none', async () => {
      const cookie = await on.enter(boss)
      on.door.calls.length = 0
      for (const made of ['pl_session.shop=', 'pl_session.shop=%%%', cookie.slice(0, -1)]) {
        expect((await on.get(`${on.cluster}/pods`, { cookie: made })).status, made).toBe(401)
      }
      expect(on.door.calls).toEqual([])
    })

    test('ends by signing out: the cookie goes, and what was kept of the person', async () => {
      const reviews = () => on.door.calls.filter(({ asked }) => asked.endsWith('subjectreviews'))
      const cookie = await on.enter(boss)
      await on.enter(boss)
      const before = reviews().length
      const answer = await on.post(`${on.cluster}/go/sign-out`, {}, { cookie })
      expect([answer.status, answer.headers.location]).toEqual([303, `${base}/`])
      expect(answer.headers['set-cookie']).toEqual([
        `pl_session.shop=; Max-Age=0; Path=${base}/c/shop; HttpOnly; SameSite=Lax`,
      ])
      await on.enter(boss)
      expect(reviews().length).toBe(before + 1)
    })

    test('that was signed out of is over for whoever kept its cookie, and others of the same token are not', async () => {
      const [left, stays] = [await on.enter(boss), await on.enter(boss)]
      const [, sealed = ''] = left.split('=')
      await on.post(`${on.cluster}/go/sign-out`, {}, { cookie: left })
      on.door.calls.length = 0
      const page = await on.get(`${on.cluster}/pods`, { cookie: left })
      expect([page.status, words(page)]).toEqual([401, 'You signed out.'])
      expect((await pods(on, `Bearer ${sealed}`)).status).toBe(401)
      expect((await on.post(`${on.cluster}/go/sign-out`, {}, { cookie: left })).status).toBe(303)
      expect(on.door.calls).toEqual([])
      expect((await on.get(`${on.cluster}/pods`, { cookie: stays })).status).toBe(200)
    })

    test('is not needed to sign out', async () => {
      expect((await on.post(`${on.cluster}/go/sign-out`, {})).status).toBe(303)
    })
  })

  describe('Authorization: Bearer', () => {
    test('takes a Kubernetes token, and the sealed value of a session', async () => {
      const [, sealed = ''] = (await on.enter(boss)).split('=')
      for (const token of [boss, sealed]) {
        const answer = await pods(on, `Bearer ${token}`)
        expect([answer.status, person(answer)]).toEqual([200, 'boss@example.org'])
        expect(answer.body).not.toContain('go/sign-out')
        expect(answer.headers['set-cookie']).toBeUndefined()
      }
      expect((await pods(on, `Bearer ${ada}`)).status).toBe(403)
    })

    test.each([stranger, 'x', '\u00ff', 'a'.repeat(9000), canary.toUpperCase()])(
      'with a token that nobody has is 401 with the API server’s words as text',
      async (token) => {
        const answer = await pods(on, `Bearer ${token}`)
        expect([answer.status, answer.body]).toEqual([401, `${refusal}\n`])
        expect(answer.headers['content-type']).toBe('text/plain; charset=UTF-8')
      },
    )
  })

  test('afterwards no token is in anything that was answered, logged or put into an address', () => {
    const tokens = [boss, ada, stranger, canary]
    expect(on.said().length).toBeGreaterThan(10)
    expect(on.said().filter((text) => tokens.some((token) => text.includes(token)))).toEqual([])
  })
})

test('the kubeconfig’s own token is never sent, though the API server would take it', async () => {
  const on = await house()
  on.reset()
  on.door.people.set(canary, { username: 'owner@example.org' })
  for (const path of ['/', on.cluster, `${on.cluster}/pods`, `${on.cluster}/search?q=a`]) {
    await on.get(path)
    await on.get(path, { cookie: await on.enter(boss), 'hx-request': 'true' })
    await on.get(path, { cookie: await on.enter(stranger) })
    await on.post(path, { a: 'b' })
  }
  await on.stop()
  expect(on.door.calls.length).toBeGreaterThan(8)
  const sentThere = new Set(on.door.calls.map(({ authorization }) => authorization))
  expect(sentThere).toEqual(new Set([`Bearer ${boss}`, `Bearer ${stranger}`]))
})

const keys = ['first', 'second'].map((name) => name.padEnd(32, '!')) as [string, string]

test('a session key keeps people signed in over a restart and over its turn to another', async () => {
  const [first, second] = keys
  const before = await restarted(first, [])
  expect(before.fresh).toMatch(/^__Secure-pl_session\.shop=/)
  const turned = await restarted(`${second}\n${first}`, [before.fresh])
  expect(turned.statuses).toEqual([200])
  const gone = await restarted(second, [before.fresh, turned.fresh])
  expect(gone.statuses).toEqual([401, 200])
})

/** Starts with the keys; asks with each cookie, then signs in. */
async function restarted(sessionKeys: string, cookies: readonly string[]) {
  const on = await house('', ['--secure'], { PORTLIGHT_SESSION_KEY: sessionKeys })
  on.reset()
  const statuses: number[] = []
  for (const cookie of cookies) statuses.push((await on.get(on.cluster, { cookie })).status)
  const fresh = await on.enter(boss)
  await on.stop()
  expect(on.program.lines.join()).not.toContain('No session key is set')
  for (const key of keys) expect(on.said().join()).not.toContain(key)
  return { statuses, fresh }
}

const pods = (on: House, authorization: string) => on.get(`${on.cluster}/pods`, { authorization })
