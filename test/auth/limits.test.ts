/** How long a session lasts: without use, at the longest, and no longer than its token says. */
import { Hono } from 'hono'
import { beforeEach, expect, test } from 'vitest'
import { sealWith } from '../../src/auth/seal.ts'
import { sessions } from '../../src/auth/session.ts'
import { jwt } from './jwt.ts'

const [minute, hour] = [60_000, 3_600_000]
const start = Date.parse('2026-11-26T12:00:00Z')
let now = start
beforeEach(() => void (now = start))

const kept = sessions(
  sealWith(['secret']),
  { path: (cluster) => `/c/${cluster}`, secure: false },
  { idle: 30 * minute, longest: 12 * hour },
  () => now,
)
const app = new Hono()
  .post('/:cluster', async (c) => {
    kept.start(c, c.req.param('cluster'), await c.req.text())
    return c.text('')
  })
  .get('/:cluster', (c) => c.json(kept.read(c, c.req.param('cluster'), !c.req.query('look'))))
  .delete('/:cluster', (c) => {
    kept.end(c, c.req.param('cluster'))
    return c.text('')
  })

/** As a browser keeps cookies. */
class Browser {
  readonly jar = new Map<string, string>()
  #keep({ headers }: Response): string[] {
    const set = headers.getSetCookie()
    for (const cookie of set) {
      const [pair = ''] = cookie.split(';')
      const cut = pair.indexOf('=')
      this.jar.set(pair.slice(0, cut), pair.slice(cut + 1))
      if (cookie.includes('Max-Age=0')) this.jar.delete(pair.slice(0, cut))
    }
    return set
  }
  async #ask(method: string, path: string, body?: string) {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    return app.request(path, { method, headers: { cookie }, ...(body !== undefined && { body }) })
  }
  enter = async (token: string, to = '/shop') => this.#keep(await this.#ask('POST', to, token))
  leave = async () => this.#keep(await this.#ask('DELETE', '/shop'))
  async use(path = '/shop'): Promise<Record<string, unknown> | null> {
    const answer = await this.#ask('GET', path)
    this.#keep(answer)
    return answer.json() as Promise<Record<string, unknown> | null>
  }
}

const idle = 'Nothing was asked for in 30 minutes, so you were signed out.'

test('it ends where nothing is asked for, and lasts while something is', async () => {
  const ada = new Browser()
  await ada.enter('token')
  for (let turn = 0; turn < 10; turn++) {
    now += 29 * minute
    expect(await ada.use()).toMatchObject({ token: 'token' })
  }
  now += 30 * minute - 1
  expect(await ada.use('/shop?look=1')).toMatchObject({ token: 'token', until: now + 1 })
  now += 1
  expect(await ada.use()).toEqual({ lapsed: idle })
})

test('at the longest it lasts 12 hours, however much is asked for', async () => {
  const ada = new Browser()
  await ada.enter('token')
  for (; now < start + 12 * hour - minute; now += 20 * minute)
    expect(await ada.use()).toMatchObject({ token: 'token', latest: start + 12 * hour })
  now = start + 12 * hour - 1
  expect(await ada.use()).toMatchObject({ until: start + 12 * hour })
  now += 1
  expect(await ada.use()).toEqual({ lapsed: 'You signed in more than 12 hours ago.' })
})

test('a token that says when it ends is not asked about after that', async () => {
  const ada = new Browser()
  const exp = start / 1000 + 60
  await ada.enter(jwt({ exp }))
  now += minute - 1
  expect(await ada.use()).toMatchObject({ until: exp * 1000, latest: exp * 1000 })
  now += 1
  expect(await ada.use()).toEqual({ lapsed: 'The token that you signed in with has ended.' })
})

test('what a token said of the past when it was accepted is not believed', async () => {
  const ada = new Browser()
  const token = jwt({ exp: start / 1000 - 60 })
  await ada.enter(token)
  expect(await ada.use()).toMatchObject({ token, latest: start + 12 * hour })
})

test('use is told by a small cookie, seldom, and the large one is set alone', async () => {
  const ada = new Browser()
  expect((await ada.enter('token')).map((set) => set.split('=')[0])).toEqual(['pl_session.shop'])
  await ada.use()
  expect([...ada.jar.keys()]).toEqual(['pl_session.shop'])
  now += 2 * minute
  const before = ada.jar.get('pl_session.shop')
  await ada.use()
  expect(ada.jar.get('pl_session.shop')).toBe(before)
  const first = ada.jar.get('pl_used.shop') ?? ''
  expect(first).toMatch(/^[\w-]{40,140}$/)
  now += minute
  await ada.use()
  expect(ada.jar.get('pl_used.shop')).toBe(first)
  await ada.leave()
  expect([...ada.jar.keys()]).toEqual([])
})

test('nobody lengthens a session but by using it', async () => {
  const [ada, bea] = [new Browser(), new Browser()]
  await ada.enter('token')
  await bea.enter('token')
  await bea.enter('token', '/other')
  now += 29 * minute
  await bea.use()
  await bea.use('/other')
  const forged = [
    bea.jar.get('pl_used.shop'),
    bea.jar.get('pl_used.other'),
    ada.jar.get('pl_session.shop'),
    sealWith(['other']).close(JSON.stringify(['', now]), 'used shop'),
    String(now),
    '',
  ]
  now += minute
  for (const stamp of forged) {
    ada.jar.set('pl_used.shop', stamp ?? 'there is none')
    expect(await ada.use()).toEqual({ lapsed: idle })
  }
  expect(await bea.use()).toMatchObject({ token: 'token' })
  bea.jar.set('pl_used.shop', bea.jar.get('pl_used.other') ?? '')
  expect(await bea.use()).toEqual({ lapsed: idle })
})

test('each sign-in is a session of its own', async () => {
  const ada = new Browser()
  await ada.enter('token')
  now += 29 * minute
  await ada.use()
  const old = ada.jar.get('pl_used.shop') ?? ''
  now = start
  await ada.enter('token')
  ada.jar.set('pl_used.shop', old)
  now = start + 30 * minute
  expect(await ada.use()).toEqual({ lapsed: idle })
})
