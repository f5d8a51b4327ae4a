/** Differential: random changes and random faults between; in the end what was said equals a fresh list. */
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/kube.ts'
import type { Resource, TableRow } from '../../src/kube.ts'
import { ask } from '../support/ask.ts'
import { breaker } from '../support/breaker.ts'
import { hasty } from '../support/followed.ts'
import { front } from '../support/front.ts'
import { target } from '../support/target.ts'

const namespace = `follow-${process.pid}`
const space = `/api/v1/namespaces/${namespace}`
let configMaps: Resource
/** Hundreds of writes one after another take their time on a busy machine. */
const long = { timeout: 180_000 }

async function send(method: string, path: string, body?: object, type = 'application/json') {
  const { address, credential } = await target()
  const headers = (await credential.headers()) as Record<string, string>
  const text = body === undefined ? '' : JSON.stringify(body)
  const ca = address.ca === undefined ? {} : { ca: String(address.ca) }
  return await ask(address.url, path, {
    method,
    body: text,
    headers: { ...headers, 'content-type': type },
    ...ca,
  })
}

beforeAll(async () => {
  await send('POST', '/api/v1/namespaces', { metadata: { name: namespace } })
  const { address, credential } = await target()
  const connection = connect(address, credential)
  configMaps = (await connection.kube().discovery()).get('configmaps')!
  connection.close()
  return async () => void (await send('DELETE', `/api/v1/namespaces/${namespace}`))
})

/** One random creation, change or deletion among forty names. */
async function change(): Promise<void> {
  const name = `c${Math.floor(Math.random() * 40)}`
  const path = `${space}/configmaps/${name}`
  const chance = Math.random()
  if (chance < 0.3) await send('DELETE', path)
  else if (chance < 0.6) await send('POST', `${space}/configmaps`, { metadata: { name } })
  else {
    const group = String(Math.floor(Math.random() * 3))
    const metadata = { labels: { group }, annotations: { at: String(Math.random()) } }
    await send('PATCH', path, { metadata }, 'application/merge-patch+json')
  }
}

const versions = (rows: Iterable<TableRow>) =>
  Object.fromEntries([...rows].map(({ meta }) => [meta.uid ?? '', meta.resourceVersion]))

/** What a fresh list says, asked directly. */
async function fresh(labels?: string): Promise<Record<string, string | undefined>> {
  const { address, credential } = await target()
  const connection = connect(address, credential)
  const query = { namespace, ...(labels === undefined ? {} : { labels }) }
  const { rows } = await connection.kube().fill(configMaps, query)
  connection.close()
  return versions(rows)
}

test('random changes, random cuts of the connections: what was said is what is', long, async () => {
  const { address, credential } = await target()
  const door = await front(address.url)
  onTestFinished(() => door.close())
  const follow = hasty({ ...address, url: door.url }, {}, credential)
  const lists = [undefined, 'group=1', undefined].map((labels) =>
    follow(configMaps, { namespace, ...(labels === undefined ? {} : { labels }) }),
  )
  for (let at = 0; at < 400; at += 1) {
    await change()
    if (Math.random() < 0.1) door.cut()
  }
  await send('POST', `${space}/configmaps`, { metadata: { name: 'z1', labels: { group: '1' } } })
  await Promise.all(lists.map((list) => list.until(() => names(list.rows).includes('z1'))))
  expect(versions(lists[0]!.rows.values())).toEqual(await fresh())
  expect(versions(lists[1]!.rows.values())).toEqual(await fresh('group=1'))
  expect(versions(lists[2]!.rows.values())).toEqual(await fresh())
})

const names = (rows: ReadonlyMap<string, TableRow>) =>
  [...rows.values()].map(({ meta }) => meta.name)

test(
  'random changes, random refusals, halves, garbage, errors and cuts: what was said is what is',
  long,
  async () => {
    const { address, credential } = await target()
    const door = await breaker(address)
    onTestFinished(() => door.close())
    const follow = hasty(door.url, {}, credential)
    const lists = [
      follow(configMaps, { namespace }),
      follow(configMaps, { namespace, labels: 'group=1' }),
    ]
    for (let at = 0; at < 600; at += 1) await change()
    door.wild = false
    await send('POST', `${space}/configmaps`, { metadata: { name: 'z2', labels: { group: '1' } } })
    await Promise.all(lists.map((list) => list.until(() => names(list.rows).includes('z2'))))
    expect(versions(lists[0]!.rows.values())).toEqual(await fresh())
    expect(versions(lists[1]!.rows.values())).toEqual(await fresh('group=1'))
    expect([...door.broken.keys()].length).toBeGreaterThan(5)
  },
)

test('two thousand aborts at any moment leave no connection open', async () => {
  const { address, credential } = await target()
  const door = await front(address.url)
  onTestFinished(() => door.close())
  const follow = hasty({ ...address, url: door.url }, {}, credential)
  const some = async () => {
    for (let at = 0; at < 200; at += 1) {
      const list = follow(configMaps, { namespace })
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60))
      list.stop()
      expect(await list.end).toBeNull()
      if (Math.random() < 0.02) door.cut()
    }
  }
  await Promise.all(Array.from({ length: 10 }, some))
  await expect.poll(() => door.open(), { timeout: 20_000 }).toBe(0)
})
