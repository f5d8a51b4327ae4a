/** Lists of the demo: pages, selectors, prints and refusals. */
import { expect, test } from 'vitest'
import { load } from 'js-yaml'
import { type Fields, demo } from './demo.ts'

const cluster = demo()
const pods = '/api/v1/pods'
const names = async (query: string) =>
  (await cluster.items(`${pods}?${query}`)).map((one) => one.metadata.name)
interface List {
  metadata: { continue?: string; remainingItemCount?: number }
  items: { metadata: Fields }[]
}
async function page(query: string): Promise<List> {
  return (await cluster.call(`${pods}?${query}`)).json() as unknown as List
}

test('pages together are the list, and each says how many are left', async () => {
  const all = await names('')
  const seen: unknown[] = []
  let token = ''
  do {
    const { metadata, items } = await page(`limit=20&continue=${token}`)
    seen.push(...items.map((one) => one.metadata['name']))
    token = metadata.continue ?? ''
    expect(metadata.remainingItemCount ?? 0).toBe(all.length - seen.length)
  } while (token !== '')
  expect(seen).toEqual(all)
})

test('a list goes on as it was when it began', async () => {
  const maps = '/api/v1/configmaps'
  const first = (await cluster.call(`${maps}?limit=1`)).json()['metadata'] as Fields
  const before = await cluster.items(maps)
  await cluster.remove(`${maps.replace('/configmaps', '')}/namespaces/web/configmaps/www-nginx`)
  const rest = await cluster.items(`${maps}?continue=${String(first['continue'])}`)
  expect(rest.map((one) => one.metadata.uid)).toEqual(
    before.slice(1).map((one) => one.metadata.uid),
  )
})

test('with a selector nothing is said of what is left', async () => {
  const { metadata } = await page('limit=2&labelSelector=app.kubernetes.io/part-of=shop')
  expect(metadata.continue).toBeDefined()
  expect(metadata.remainingItemCount).toBeUndefined()
})

test('a token that is too old is answered with 410 and another to go on', async () => {
  const old = Buffer.from(
    JSON.stringify({ v: 'meta.k8s.io/v1', rv: 1, start: 'shop/cart' }),
  ).toString('base64url')
  const answer = await cluster.call(`${pods}?continue=${old}`)
  expect(answer.status).toBe(410)
  expect(answer.json()).toMatchObject({
    reason: 'Expired',
    message: expect.stringContaining('continue parameter is too old'),
  })
  const next = (answer.json()['metadata'] as Fields)['continue']
  expect((await cluster.call(`${pods}?continue=${String(next)}`)).status).toBe(200)
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
  ['apps.kubernetes.io/pod-index>1', 2],
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
  ['secrets', 'type=kubernetes.io/tls', 2],
])('the field selector of %s, %s, lets %i through', async (plural, selector, amount) => {
  expect(await cluster.items(`/api/v1/${plural}?fieldSelector=${selector}`)).toHaveLength(amount)
})

test.each([
  [`${pods}?fieldSelector=spec.hostname=x`, 'field label not supported: spec.hostname'],
  [
    '/apis/apps/v1/deployments?fieldSelector=a=b',
    '"a" is not a known field selector: only "metadata.name", "metadata.namespace"',
  ],
  ['/apis/batch/v1/jobs?fieldSelector=a=b', 'field label "a" not supported for Job'],
  [
    `${pods}?labelSelector=a%20of%20b`,
    "unable to parse requirement: found 'of', expected: in, notin, =, ==, !=, gt, lt",
  ],
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
  [405, 'PUT', '/api/v1/pods', 'the server does not allow this method on the requested resource'],
  [
    501,
    'POST',
    '/api/v1/namespaces/shop/pods',
    'the demo cluster does not do this: POST of pods (collection)',
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

test('discovery keeps its tag', async () => {
  const accept = 'application/json;v=v2;g=apidiscovery.k8s.io;as=APIGroupDiscoveryList'
  const first = await cluster.call('/apis', 'GET', '', '', accept)
  expect(first.json()['kind']).toBe('APIGroupDiscoveryList')
  const again = await fetch(`${cluster.url()}/apis`, {
    headers: { accept, 'if-none-match': String(first.headers['etag']) },
  })
  expect(again.status).toBe(304)
})

test('only the loopback names are answered', async () => {
  const { port } = new URL(cluster.url())
  const { ask } = await import('../support/ask.ts')
  const answer = await ask(cluster.url(), '/api', {
    headers: { host: `rebound.example.com:${port}` },
  })
  expect(answer.status).toBe(421)
})
