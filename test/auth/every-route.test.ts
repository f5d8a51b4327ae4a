/** Rules that hold for each route that there is, or will be: they are taken from the application itself. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { pages } from '../../src/pages.ts'
import { boss, type House, house } from './house.ts'

const values: Readonly<Record<string, string>> = {
  cluster: 'shop',
  resource: 'deployments.apps',
  namespace: 'shop',
  name: 'cart',
  part: 'pods',
}

/** The addresses of a route: of a parameter that is one of several words, each. */
function addresses(route: string): readonly string[] {
  const [, before = '', name = '', words, after = ''] =
    /^(.*?):(\w+)(?:\{([^}]*)\})?(.*)$/.exec(route) ?? []
  if (name === '') return [route]
  const all = words?.split('|') ?? [values[name] ?? 'x']
  return all.flatMap((value) => addresses(`${before}${value}${after}`))
}

const of = (method: string) => [
  ...new Set(
    pages.routes.filter((one) => one.method === method).flatMap(({ path }) => addresses(path)),
  ),
]
const [read, written] = [of('GET'), of('POST')]
const form = { 'content-type': 'application/x-www-form-urlencoded' }
/** What changes nothing: reading, and asking what one may and who one is. */
const harmless =
  /^(?:GET \S+|POST \/apis\/auth(?:entication|orization)\.k8s\.io\/v\w+\/\w+reviews)$/

let on: House
let cookie = ''
beforeAll(async () => {
  on = await house()
  on.reset()
  cookie = await on.enter(boss)
})
afterAll(() => on?.stop())
beforeEach(() => void (on.door.calls.length = 0))

test('there are routes, and none but these methods', () => {
  expect([read.length > 40, written.length > 20]).toEqual([true, true])
  expect(new Set(pages.routes.map(({ method }) => method))).toEqual(new Set(['GET', 'POST', 'ALL']))
})

describe('who is signed in', () => {
  test.each(written)('is not spoken for by a page elsewhere: POST %s', async (path) => {
    for (const said of [
      {},
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site', origin: on.program.address.origin },
      { 'sec-fetch-site': 'none' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ])
      for (const type of [form['content-type'], 'application/json', 'text/plain']) {
        const headers = { cookie, 'content-type': type, 'hx-request': 'true', ...said }
        const { status } = await on.ask(path, {
          method: 'POST',
          headers,
          body: 'token=x&confirm=cart',
        })
        expect(status, JSON.stringify([said, type])).toBe(403)
      }
    expect(on.door.calls).toEqual([])
  })

  test.each(read)('changes nothing by looking: GET %s', async (path) => {
    const fields = 'step=apply&confirm=cart&replicas=0&show=a&token=x&remove=a&_method=DELETE'
    const override = { 'x-http-method-override': 'DELETE', 'x-method-override': 'PUT' }
    for (const query of ['', `?${fields}`]) {
      const { status } = await on.get(path + query, { cookie, ...override })
      expect(status, query).toBeLessThan(500)
    }
    expect(on.door.calls.filter(({ asked }) => !harmless.test(asked))).toEqual([])
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND'])(
    'does nothing by %s',
    async (method) => {
      const headers = { cookie, 'sec-fetch-site': 'same-origin', ...form }
      for (const path of [...read, ...written]) {
        const { status, body } = await on.ask(path, { method, headers, body: 'confirm=cart' })
        expect([404, 405], path).toContain(status)
        expect(body, path).not.toContain(cookie.split('=')[1])
      }
      expect(on.door.calls.filter(({ asked }) => !harmless.test(asked))).toEqual([])
    },
  )
})

describe('who is not signed in', () => {
  test.each(read.filter((path) => path.startsWith('/c/')))(
    'learns nothing of a cluster, and nobody is asked for them: GET %s',
    async (path) => {
      const { status, body } = await on.get(path)
      expect([303, 401], String(status)).toContain(status)
      expect(body).not.toContain('data-resource=')
      expect(on.door.calls).toEqual([])
    },
  )

  test.each(written.filter((path) => !/sign-in$|sign-out$|^\/(?:theme|dock)$/.test(path)))(
    'does nothing: POST %s',
    async (path) => {
      expect((await on.post(path, { confirm: 'cart' })).status).toBe(401)
      expect(on.door.calls).toEqual([])
    },
  )
})

/** What the API server gets is made from nothing: of a request's own headers none is passed on. */
test.each([
  { 'impersonate-user': 'system:admin', 'impersonate-group': 'system:masters' },
  { 'Impersonate-Extra-scopes': 'x', Impersonate_User: 'system:admin' },
  { 'x-remote-user': 'system:admin', 'x-remote-group': 'system:masters', 'x-remote-extra-a': 'b' },
  { 'x-forwarded-user': 'boss', 'x-auth-request-user': 'boss', 'x-forwarded-access-token': 'boss' },
  { 'x-forwarded-for': '10.0.0.1', 'x-real-ip': '10.0.0.1', forwarded: 'for=10.0.0.1' },
  { connection: 'close, authorization', 'proxy-authorization': 'Basic x', te: 'trailers' },
  { 'x-portlight-cluster': 'other', 'x-csrf-token': 'x', referer: 'https://evil.example/' },
])('only our own headers go on: %j', async (headers) => {
  const { status } = await on.get(`${on.cluster}/pods?ns=shop`, { cookie, ...headers })
  expect(status).toBe(200)
  const names = new Set(on.door.calls.flatMap((call) => Object.keys(call.headers)))
  const ours = ['accept', 'accept-encoding', 'authorization', 'connection', 'host', 'user-agent']
  expect(
    [...names].filter((name) => ![...ours, 'content-type', 'content-length'].includes(name)),
  ).toEqual([])
  expect(new Set(on.door.calls.map(({ authorization }) => authorization))).toEqual(
    new Set([`Bearer ${boss}`]),
  )
})
