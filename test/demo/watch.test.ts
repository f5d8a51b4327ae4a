/** Watches on the demo: from a version, through selectors, as Tables, and too late. */
import { expect, test } from 'vitest'
import { type Object_, asTable, demo } from './demo.ts'

const cluster = demo()
const maps = '/api/v1/namespaces/shop/configmaps'
async function version(): Promise<string> {
  const { metadata } = (await cluster.call(`${maps}?limit=1`)).json() as unknown as Object_
  return metadata.resourceVersion
}

test('changes since a version are told in order, then new ones as they come', async () => {
  const since = await version()
  await cluster.patch(`${maps}/cart`, { data: { TTL: '1h' } })
  const watch = await cluster.watch(`${maps}?watch=true&resourceVersion=${since}`)
  await cluster.remove(`${maps}/catalog`)
  const first = await watch.next()
  const second = await watch.next()
  watch.close()
  expect([first?.type, first?.object.metadata.name]).toEqual(['MODIFIED', 'cart'])
  expect([second?.type, second?.object.metadata.name]).toEqual(['DELETED', 'catalog'])
  expect(Number(second?.object.metadata.resourceVersion)).toBeGreaterThan(
    Number(first?.object.metadata.resourceVersion),
  )
})

test('a label that starts or stops matching is an object that comes or goes', async () => {
  const watch = await cluster.watch(
    `${maps}?watch=true&labelSelector=probe&resourceVersion=${await version()}`,
  )
  await cluster.patch(`${maps}/storefront`, { metadata: { labels: { probe: 'yes' } } })
  await cluster.patch(`${maps}/storefront`, { metadata: { labels: { probe: null } } })
  expect([(await watch.next())?.type, (await watch.next())?.type]).toEqual(['ADDED', 'DELETED'])
  watch.close()
})

test('a version that is forgotten is a 410 inside the stream', async () => {
  const watch = await cluster.watch(`${maps}?watch=true&resourceVersion=1`)
  const event = await watch.next()
  expect(event?.type).toBe('ERROR')
  expect(event?.object).toMatchObject({ kind: 'Status', code: 410, reason: 'Expired' })
  expect(event?.object['message']).toMatch(/^too old resource version: 1 \(\d+\)$/)
  expect(await watch.next()).toBeNull()
})

test('its time over, a watch says the version and ends', async () => {
  const path = `${maps}?watch=true&allowWatchBookmarks=true&timeoutSeconds=1&resourceVersion=${await version()}`
  const watch = await cluster.watch(path)
  const event = await watch.next()
  expect([event?.type, event?.object['kind']]).toEqual(['BOOKMARK', 'ConfigMap'])
  expect(event?.object.metadata.resourceVersion).toMatch(/^\d+$/)
  expect(await watch.next()).toBeNull()
})

test('a Table names its columns in the first event only', async () => {
  const watch = await cluster.watch('/api/v1/namespaces?watch=true', asTable)
  const [first, second] = [await watch.next(), await watch.next()]
  watch.close()
  expect(first?.object['columnDefinitions']).toHaveLength(3)
  expect(second?.object['columnDefinitions']).toBeNull()
})

test('initial events are not done', async () => {
  const answer = await cluster.call(`${maps}?watch=true&sendInitialEvents=true`)
  expect(answer.status).toBe(501)
})
