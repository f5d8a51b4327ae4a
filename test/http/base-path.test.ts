/** Below a base path every link and redirect stays within it. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'

let program: Program
beforeAll(async () => {
  program = await portlight(['--demo', '--base-path=/a/b'])
})
afterAll(() => program?.stop())

const get = (path: string) => ask(program.address, path)
const linking = ['href', 'src', 'action', 'hx-get', 'hx-post'] as const

test.each([
  '/c/demo',
  '/c/demo/pods',
  '/c/demo/pods?size=2&sort=age',
  '/c/demo/nodes',
  '/c/demo/search?q=a',
  '/c/demo/go/namespaces',
  '/c/demo/nothing',
  '/nothing',
])('every link of %s stays below the base path', async (path) => {
  const { body } = await get(`/a/b${path}`)
  const found = parse(body)
    .querySelectorAll('*')
    .flatMap((one) => linking.map((name) => one.getAttribute(name)))
    .filter((value) => value !== undefined && value !== '#main')
  expect(found.filter((value) => !value!.startsWith('/a/b/'))).toEqual([])
})

test.each([
  ['/a/b', 308, '/a/b/'],
  ['/a/b/', 302, '/a/b/c/demo'],
  ['/a/b/c/demo/po', 308, '/a/b/c/demo/pods'],
  ['/a/b/c/demo/po/web/cart?x=1', 308, '/a/b/c/demo/pods/web/cart?x=1'],
] as const)('%s redirects within it', async (path, status, location) => {
  const answer = await get(path)
  expect([answer.status, answer.headers.location]).toEqual([status, location])
})

test('what is not below it is not there, but the probes', async () => {
  expect((await get('/c/demo/pods')).status).toBe(404)
  expect((await get('/a/bc/c/demo/pods')).status).toBe(404)
  expect((await get('/healthz')).body).toBe('ok')
  expect((await get('/readyz')).body).toBe('ok')
  expect((await get('/a/b/healthz')).status).toBe(404)
})

test('cookies belong to the base path', async () => {
  const { headers } = await get('/a/b/c/demo/pods?ns=web')
  for (const cookie of headers['set-cookie'] ?? []) expect(cookie).toContain('Path=/a/b;')
  expect(headers['set-cookie']).toHaveLength(1)
})
