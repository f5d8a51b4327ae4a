/** Who comes and goes is told by one line each, also who is refused, and never with a token. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ada, boss, type House, house, stranger } from './house.ts'

/** Lines are printed by another process. */
const patience = { timeout: 30_000 }
const client = '203.0.113.9'
const said = { 'x-forwarded-for': `198.51.100.7, ${client}` }
/** What there is to say of an object is empty. */
const nothing = { resource: '', namespace: null, name: '', uid: '', auditId: '' }
const of = (on: House) =>
  on.program.lines
    .filter((line) => line.includes('"audit":true'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
const by = (token: string) => ({ authorization: `Bearer ${token}`, ...said })
const line = (verb: string, status: number, more: object) => ({
  at: expect.any(String),
  request: expect.any(String),
  audit: true,
  client,
  how: 'form',
  cluster: 'shop',
  user: '',
  ...nothing,
  verb,
  status,
  ...more,
})

describe('by the form', () => {
  let on: House
  beforeAll(async () => {
    on = await house('', ['--trusted-proxies=127.0.0.1,::1'])
  })
  afterAll(() => on?.stop())
  beforeEach(() => on.reset())
  const signIn = (token: string, to = on.cluster) => on.post(`${to}/go/sign-in`, { token }, said)

  test('who comes, who leaves, and from where', async () => {
    const answer = await signIn(boss)
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    expect((await on.post(`${on.cluster}/go/sign-out`, {}, { cookie, ...said })).status).toBe(303)
    // Whoever is signed out leaves nothing by leaving again.
    await on.post(`${on.cluster}/go/sign-out`, {}, { cookie, ...said })
    await on.post(`${on.cluster}/go/sign-out`, {}, said)
    await signIn(ada)
    const user = 'boss@example.org'
    await expect
      .poll(() => of(on), patience)
      .toEqual([
        line('sign-in', 200, { user }),
        line('sign-out', 200, { user }),
        line('sign-in', 200, { user: 'ada@example.org' }),
      ])
    const [first] = of(on)
    const log = on.program.lines.filter((each) => each.includes(String(first?.['request'])))
    expect(log).toHaveLength(2)
  })

  test('who is refused, and by what', async () => {
    const before = of(on).length
    await signIn(stranger)
    await signIn('two words')
    await signIn(randomBytes(3000).toString('base64url'))
    await signIn(boss, on.gone)
    // Of another site's form nobody knows anything: it was not even read.
    await on.post(`${on.cluster}/go/sign-in`, { token: boss }, { 'sec-fetch-site': 'cross-site' })
    await expect
      .poll(() => of(on).slice(before), patience)
      .toEqual([
        line('sign-in', 401, {}),
        line('sign-in', 422, {}),
        line('sign-in', 422, {}),
        line('sign-in', 502, { cluster: 'gone' }),
      ])
  })

  test('a token that comes with requests is told where it is refused, once', async () => {
    const before = of(on).length
    for (const path of ['/pods', '/nodes', '']) {
      expect((await on.get(on.cluster + path, by(boss))).status).toBe(200)
      expect((await on.get(on.cluster + path, by(stranger))).status).toBe(401)
    }
    await expect
      .poll(() => of(on).slice(before), patience)
      .toEqual([line('sign-in', 401, { how: 'header' })])
  })

  test('who leaves while the API server knows them no more is let go', async () => {
    const left = () => of(on).filter(({ verb }) => verb === 'sign-out')
    const before = left().length
    const cookie = await on.enter(boss)
    on.door.people.clear()
    const answer = await on.post(`${on.cluster}/go/sign-out`, {}, { cookie, ...said })
    expect([answer.status, answer.headers['set-cookie']?.[0]]).toEqual([
      303,
      expect.stringMatching(/^pl_session\.shop=;/),
    ])
    await expect.poll(() => left().length, patience).toBe(before + 1)
  })

  test('no line has a token', () => {
    expect(of(on).length).toBeGreaterThan(6)
    const all = on.program.lines.join('\n')
    for (const token of [boss, ada, stranger]) expect(all).not.toContain(token)
  })
})

test('what a proxy sends along is told where the API server refuses it', async () => {
  const on = await house('', ['--sign-in=bearer', '--trusted-proxies=127.0.0.1,::1'])
  try {
    on.reset()
    const headers = { authorization: `Bearer ${stranger}`, accept: 'text/html', ...said }
    expect((await on.get('/c/shop/pods', headers)).status).toBe(401)
    expect((await on.get('/c/shop/pods', said)).status).toBe(401)
    await expect.poll(() => of(on), patience).toEqual([line('sign-in', 401, { how: 'header' })])
  } finally {
    await on.stop()
  }
})
