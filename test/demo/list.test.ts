/** Lists of the demo: pages, selectors, prints and refusals. */
import { expect, test } from 'vitest'
import { load } from 'js-yaml'
import { type Fields, demo } from './demo.ts'

const cluster = demo()
const pods = '/api/v1/pods'
const names = async (query: string) =>
  (await cluster.items(`${pods}?${query}`)).map((one) => one.metadata.name)
interface List {
  metadata: { continue?: string; remainingItemCount?: number; resourceVersion: string }
  items: { metadata: Fields }[]
}
async function page(path: string): Promise<List> {
  return (await cluster.call(path)).json() as unknown as List
}

test('pages together are the list, and each says how many are left', async () => {
  const all = await names('')
  const seen: unknown[] = []
  let token = ''
  do {
    const { metadata, items } = await page(`${pods}?limit=20&continue=${token}`)
    seen.push(...items.map((one) => one.metadata['name']))
    token = metadata.continue ?? ''
    expect(metadata.remainingItemCount ?? 0).toBe(all.length - seen.length)
  } while (token !== '')
  expect(seen).toEqual(all)
})

test('a list goes on at the version it began with', async () => {
  const maps = '/api/v1/configmaps'
  const first = (await cluster.call(`${maps}?limit=1`)).json()['metadata'] as Fields
  await cluster.remove('/api/v1/namespaces/web/configmaps/www-nginx')
  const rest = await page(`${maps}?continue=${String(first['continue'])}`)
  expect(rest.metadata['resourceVersion']).toBe(first['resourceVersion'])
  expect(rest.items.map((one) => one.metadata['name'])).not.toContain('www-nginx')
})

test('with a selector nothing is said of what is left', async () => {
  const { metadata } = await page(`${pods}?limit=2&labelSelector=app.kubernetes.io/part-of=shop`)
  expect(metadata.continue).toBeDefined()
  expect(metadata.remainingItemCount).toBeUndefined()
})

test('a token that is too old, or from nowhere, is answered with 410', async () => {
  for (const version of [1, 2 ** 40]) {
    const token = Buffer.from(JSON.stringify({ version, last: 'shop/cart' })).toString('base64url')
    const answer = await cluster.call(`${pods}?continue=${token}`)
    expect([answer.status, answer.json()['reason']]).toEqual([410, 'Expired'])
    expect(answer.json()['message']).toContain('continue parameter is too old')
  }
})

test('names come in the order of etcd’s keys', async () => {
  const keys = (await cluster.items(pods)).map(
    ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
  )
  expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)))
})

const app = 'app.kubernetes.io/name'
test.each([
  [`${app}=cart`, 3],
  [`${app}==cart`, 3],
  [`${app} in (cart, catalog)`, 6],
  [`${app} in (cart,catalog),app.kubernetes.io/version=0.97.1`, 3],
  [
    `app.kubernetes.io/part-of=shop,${app} notin (cart,catalog,storefront,checkout,payments,sitemap)`,
    8,
  ],
  ['pod-template-hash,app.kubernetes.io/part-of=web', 7],
  ['!pod-template-hash,app.kubernetes.io/part-of=data', 9],
  [`app.kubernetes.io/part-of=web,${app}!=www`, 4],
  ['nothing=here', 0],
])('the label selector %s lets %i pods through', async (selector, amount) => {
  expect(await names(`labelSelector=${encodeURIComponent(selector)}`)).toHaveLength(amount)
})

test.each([
  ['pods', 'metadata.name=postgres-0', 1],
  ['pods', 'status.phase=Pending', 3],
  ['pods', 'status.phase!=Running,metadata.namespace=data', 3],
  ['pods', 'spec.nodeName=keel-1', 2],
  ['events', 'involvedObject.kind=PersistentVolumeClaim,type=Warning', 1],
  ['events', 'reason=BackoffLimitExceeded', 1],
  ['events', 'involvedObject.apiVersion=v1,involvedObject.kind=Node,involvedObject.name=mast-3', 1],
  ['secrets', 'type=kubernetes.io/tls', 3],
])('the field selector of %s, %s, lets %i through', async (plural, selector, amount) => {
  expect(await cluster.items(`/api/v1/${plural}?fieldSelector=${selector}`)).toHaveLength(amount)
})

test.each([
  [`${pods}?fieldSelector=spec.hostname=x`, 'field label not supported: spec.hostname'],
  [`${pods}?labelSelector=a%20of%20b`, 'unable to parse requirement: a of b'],
  [`${pods}?fieldSelector=a`, "invalid selector: 'a'; can't understand 'a'"],
  [`${pods}?limit=x`, 'strconv.ParseInt: parsing "x": invalid syntax'],
])('%s is refused in the real server’s words', async (path, message) => {
  const answer = await cluster.call(path)
  expect([answer.status, answer.json()['message']]).toEqual([400, message])
})

test.each([
  [404, 'GET', '/api/v1/namespaces/shop/pods/nope', 'pods "nope" not found'],
  [
    404,
    'GET',
    '/apis/apps/v1/namespaces/shop/deployments/nope',
    'deployments.apps "nope" not found',
  ],
  [404, 'GET', '/api/v1/podz', 'the server could not find the requested resource'],
  [404, 'GET', '/api/v1/pods/x', 'the server could not find the requested resource'],
  [
    501,
    'DELETE',
    '/api/v1/namespaces/shop/pods',
    'the demo cluster does not do this: DELETE of pods (collection)',
  ],
])('%i for %s %s', async (status, method, path, message) => {
  const answer = await cluster.call(path, method)
  expect([answer.status, answer.json()['message']]).toEqual([status, message])
})

test('YAML has sorted keys and is the same object', async () => {
  const path = '/api/v1/namespaces/data/pods/postgres-0'
  const yaml = await cluster.call(path, 'GET', '', '', 'application/yaml')
  expect(yaml.headers['content-type']).toBe('application/yaml')
  expect(load(yaml.body)).toEqual((await cluster.call(path)).json())
  expect(yaml.body.match(/^\w+/gm)).toEqual(['apiVersion', 'kind', 'metadata', 'spec', 'status'])
})

test('discovery is told in one piece only', async () => {
  const accept = 'application/json;v=v2;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList'
  const told = await cluster.call('/apis', 'GET', '', '', accept)
  expect(told.json()['kind']).toBe('APIGroupDiscoveryList')
  for (const path of ['/api', '/apis', '/api/v1', '/apis/apps/v1'])
    expect((await cluster.call(path)).status, path).toBe(501)
})

test('only the loopback names are answered', async () => {
  const { port } = new URL(cluster.url())
  const { ask } = await import('../support/ask.ts')
  const answer = await ask(cluster.url(), '/api', {
    headers: { host: `rebound.example.com:${port}` },
  })
  expect(answer.status).toBe(421)
})
