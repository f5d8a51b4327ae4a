/** No name that can never exist leaves the house, and none that does reaches another path. */
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { InvalidInput, NotFound } from '../../src/errors.ts'
import { connect } from '../../src/kube.ts'
import type { Connection, Kube } from '../../src/kube.ts'
import { pathOf } from '../../src/kube/path.ts'
import { listen } from '../support/listen.ts'
import { pods, roles } from '../support/resources.ts'

let server: Server
let connection: Connection
let kube: Kube
let seen: string[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request.url ?? '')
    response.setHeader('content-type', 'application/json').end('{"metadata":{"name":"x"}}')
  })
  const url = new URL(`http://127.0.0.1:${await listen(server)}`)
  const address = { cluster: 'recorder', url }
  connection = connect(address, { headers: async () => ({}) })
  kube = connection.kube()
})

afterAll(() => {
  connection.close()
  server.close()
})

beforeEach(() => {
  seen = []
})

const steps = [
  '..',
  '.',
  '%2e%2e',
  '%2E.',
  '..%2f',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '%e0%80%ae',
  '．．/',
]
const joints = [
  '/',
  '\\',
  '%2f',
  '%2F',
  '%252f',
  '%5c',
  '%255c',
  '%c0%af',
  ';/',
  '?',
  '#',
  '\0',
  '\r\n',
]
const ends = ['secrets/db', 'secrets%2fdb', 'etc']
const walks = steps.flatMap((step) =>
  joints.flatMap((joint) => ends.map((end) => `a${joint}${step}${joint}${end}`)),
)
const places = joints.flatMap((joint) => [`a${joint}b`, `${joint}a`, `a${joint}`])
const others = [
  ['', '.', '..', '__proto__', '__defineGetter__', 'x'.repeat(254), 'a\0', '\0', 'a\tb', 'a b'],
  [
    'a\r\nHost: evil',
    'a\nGET / HTTP/1.1',
    'a\u2028b',
    'a\u202Eb',
    '\uD800',
    'a\u200Bb',
    '%',
    '%00',
  ],
].flat()
const corpus = [...walks, ...places, ...others]

test('the corpus has at least 200 names', () => {
  expect(new Set(corpus).size).toBeGreaterThanOrEqual(200)
})

test('no name of the corpus is asked for, in any place of a path', async () => {
  for (const bad of corpus) {
    const ref = { resource: pods, namespace: 'web', name: bad }
    const calls = [
      kube.get(ref),
      kube.head(ref),
      kube.yaml(ref),
      kube.get({ ...ref, namespace: bad, name: 'cart' }),
      kube.get({ resource: roles, namespace: null, name: bad }),
      kube.table(pods, { namespace: bad }),
      kube.fill(pods, { namespace: bad }),
      kube.objects({ ...pods, plural: bad }, { namespace: null }),
      kube.objects({ ...pods, group: bad === '' ? '/' : bad }, { namespace: null }),
      kube.objects({ ...pods, version: bad }, { namespace: null }),
      kube.logBytes(ref, { container: 'app', follow: true }),
      kube.can('get', pods, 'web', bad),
    ]
    for (const call of calls) {
      const refusal = await call.then(
        () => 'asked',
        (error: unknown) => error,
      )
      expect(refusal, JSON.stringify(bad)).toBeInstanceOf(NotFound)
    }
  }
  expect(seen).toEqual([])
})

test('whatever a selector or page token says stays in the query', async () => {
  for (const bad of corpus.filter((text) => text.isWellFormed())) {
    await kube.table(pods, { namespace: 'web', labels: bad, fields: bad, continue: bad })
  }
  expect(seen.length).toBeGreaterThan(0)
  for (const url of seen) {
    expect(new URL(url, 'http://x').pathname).toBe('/api/v1/namespaces/web/pods')
    expect(url).toMatch(/^[\x21-\x7E]+$/)
    expect(url).not.toContain('#')
  }
})

test('a refused name is told with its reason, shortened and without control characters', () => {
  const long = { resource: pods, namespace: 'web', name: `a\0${'b'.repeat(300)}` }
  expect(() => pathOf(long)).toThrow(/There is no object “a\uFFFDb{98}”: a name has at most 253/)
  const named = { resource: pods, namespace: 'Web', name: 'cart' }
  expect(() => pathOf(named)).toThrow(/There is no namespace “Web”: a namespace is/)
})

test('names that exist are encoded where needed', () => {
  const role = { resource: roles, namespace: null, name: 'system:controller:job’s' }
  expect(pathOf(role)).toBe(
    '/apis/rbac.authorization.k8s.io/v1/clusterroles/system%3Acontroller%3Ajob%E2%80%99s',
  )
  const log = { resource: pods, namespace: 'web', name: 'cart-1.x', subresource: 'log' }
  expect(pathOf(log, { container: 'a&b' })).toBe(
    '/api/v1/namespaces/web/pods/cart-1.x/log?container=a%26b',
  )
})

test('a namespace where there is none, and none where there is one, names nothing', () => {
  expect(() => pathOf({ resource: roles, namespace: 'web' })).toThrow(NotFound)
  expect(() => pathOf({ resource: pods, namespace: null, name: 'cart' })).toThrow(NotFound)
})

test('a page size that is none is wrong input', async () => {
  for (const limit of [0, -1, 1.5, Number.NaN, Infinity]) {
    await expect(kube.table(pods, { namespace: null, limit })).rejects.toBeInstanceOf(InvalidInput)
  }
  expect(seen).toEqual([])
})
