/** All of a large list goes through in pieces: as fast as it is taken, and no further than its reader. */
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { type Odd, odd } from '../support/odd-api.ts'

const pages = 60
const size = 500
/** Some 2.3 MB a page. */
const item = (at: number) => ({
  metadata: { name: `pod-${at}`, namespace: 'web', uid: `u-${at}` },
  spec: { note: 'x'.repeat(4500) },
})
let broken = Infinity
let on: Odd
beforeAll(async () => {
  on = await odd({
    pods: (query) => {
      const limit = Number(query.get('limit') ?? 0)
      const page = Number(query.get('continue') ?? 0)
      if (page >= broken) return { kind: 'Status', code: 500, message: 'the disk is full' }
      const items = Array.from({ length: Math.min(limit, size) }, (_, at) => item(page * size + at))
      const next = page + 1 < pages ? { continue: String(page + 1) } : {}
      return {
        kind: 'PodList',
        apiVersion: 'v1',
        metadata: { resourceVersion: '7', ...next },
        items,
      }
    },
  })
})
afterAll(() => on?.stop())

const path = '/c/odd/pods?as=json&size=all'
const open = async (headers = {}): Promise<IncomingMessage> => {
  const sent = request(new URL(path, on.origin), { agent: false, headers }).end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return answer
}
const asked = () => on.asked.filter((one) => one.startsWith('pods?')).length

test('every object arrives once, as one List', async () => {
  const { status, headers, body } = await ask(on.origin, path)
  expect([status, headers['cache-control'], headers.etag]).toEqual([
    200,
    'no-store, no-transform',
    undefined,
  ])
  const list = JSON.parse(body) as { items: { metadata: { name: string } }[] }
  expect(list.items.map(({ metadata }) => metadata.name)).toEqual(
    Array.from({ length: pages * size }, (_, at) => `pod-${at}`),
  )
})

test('packed it is the same', async () => {
  const answer = await open({ 'accept-encoding': 'gzip' })
  expect(answer.headers['content-encoding']).toBe('gzip')
  const { createGunzip } = await import('node:zlib')
  let length = 0
  for await (const chunk of answer.pipe(createGunzip())) length += (chunk as Buffer).length
  expect(length).toBeGreaterThan(pages * size * 4500)
})

test('a reader that stands still holds back the API server’s pages; one that goes ends them', async () => {
  const before = asked()
  const answer = await open()
  answer.pause()
  let last = -1
  while (asked() !== last) {
    last = asked()
    await new Promise((resolve) => setTimeout(resolve, 400))
  }
  // What sockets hold, and a page on the way.
  expect(asked() - before).toBeLessThan(pages / 3)
  answer.destroy()
  await ask(on.origin, '/c/odd/services?as=json')
  expect(asked()).toBe(last)
})

test('what fails on the way breaks the answer off: half a list is not taken for a whole one', async () => {
  broken = 20
  await expect(ask(on.origin, path)).rejects.toThrow(/aborted|hang up|terminated/)
  broken = 0
  const refused = await ask(on.origin, path)
  expect([refused.status, refused.body.includes('the disk is full')]).toEqual([500, true])
  broken = Infinity
})

test('nobody takes the body of a HEAD, and nothing is read on for it', async () => {
  const before = asked()
  const { status, body } = await ask(on.origin, path, { method: 'HEAD' })
  expect([status, body]).toEqual([200, ''])
  await ask(on.origin, '/c/odd/services?as=json')
  expect(asked() - before).toBeLessThan(5)
})
