/** People who sign in see what the API server lets each of them see. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Site, site } from '../support/site.ts'
import { connected, needs, type Person, target } from '../support/target.ts'

const users = needs('users')
/** Lines are printed by another process. */
const patience = { timeout: 10_000 }
const form = {
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'same-origin',
}

describe.each(['', '/a/b'])('at “%s”', (base) => {
  let on: Site
  beforeAll(async () => {
    on = await site({ base, noting: true, args: ['--sign-in=token'] })
  })
  afterAll(() => on?.stop())

  const enter = (token: string, to = on.cluster) => {
    const body = new URLSearchParams({ token, to }).toString()
    return on.ask(`${on.cluster}/go/sign-in`, { method: 'POST', headers: form, body })
  }
  /** Signs in. @returns the page at `below` with that session. */
  async function browser(token: string) {
    const { headers } = await enter(token)
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    return (below: string) => on.page(on.cluster + below, { headers: { cookie } })
  }
  const audited = () =>
    on.lines
      .filter((line) => line.includes('"audit":true'))
      .map((line): unknown => JSON.parse(line))
  const by = async (person: Person) => browser(await tokenOf(person))

  test('without a session every page is the form, and the API server is not asked', async () => {
    for (const below of ['', '/pods', '/namespaces/-/web', '/search?q=a', '/go/namespaces']) {
      const { status, html } = await on.page(on.cluster + below)
      expect([status, html.querySelector('form.sign-in') === null], below).toEqual([401, false])
    }
    expect(on.asked).toEqual([])
  })

  test('signed in, the same addresses are pages', async () => {
    const get = await browser((await tokenOf('admin')) || 'any-since-the-demo-asks-nobody')
    const kube = (await connected()).kube()
    const { username } = await kube.identity()
    for (const below of ['', '/pods', '/nodes', '/search?q=a']) {
      const { status, html } = await get(below)
      expect([status, html.querySelector('header .who')?.text], below).toEqual([200, username])
    }
  })

  users('the administrator sees all, ada her namespaces, nobody nothing', async () => {
    const [admin, ada, nobody] = [await by('admin'), await by('ada'), await by('nobody')]
    const status = async (get: typeof ada, below: string) => (await get(below)).status
    for (const [below, ...wanted] of [
      ['/pods', 200, 403, 403],
      ['/pods?ns=shop', 200, 200, 403],
      ['/deployments.apps?ns=web', 200, 200, 403],
      ['/pods?ns=kube-system', 200, 403, 403],
      ['/nodes', 200, 403, 403],
      ['/secrets?ns=shop', 200, 200, 403],
    ] as const) {
      const found = [await status(admin, below), await status(ada, below)]
      expect([...found, await status(nobody, below)], below).toEqual(wanted)
    }
  })

  users('a refusal names the person that one is', async () => {
    const { html } = await (await by('ada'))('/nodes')
    expect(html.querySelector('main')?.text).toContain('"ada" cannot list resource "nodes"')
    expect(html.querySelector('header .who')?.text).toBe('ada')
  })

  users('a token that the API server does not know is refused in its words', async () => {
    const token = 'a-token-that-nobody-has'
    const { status, headers, body } = await enter(token)
    expect([status, headers['set-cookie']]).toEqual([401, undefined])
    expect(body).toContain('The API server does not accept this token: Unauthorized')
    expect(body).not.toContain(token)
    const line = { audit: true, verb: 'sign-in', how: 'form', user: '', status: 401 }
    await expect.poll(() => audited().at(-1), patience).toMatchObject(line)
  })

  users(
    'who comes and who leaves is in the audit log by the API server’s name of them',
    async () => {
      const { headers } = await enter(await tokenOf('ada'))
      const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? ''
      const asked = { method: 'POST', headers: { ...form, cookie } }
      expect((await on.ask(`${on.cluster}/go/sign-out`, asked)).status).toBe(303)
      const who = { audit: true, user: 'ada', status: 200, how: 'form' }
      await expect
        .poll(() => audited().slice(-2), patience)
        .toMatchObject([
          { ...who, verb: 'sign-in' },
          { ...who, verb: 'sign-out' },
        ])
    },
  )

  users('a Kubernetes token works as a bearer token too', async () => {
    expect((await pods(on, await tokenOf('ada'))).status).toBe(200)
    expect((await pods(on, await tokenOf('nobody'))).status).toBe(403)
    const { status, body } = await pods(on, 'garbage')
    expect([status, body]).toEqual([401, 'Unauthorized\n'])
  })
})

function pods(on: Site, token: string) {
  const authorization = `Bearer ${token}`
  return on.ask(`${on.cluster}/pods?ns=shop`, { headers: { authorization } })
}

/** Empty on the demo, which knows no tokens. */
async function tokenOf(person: Person): Promise<string> {
  const { credential } = await target(person)
  const { authorization } = await credential.headers()
  return String(authorization ?? '').replace(/^Bearer /, '')
}
