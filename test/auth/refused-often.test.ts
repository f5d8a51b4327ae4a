/** Who tries tokens out is told to wait; nobody else is, and what was typed beside the token is kept. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Answered } from '../support/ask.ts'
import { ada, boss, formOf, type House, house, sent, title, words } from './house.ts'

const from = (client: string) => ({ 'x-forwarded-for': client })
let tried = 0
const another = () => `nobody-${(tried += 1)}`

let on: House
beforeAll(async () => {
  on = await house('', ['--trusted-proxies=127.0.0.1,::1'])
})
afterAll(() => on?.stop())
beforeEach(() => on.reset())

type Fields = Readonly<Record<string, string>>
const signIn = (client: string, fields: Fields, more: Fields = {}) =>
  on.post(`${on.cluster}/go/sign-in`, fields, { ...from(client), ...more })
const bearer = (client: string, token: string, below = '/pods?as=json') =>
  on.get(on.cluster + below, { ...from(client), authorization: `Bearer ${token}` })

/** Goes on until it is told to wait. @returns all answers, the last one that of who is told to */
async function until429(attempt: () => Promise<Answered>): Promise<readonly Answered[]> {
  const all: Answered[] = []
  while (all.length < 2000) {
    all.push(...(await Promise.all(Array.from({ length: 20 }, attempt))))
    if (all.some(({ status }) => status === 429)) break
  }
  return all.toSorted((a, b) => a.status - b.status)
}

describe('by the form', () => {
  const client = '203.0.113.9'

  test('who is refused too often is told for how long, and loses nothing but the token', async () => {
    const typed = { to: `${on.cluster}/pods?q=a`, 'kept.yaml': 'kind: Pod' }
    const all = await until429(() => signIn(client, { ...typed, token: another() }))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([401, 429]))
    expect(all.filter(({ status }) => status === 401).length).toBeGreaterThanOrEqual(100)
    const last = all.at(-1)!
    expect([title(last), Number(last.headers['retry-after'])]).toEqual(['Sign in to shop', 1])
    expect(words(last)).toBe('Too many sign-ins were refused just now. Try again in 1 s.')
    expect(formOf(last)?.fields).toEqual([
      ['to', typed.to],
      ['kept.yaml', typed['kept.yaml']],
    ])
    expect(last.body).not.toContain('nobody-')
    const asked = on.door.calls.filter(({ authorization }) => authorization?.includes('nobody-'))
    expect(asked.length).toBe(all.filter(({ status }) => status === 401).length)
  })

  test('others sign in meanwhile, and whoever this browser was signed in as before', async () => {
    const cookie = sent(await signIn('203.0.113.10', { token: ada }))
    await until429(() => signIn(client, { token: another() }))
    expect((await signIn('203.0.113.10', { token: boss })).status).toBe(303)
    expect((await signIn(client, { token: boss }, { cookie })).status).toBe(303)
    const forged = { cookie: `${cookie}x`, authorization: `Bearer ${boss}` }
    const all = await until429(() => signIn(client, { token: another() }, forged))
    expect(all.at(-1)?.status).toBe(429)
    // Who is signed in hears nothing of it.
    const page = await on.get(`${on.cluster}/pods?ns=web`, { ...from(client), cookie })
    expect(page.status).toBe(200)
  })

  test('an office behind one address signs in as often as it likes', async () => {
    for (let turn = 0; turn < 15; turn++) {
      const token = () => signIn('203.0.113.77', { token: boss })
      const answers = await Promise.all(Array.from({ length: 20 }, token))
      expect(answers.map(({ status }) => status)).toEqual(Array<number>(20).fill(303))
    }
  })

  test('what can be no token costs nothing: the API server is not asked', async () => {
    for (let turn = 0; turn < 15; turn++) {
      const none = () => signIn('203.0.113.78', { token: 'two words' })
      for (const { status } of await Promise.all(Array.from({ length: 20 }, none)))
        expect(status).toBe(422)
    }
    expect((await signIn('203.0.113.78', { token: boss })).status).toBe(303)
  })
})

describe('by a token that comes with a request', () => {
  test('many that are refused make their address wait; one that is known goes on', async () => {
    const client = '198.51.100.9'
    expect((await bearer(client, boss)).status).toBe(200)
    const all = await until429(() => bearer(client, another()))
    const last = all.at(-1)!
    expect([last.status, Number(last.headers['retry-after'])]).toEqual([429, 1])
    expect(JSON.parse(last.body)).toMatchObject({ kind: 'Status', code: 429 })
    expect((await bearer(client, boss)).status).toBe(200)
    expect((await bearer('198.51.100.10', ada)).status).not.toBe(429)
  })

  test('one that is refused however often is one attempt: its neighbours are not held up', async () => {
    const client = '198.51.100.77'
    for (let turn = 0; turn < 15; turn++) {
      const old = () => bearer(client, 'a-token-that-has-ended')
      for (const { status } of await Promise.all(Array.from({ length: 20 }, old)))
        expect(status).toBe(401)
    }
    expect((await signIn(client, { token: boss })).status).toBe(303)
  })
})
