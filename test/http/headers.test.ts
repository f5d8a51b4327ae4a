/** Headers of every kind of answer. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'

let program: Program
const own: Record<string, string> = {
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/x-www-form-urlencoded',
}
beforeAll(async () => {
  program = await portlight(['--demo'])
})
afterAll(() => program?.stop())

const get = (path: string, headers = {}) => ask(program.address, path, { headers })
const post = (path: string, body: string, headers = own) =>
  ask(program.address, path, { method: 'POST', body, headers })

const guards = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

test.each([
  ['a page', 200, () => get('/c/demo/pods')],
  ['a fragment', 200, () => get('/c/demo/go/namespaces')],
  ['an object alone', 200, () => get('/c/demo/namespaces/-/default?as=json')],
  ['a page that is not there', 404, () => get('/c/demo/nothing')],
  ['an address of nobody', 404, () => get('/nothing/at/all')],
  ['a parameter that makes no sense', 422, () => get('/c/demo/pods?page=0')],
  ['a form that makes no sense', 422, () => post('/theme', 'theme=pink')],
  ['a refused form', 403, () => post('/theme', 'theme=dark', {})],
  ['a redirect to the only cluster', 302, () => get('/')],
  ['a redirect to a name', 308, () => get('/c/demo/po')],
  ['a redirect after a form', 303, () => post('/theme', 'theme=dark&to=/')],
  ['a body that is too large', 413, () => post('/theme', 'a'.repeat(1_600_000))],
  ['an asset that is not there', 404, () => get('/assets/main.0000000000.js')],
  ['liveness', 200, () => get('/healthz')],
  ['readiness', 200, () => get('/readyz')],
] as const)('%s is guarded and not stored', async (_, status, answer) => {
  const { headers, status: given } = await answer()
  expect(given).toBe(status)
  expect(headers).toMatchObject({ ...guards, 'cache-control': 'no-store' })
})

test('assets are guarded too, and kept for good under a name that changes with them', async () => {
  const { body } = await get('/c/demo/pods')
  const names = body.match(/\/assets\/[\w.]+/g) ?? []
  expect(names.length).toBeGreaterThanOrEqual(3)
  for (const name of names) {
    const { status, headers } = await get(name)
    expect(status, name).toBe(200)
    expect(headers).toMatchObject({
      ...guards,
      'cache-control': 'public, max-age=31536000, immutable',
    })
  }
})

test.each(['br', 'gzip'])(
  'pages and assets come as %s where the browser takes it',
  async (coding) => {
    const { body } = await get('/c/demo/pods')
    for (const path of ['/c/demo/pods', body.match(/\/assets\/main\.\w+\.js/)![0]]) {
      const { headers } = await get(path, { 'accept-encoding': coding })
      expect(headers['content-encoding'], path).toBe(coding)
      expect(headers.vary, path).toContain('accept-encoding')
    }
  },
)

test('who may frame Portlight is a setting, and nothing else of the policy', async () => {
  const other = await portlight(['--demo', '--frame-ancestors=https://portal.example.org'])
  const { headers } = await ask(other.address, '/c/demo/pods')
  await other.stop()
  expect(headers['content-security-policy']).toBe(
    guards['content-security-policy'].replace(/'self'$/, 'https://portal.example.org'),
  )
})

/** As a policy says one thing: `frame-src`. */
const said = (policy: string | undefined, what: string) =>
  (policy ?? '').split('; ').find((part) => part.startsWith(`${what} `))
const log = '/c/demo/pods/data/postgres-0/logs'

test.each([
  ["'none'", "'self'"],
  ["'self'", "'self'"],
  ['https://portal.example.org', "https://portal.example.org 'self'"],
])(
  'where %s may frame Portlight, its own pages may frame what stands in the dock, and nothing else',
  async (setting, with_) => {
    const other = await portlight(['--demo', `--frame-ancestors=${setting}`])
    const policy = async (path: string) =>
      (await ask(other.address, path)).headers['content-security-policy'] as string
    const [framed, shell] = [
      await policy(`${log}?embed=1`),
      await policy(log.replace(/logs$/, 'exec?embed=1')),
    ]
    const whole = await Promise.all(
      [
        log,
        `${log}?embed=2`,
        '/c/demo/pods?embed=1',
        `${log.replace(/logs$/, 'yaml')}?embed=1`,
      ].map(policy),
    )
    await other.stop()
    for (const one of [framed, shell]) {
      expect(said(one, 'frame-ancestors')).toBe(`frame-ancestors ${with_}`)
      expect(said(one, 'frame-src')).toBeUndefined()
    }
    for (const one of whole) {
      expect(said(one, 'frame-ancestors')).toBe(`frame-ancestors ${setting}`)
      expect(said(one, 'frame-src')).toBe("frame-src 'self'")
    }
  },
)

test('nothing says what software answers', async () => {
  const { headers } = await get('/c/demo/pods')
  expect(headers).not.toHaveProperty('x-powered-by')
  expect(headers).not.toHaveProperty('server')
})
