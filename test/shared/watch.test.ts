/** A followed list on any cluster: what changes is said, also what changed while the way was cut. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/kube.ts'
import type { Connection, FollowQuery, Resource } from '../../src/kube.ts'
import { patch, pathOf } from '../support/api.ts'
import type { Item } from '../support/api.ts'
import { followed, has, is } from '../support/followed.ts'
import type { Followed } from '../support/followed.ts'
import { front } from '../support/front.ts'
import type { Front } from '../support/front.ts'
import { type Own, ownMap } from '../support/own.ts'
import { target } from '../support/target.ts'

let door: Front
let connection: Connection
let configMaps: Resource
let own: Own
beforeAll(async () => {
  own = await ownMap('watch')
  const { address, credential } = await target()
  door = await front(address.url)
  connection = connect({ ...address, url: door.url }, credential)
  const found = (await connection.kube().discovery()).get('configmaps')
  if (found === undefined) throw new Error('no config maps')
  configMaps = found
})
afterAll(async () => {
  await own.remove()
  connection.close()
  await door.close()
})

function follow(query: Partial<FollowQuery> = {}): Followed {
  const stop = new AbortController()
  const kube = connection.kube({ signal: stop.signal })
  return followed(kube.follow(configMaps, { namespace: null, ...query }), stop)
}

/** The config map that nobody else changes, as it was again after the test. */
function mine(label: string): { item: Item; mark: (value: string | null) => Promise<void> } {
  const { item } = own
  const mark = (value: string | null) =>
    patch(pathOf('configmaps', item.metadata), { metadata: { labels: { [label]: value } } })
  onTestFinished(() => mark(null))
  return { item, mark }
}

test('all rows come first, as a list gives them, and then each change', async () => {
  const { item, mark } = mine('followed')
  const namespace = item.metadata.namespace ?? null
  const list = follow({ namespace })
  await list.until(is('live'))
  const { rows, columns } = await connection.kube().fill(configMaps, { namespace })
  expect(new Set(list.rows.keys())).toEqual(new Set(rows.map(({ meta }) => meta.uid)))
  expect(list.said.find(is('reset'))).toMatchObject({ table: { columns } })
  await mark('yes')
  await list.until((last) => has(item.metadata.name)(last))
  expect(list.rows.get(item.metadata.uid)?.meta.labels).toMatchObject({ followed: 'yes' })
  expect(list.rows.get(item.metadata.uid)?.cells).toHaveLength(columns.length)
})

test('the first rows come with one list, and changes of every other after them', async () => {
  const list = follow({ first: 1 })
  await list.until(is('live'))
  expect(list.rows.size).toBe(1)
  const { item, mark } = mine('followed')
  await mark('first')
  await list.until(has(item.metadata.name))
})

test('with a selector a row comes and goes as it is named', async () => {
  const list = follow({ labels: 'followed=selected' })
  await list.until(is('live'))
  const { item, mark } = mine('followed')
  await mark('selected')
  await list.until(has(item.metadata.name))
  await mark('other')
  await list.until(is('gone'))
  expect([...list.rows.keys()]).toEqual([])
})

test('a way that is cut is told at once; what changed meanwhile is said when it heals', async () => {
  const { item, mark } = mine('followed')
  const list = follow()
  await list.until(is('live'))
  door.cut()
  await list.until(is('stale'))
  await mark('meanwhile')
  await list.until(
    () => list.rows.get(item.metadata.uid)?.meta.labels?.['followed'] === 'meanwhile',
  )
  expect(list.said.filter(is('reset'))).toHaveLength(1)
})

test('who leaves leaves nothing open', async () => {
  const lists = Array.from({ length: 20 }, () => follow())
  await Promise.all(lists.map((list) => list.until(is('live'))))
  for (const list of lists) list.stop()
  for (const list of lists) expect(await list.end).toBeNull()
  await expect.poll(() => door.open()).toBeLessThanOrEqual(8)
})
