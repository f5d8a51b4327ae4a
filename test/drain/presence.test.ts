/** Which pods are on a node is asked once for all who wait, and not again beside a slow answer. */
import { createServer, type ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { connect, type Kube } from '../../src/kube.ts'
import { Presence } from '../../src/pages/drain/presence.ts'
import { listen } from '../support/listen.ts'
import { pods } from '../support/resources.ts'

/** Answered by the test. */
const open: ServerResponse[] = []
const api = createServer((_, response) => void open.push(response))
let kube: Kube

beforeAll(async () => {
  const url = new URL(`http://127.0.0.1:${await listen(api)}`)
  kube = connect({ cluster: 'x', url }, { headers: async () => ({}) }).kube()
})
afterEach(() => {
  vi.useRealTimers()
  open.length = 0
})
afterAll(() => {
  api.closeAllConnections()
  api.close()
})

const asked = (count: number) => expect.poll(() => open.length).toBe(count)
const json = { 'content-type': 'application/json' }
const answer = (at: number, ...uids: readonly string[]) =>
  open[at]!.writeHead(200, json).end(
    JSON.stringify({ metadata: {}, items: uids.map((uid) => ({ metadata: { uid } })) }),
  )

test('a look that takes longer than a second is not begun again beside itself', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const presence = new Presence(pods, 'node')
  const first = presence.look(kube, 'a')
  await asked(1)
  vi.advanceTimersByTime(1500)
  const second = presence.look(kube, 'b')
  answer(0, 'a')
  expect([await first, await second]).toEqual([expect.objectContaining({ uid: 'a' }), null])
  expect(open).toHaveLength(1)
  // It was of a second and a half ago.
  const third = presence.look(kube, 'b')
  await asked(2)
  answer(1, 'b')
  expect(await third).toMatchObject({ uid: 'b' })
  expect(await presence.look(kube, 'a')).toBeNull()
  expect(open).toHaveLength(2)
})

test('all who wait hear of a failure, and the next asks anew', async () => {
  const presence = new Presence(pods, 'node')
  const both = [presence.look(kube, 'a'), presence.look(kube, 'b')].map((each) =>
    each.catch(({ status }: { status: number }) => status),
  )
  await asked(1)
  const refusal = { kind: 'Status', code: 403, message: 'no' }
  open[0]!.writeHead(403, json).end(JSON.stringify(refusal))
  expect(await Promise.all(both)).toEqual([403, 403])
  const next = presence.look(kube, 'a')
  await asked(2)
  answer(1, 'a')
  expect(await next).toMatchObject({ uid: 'a' })
})
