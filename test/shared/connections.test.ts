/** How Kube uses connections: few for short calls, one for each long stream, and none in the other's way. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/kube.ts'
import type { Change, Connection, Kube, Resource } from '../../src/kube.ts'
import { as } from '../../src/kube/json.ts'
import { front } from '../support/front.ts'
import type { Front } from '../support/front.ts'
import { needs, target } from '../support/target.ts'

let door: Front
let connection: Connection
let kube: Kube
let pods: Resource

beforeAll(async () => {
  const { address, credential } = await target()
  door = await front(address.url)
  connection = connect({ ...address, url: door.url }, credential)
  kube = connection.kube()
  pods = (await kube.discovery()).get('pods')!
})

afterAll(async () => {
  connection.close()
  await door.close()
})

async function aPod() {
  const running = { namespace: null, fields: 'status.phase=Running' }
  const [pod] = (await kube.metadata(pods, running)).items
  return {
    resource: pods,
    namespace: pod?.metadata.namespace ?? '',
    name: pod?.metadata.name ?? '',
  }
}

const slow = { timeout: 60_000 }

test('1,000 short calls, 50 at a time, use at most 4 connections', async () => {
  const ref = await aPod()
  let left = 1_000
  const caller = async () => {
    for (; left > 0; left -= 1) await kube.head(ref)
  }
  await Promise.all(Array.from({ length: 50 }, caller))
  console.log(`connections used: ${door.taken()}`)
  expect(door.taken()).toBeLessThanOrEqual(4)
})

test('200 people of one cluster share the connections', async () => {
  const { address, credential } = await target()
  const people = Array.from({ length: 200 }, () =>
    connect({ ...address, url: door.url }, credential),
  )
  const ref = await aPod()
  await Promise.all(people.map((person) => person.kube().head(ref)))
  for (const person of people) person.close()
  expect(door.taken()).toBeLessThanOrEqual(8)
  await expect(kube.head(ref)).resolves.toBeDefined()
})

needs('watch-table', 'logs-follow')(
  'with 300 watches and 100 logs open a small read still answers',
  async () => {
    const stop = new AbortController()
    onTestFinished(() => stop.abort())
    const work = connection.kube({ signal: stop.signal })
    const ref = await aPod()
    const container = await firstContainer(ref)
    await Promise.all(Array.from({ length: 300 }, () => watching(work)))
    const logs = Array.from({ length: 100 }, () => work.logBytes(ref, { container, follow: true }))
    // A quiet container sends no head; what counts is that these are open too.
    const settled = Promise.allSettled(logs)
    await expect.poll(() => door.open(), slow).toBeGreaterThanOrEqual(400)
    await expect(kube.head(ref)).resolves.toBeDefined()
    stop.abort()
    await settled
    await expect.poll(() => door.open(), slow).toBeLessThanOrEqual(8)
  },
  180_000,
)

async function firstContainer(ref: Parameters<Kube['get']>[0]): Promise<string> {
  const { value } = await kube.get(ref)
  return as<{ containers: { name: string }[] }>(value['spec']).containers[0]?.name ?? ''
}

/** Resolves once a watch is open, which nobody reads on from there. */
async function watching(work: Kube): Promise<void> {
  const changes = work.follow(pods, { namespace: null, first: 1 })[Symbol.asyncIterator]()
  onTestFinished(() => void changes.return?.())
  for (let said = ''; said !== 'live';) said = as<Change>((await changes.next()).value).type
}

needs('watch-table')('a stream ends with the work that asked for it', async () => {
  const stop = new AbortController()
  const work = connection.kube({ signal: stop.signal })
  for await (const { type } of work.follow(pods, { namespace: null, first: 1 }))
    if (type === 'live') stop.abort()
  expect(stop.signal.aborted).toBe(true)
})

test('a connection that breaks is replaced, and the reads under way are sent again', async () => {
  const ref = await aPod()
  const reads = Array.from({ length: 20 }, () => kube.head(ref))
  await new Promise((resolve) => setImmediate(resolve))
  door.cut()
  const answers = await Promise.all(reads)
  expect(answers).toHaveLength(20)
  await expect(kube.head(ref)).resolves.toBeDefined()
})

test('a page that is left ends its calls with its own reason', async () => {
  const stop = new AbortController()
  const ref = await aPod()
  door.freeze(true)
  const read = connection.kube({ signal: stop.signal }).get(ref)
  stop.abort(new Error('the page was left'))
  await expect(read).rejects.toThrow('the page was left')
  door.freeze(false)
  door.cut()
})

test('calls are counted for the page', async () => {
  const tally = { calls: 0, ms: 0, open: 0 }
  await connection.kube({ tally }).head(await aPod())
  expect(tally.calls).toBe(1)
  expect(tally.ms).toBeGreaterThan(0)
})
