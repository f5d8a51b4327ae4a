/** What an operator sees of a running process: figures, a line a request, and how long a page took. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'

let program: Program
let figures: string
const origin = () => program.address.origin

beforeAll(async () => {
  program = await portlight(['--demo', '--metrics-port=0', '--log=json', '--base-path=/a/b'])
  const [line = {}] = await vi.waitUntil(
    () => lines('Metrics are on port').length > 0 && lines('Metrics are on port'),
    { timeout: 20_000 },
  )
  figures = `http://127.0.0.1:${/port (\d+)/.exec(String(line['message']))![1]}`
})
afterAll(() => program?.stop())

type Line = Readonly<Record<string, unknown>>
const lines = (word: string) =>
  program.lines.filter((line) => line.includes(word)).map((line) => JSON.parse(line) as Line)

/** `name{labels}` → value; each line is one that the format knows. */
async function told(): Promise<ReadonlyMap<string, number>> {
  const { status, headers, body } = await ask(figures, '/metrics')
  expect(status).toBe(200)
  expect(headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(body.endsWith('\n')).toBe(true)
  const samples = new Map<string, number>()
  for (const line of body.trimEnd().split('\n')) {
    if (/^# (HELP|TYPE) [a-z_]+ \S/.test(line)) continue
    const found =
      /^(?<key>[a-z_]+(?:\{(?:[a-z]+="(?:[^"\\]|\\.)*",?)+\})?) (?<value>[\d.e+-]+)$/.exec(line)
    expect(found, line).not.toBeNull()
    samples.set(found?.groups?.['key'] ?? '', Number(found?.groups?.['value']))
  }
  return samples
}

describe('figures', () => {
  test('each request counts once, by the route that answered', async () => {
    for (const name of ['cart', 'checkout']) await ask(origin(), `/a/b/c/demo/pods/shop/${name}-x`)
    await ask(origin(), '/a/b/c/demo/pods')
    await ask(origin(), '/nothing/here')
    const all = await told()
    const count = (route: string, status: number) =>
      all.get(`portlight_http_requests_total{route="${route}",method="GET",status="${status}"}`)
    expect(count('/c/:cluster/:resource/:namespace/:name', 404)).toBe(2)
    expect(count('/c/:cluster/:resource', 200)).toBe(1)
    expect(count('none', 404)).toBe(1)
    const list = 'portlight_http_request_duration_seconds'
    expect(all.get(`${list}_bucket{route="/c/:cluster/:resource",le="+Inf"}`)).toBe(1)
    expect(all.get(`${list}_count{route="/c/:cluster/:resource"}`)).toBe(1)
  })

  test('what is asked of API servers counts, with what it answered', async () => {
    const before = await told()
    await ask(origin(), '/a/b/c/demo/configmaps/shop/missing')
    const after = await told()
    const more = (key: string) => (after.get(key) ?? 0) - (before.get(key) ?? 0)
    // The object, and its row of the list.
    expect(more('portlight_upstream_calls_total{status="404"}')).toBe(2)
    expect(more('portlight_upstream_call_duration_seconds_count')).toBeGreaterThan(0)
  })

  test('streams and watches are those that are open now', async () => {
    const gone = new AbortController()
    const stream = await fetch(`${origin()}/a/b/c/demo/pods?watch=`, {
      headers: { accept: 'text/event-stream', 'sec-fetch-mode': 'cors' },
      signal: gone.signal,
    })
    await stream.body?.getReader().read()
    await expect.poll(async () => (await told()).get('portlight_watches')).toBe(1)
    const during = await told()
    expect(during.get('portlight_streams')).toBe(1)
    expect(during.get('portlight_collections')).toBeGreaterThan(0)
    expect(during.get('portlight_rows')).toBeGreaterThan(10)
    expect(during.get('portlight_rows_bytes')).toBeGreaterThan(1000)
    gone.abort()
    await expect.poll(async () => (await told()).get('portlight_streams')).toBe(0)
  })

  test('the process itself is told of, by the names that all exporters use', async () => {
    const all = await told()
    expect(all.get('process_resident_memory_bytes')).toBeGreaterThan(20_000_000)
    expect(all.get('process_start_time_seconds')).toBeGreaterThan(1_700_000_000)
    expect([...all.keys()].some((key) => key.startsWith('portlight_build_info{version="'))).toBe(
      true,
    )
    expect(all.get('portlight_event_loop_delay_seconds{quantile="0.99"}')).toBeLessThan(5)
  })

  test('no cluster, no object, no person is named, and there are few series', async () => {
    await ask(origin(), '/a/b/c/demo/pods/shop/cart-7d9c?q=secret')
    await ask(origin(), '/a/b/c/elsewhere/pods', { method: 'BREW' })
    const { body } = await ask(figures, '/metrics')
    expect(body).not.toMatch(/shop|cart|elsewhere|secret|BREW|captain/)
    expect(body.split('\n').length).toBeLessThan(400)
  })

  test('they are on their own port alone', async () => {
    for (const path of ['/metrics', '/a/b/metrics'])
      expect((await ask(origin(), path)).status).toBe(404)
    for (const path of ['/', '/a/b/c/demo/pods', '/healthz'])
      expect((await ask(figures, path)).status).toBe(404)
  })
})

test('a request is one line that a machine can read, and holds no query', async () => {
  await ask(origin(), '/a/b/c/demo/deployments.apps?q=password', {
    headers: { authorization: 'Bearer a-token-of-mine' },
  })
  const [line = {}] = lines('/c/demo/deployments.apps')
  expect(line).toMatchObject({
    level: 'info',
    method: 'GET',
    path: '/a/b/c/demo/deployments.apps',
    route: '/c/:cluster/:resource',
    status: 200,
    id: expect.stringMatching(/^[\da-f-]{36}$/),
    ms: expect.any(Number),
    user: expect.stringMatching(/./),
  })
  expect(program.lines.join('\n')).not.toMatch(/password|a-token-of-mine/)
})

test('a page says how long it waited for the API server and how long for the rest', async () => {
  const page = await ask(origin(), '/a/b/c/demo/pods')
  expect(page.headers['server-timing']).toMatch(/^upstream;dur=[\d.]+,render;dur=[\d.]+$/)
  const [, upstream = ''] =
    /upstream;dur=([\d.]+)/.exec(String(page.headers['server-timing'])) ?? []
  expect(Number(upstream)).toBeGreaterThan(0)
  const text = await ask(origin(), '/a/b/c/demo/pods?as=txt')
  expect(text.headers['server-timing']).toBeUndefined()
})
