/** A session that ends while somebody works: streams end, nothing is asked any more, and what was typed is kept. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { boss, formOf, type House, house, sent, title, words } from './house.ts'
import { jwt } from './jwt.ts'

let on: House
beforeAll(async () => {
  on = await house()
})
afterAll(() => on?.stop())
beforeEach(() => on.reset())

/** Signs in with a token that says that it ends within five seconds. */
async function short(): Promise<{ cookie: string; end: number }> {
  const exp = Math.ceil(Date.now() / 1000) + 4
  const token = jwt({ sub: 'short', exp })
  on.door.people.set(token, { username: 'short@example.org' })
  const cookie = sent(await on.post(`${on.cluster}/go/sign-in`, { token }))
  return { cookie, end: exp * 1000 }
}

const over = (end: number) =>
  vi.waitUntil(() => Date.now() > end, { timeout: 10_000, interval: 50 })

test('its streams end by themselves, and then the API server is asked nothing', async () => {
  const { cookie, end } = await short()
  const headers = { cookie, accept: 'text/event-stream', 'sec-fetch-mode': 'cors' }
  const streams = ['/pods?watch=', '/pods/web?watch=', '?watch=', '/nodes?watch='].map((below) =>
    on.get(on.cluster + below, headers),
  )
  // They are awaited to their ends.
  const answers = await Promise.all(streams)
  expect(Date.now()).toBeGreaterThanOrEqual(end)
  expect(answers[0]?.body).toContain('event: hello')
  // A page comes back and is told by the status; nothing says that it may not.
  expect(answers.map(({ body }) => body.includes('event: end'))).not.toContain(true)
  // What was still on its way has arrived.
  await over(end + 2000)
  on.door.calls.length = 0
  const page = await on.get(`${on.cluster}/pods?q=x`, { cookie })
  expect([page.status, title(page), words(page)]).toEqual([
    401,
    'Sign in to shop',
    'The token that you signed in with has ended.',
  ])
  expect((await on.get(`${on.cluster}/pods?watch=`, headers)).status).toBe(401)
  await over(Date.now() + 2000)
  expect(on.door.calls).toEqual([])
})

test('a form that was sent too late is kept, said so, and can be sent again', async () => {
  const { cookie, end } = await short()
  await over(end)
  on.door.calls.length = 0
  const path = `${on.cluster}/deployments.apps/web/cart/scale`
  const late = await on.post(path, { replicas: '7', uid: 'u' }, { cookie })
  expect([late.status, words(late)]).toEqual([401, 'The token that you signed in with has ended.'])
  expect(late.body).toContain('What you sent was not done yet.')
  expect(on.door.calls).toEqual([])
  const { action, fields } = formOf(late)!
  const again = await on.post(action, [...fields, ['token', boss]])
  expect(formOf(again)).toEqual({
    action: path,
    fields: [
      ['replicas', '7'],
      ['uid', 'u'],
    ],
  })
})

test('a token that is refused is told about, as far as that is known', async () => {
  const ended = jwt({ exp: Math.floor(Date.now() / 1000) - 7200, sub: 'a-secret-name' })
  const old = await on.post(`${on.cluster}/go/sign-in`, { token: ended })
  expect(old.status).toBe(401)
  expect(old.body).toContain('The token says of itself that it ended 120m ago.')
  expect(old.body).not.toContain('a-secret-name')
  const other = await on.post(`${on.cluster}/go/sign-in`, { token: 'of-another-cluster' })
  expect(other.body).toContain('It may be for another cluster, have ended or been withdrawn')
  const cookie = await on.enter(boss)
  on.door.people.delete(boss)
  const withdrawn = await on.get(`${on.cluster}/pods`, { cookie })
  expect(withdrawn.status).toBe(401)
  expect(withdrawn.body).toContain('It did before: the token has ended, or was withdrawn')
})

test('a token of 16 kB is refused with its size and what is large in it, without values', async () => {
  const groups = Array.from({ length: 700 }, (_, at) => `secret-${at}-${Math.random()}`)
  const token = jwt({ sub: 'ada', groups, exp: 4_000_000_000 })
  expect(token.length).toBeGreaterThan(16_000)
  on.door.people.set(token, { username: 'large' })
  const answer = await on.post(`${on.cluster}/go/sign-in`, { token, 'kept.yaml': 'typed' })
  expect([answer.status, answer.headers['set-cookie']]).toEqual([422, undefined])
  const size = Buffer.byteLength(JSON.stringify(groups)).toLocaleString('en')
  expect(words(answer)).toMatch(
    /^This token is too large for a cookie \([\d,]+ bytes sealed, at most 3,500\)\./,
  )
  expect(words(answer)).toContain(`It has ${token.length.toLocaleString('en')} bytes.`)
  expect(words(answer)).toContain(`Large in it: groups (${size} bytes).`)
  expect(answer.body).not.toContain('secret-')
  expect(formOf(answer)?.fields).toContainEqual(['kept.yaml', 'typed'])
})
