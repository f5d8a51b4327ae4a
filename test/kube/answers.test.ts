/** How answers are read: failures word for word, patience, packing, caps, plain lists, expired pages. */
import type { RequestListener } from 'node:http'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { KubeError } from '../../src/errors.ts'
import { answering, failure, json, pod, ref } from '../support/recorded.ts'
import { pods } from '../support/resources.ts'

test('a Status is kept word for word, with reason, causes and the time to wait', async () => {
  const causes = [
    { reason: 'FieldValueInvalid', message: 'must be positive', field: 'spec.replicas' },
  ]
  const status = { kind: 'Status', message: 'It is invalid.', reason: 'Invalid', code: 422 }
  const kube = await answering(json(422, { ...status, details: { causes, retryAfterSeconds: 3 } }))
  const error = await failure(kube.get(ref))
  expect(error).toBeInstanceOf(KubeError)
  const asked = { verb: 'get', resource: 'pods', namespace: 'web', name: 'cart' }
  const whole = { status: 422, message: 'It is invalid.', reason: 'Invalid', causes, retryAfter: 3 }
  expect(error).toMatchObject({ ...whole, asked })
})

test('what the API server says as bare text is kept', async () => {
  const kube = await answering((_, response) => {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n')
  })
  expect(await failure(kube.get(ref))).toMatchObject({ status: 404, message: '404 page not found' })
})

const busy = { kind: 'Status', message: 'too many requests', reason: 'TooManyRequests', code: 429 }

test('a busy server is asked again after the time that it names, twice at most', async () => {
  let requests = 0
  let until = 2
  const kube = await answering((...args) => {
    requests += 1
    if (requests > until) json(200, pod)(...args)
    else json(429, busy, { 'retry-after': '0' })(...args)
  })
  await expect(kube.get(ref)).resolves.toMatchObject({ value: pod })
  until = Infinity
  requests = 0
  expect(await failure(kube.get(ref))).toMatchObject({ status: 429, message: 'too many requests' })
  expect(requests).toBe(3)
})

test('a busy server that names more than the deadline is not waited for', async () => {
  const kube = await answering(json(429, busy, { 'retry-after': '3600' }))
  const error = await failure(kube.get(ref))
  expect(error).toMatchObject({ status: 429, retryAfter: 3600 })
})

const packed =
  (body: Buffer, encoding: string): RequestListener =>
  (_, response) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
    response.writeHead(200, headers).end(body)
  }

test('gzip that nobody asked for is unpacked, and other packing refused', async () => {
  const body = Buffer.from(JSON.stringify(pod))
  await expect((await answering(packed(gzipSync(body), 'gzip'))).get(ref)).resolves.toBeDefined()
  const odd = await failure((await answering(packed(body, 'br'))).get(ref))
  expect(odd).toMatchObject({ step: 'answer' })
})

test('an answer over the cap ends the call, packed or not', async () => {
  const large = Buffer.alloc(17 * 1024 * 1024, 32)
  for (const [body, headers] of [
    [large, {}],
    [gzipSync(large), { 'content-encoding': 'gzip' }],
  ] as const) {
    const kube = await answering((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body)
    })
    const error = await failure(kube.get(ref))
    expect(error.message).toContain('larger than 16 MiB')
  }
})

test('warnings come with the answer, each once', async () => {
  const warning = '299 - "v1 Endpoints is deprecated", 299 - "say \\"no\\"", 299 - "say \\"no\\""'
  const { warnings } = await (await answering(json(200, pod, { warning }))).get(ref)
  expect(warnings).toEqual(['v1 Endpoints is deprecated', 'say "no"'])
})

test('an API that knows no Table is printed with name and age', async () => {
  const creationTimestamp = new Date(Date.now() - 3 * 86_400_000).toISOString()
  const items = [{ metadata: { name: 'a', creationTimestamp, managedFields: [{}] } }]
  const list = { kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: '7' }, items }
  const table = await (await answering(json(200, list))).table(pods, { namespace: null })
  expect(table.columns.map(({ name }) => name)).toEqual(['Name', 'Age'])
  expect(table.rows).toEqual([{ cells: ['a', '3d'], meta: { name: 'a', creationTimestamp } }])
  expect(table).toMatchObject({ version: '7', continue: null, remaining: 0 })
})

const page = (names: string[], next?: string) => ({
  kind: 'PodList',
  metadata: { continue: next },
  items: names.map((name) => ({ metadata: { name } })),
})

test('a fill that meets an expired token begins anew, once', async () => {
  const gone = { kind: 'Status', message: 'too old', reason: 'Expired', code: 410 }
  let expired = 0
  const kube = await answering((request, response) => {
    const next = new URL(request.url ?? '', 'http://x').searchParams.get('continue')
    if (next === null) json(200, page(['a', 'b'], expired === 0 ? 'old' : 'new'))(request, response)
    else if (next === 'new') json(200, page(['c']))(request, response)
    else json(410, gone)(request, response)
    expired += next === 'old' ? 1 : 0
  })
  const { rows } = await kube.fill(pods, { namespace: null })
  expect(rows.map(({ meta }) => meta.name)).toEqual(['a', 'b', 'c'])
  expect(expired).toBe(1)
})
