/** Changes on the demo: merge patch, delete, what follows from them, and the reviews. */
import { expect, test } from 'vitest'
import { type Object_, demo } from './demo.ts'

const cluster = demo()
const shop = '/apis/apps/v1/namespaces/shop'
const app = 'app.kubernetes.io/name'
const maps = '/api/v1/namespaces/shop/configmaps'
const read = async (path: string) => (await cluster.call(path)).json() as Object_

test('a merge patch changes what it names, and the generation with the spec', async () => {
  const before = await read(`${shop}/deployments/cart`)
  const labelled = (
    await cluster.patch(`${shop}/deployments/cart`, { metadata: { labels: { a: 'b' } } })
  ).json() as Object_
  expect(labelled.metadata['generation']).toBe(before.metadata['generation'])
  const scaled = (
    await cluster.patch(`${shop}/deployments/cart`, { spec: { minReadySeconds: 5 } })
  ).json() as Object_
  expect(scaled.metadata['generation']).toBe(2)
  expect(scaled['spec']).toMatchObject({ replicas: 3, minReadySeconds: 5 })
  expect(Number(scaled.metadata.resourceVersion)).toBeGreaterThan(
    Number(labelled.metadata.resourceVersion),
  )
  expect(scaled.metadata.uid).toBe(before.metadata.uid)
})

test('a patch of nothing is no change', async () => {
  const before = await read(`${maps}/cart`)
  await cluster.patch(`${maps}/cart`, { data: before['data'] as object })
  expect((await read(`${maps}/cart`)).metadata.resourceVersion).toBe(
    before.metadata.resourceVersion,
  )
})

test('a patch of an older object is a conflict', async () => {
  const answer = await cluster.patch(`${maps}/cart`, {
    metadata: { resourceVersion: '1' },
    data: { x: 'y' },
  })
  expect(answer.status).toBe(409)
  expect(answer.json()['message']).toBe(
    'Operation cannot be fulfilled on configmaps "cart": the object has been modified; please apply your changes to the latest version and try again',
  )
})

test('a patch of another object of the name is invalid', async () => {
  const answer = await cluster.patch(`${maps}/cart`, { metadata: { uid: 'other' } })
  expect([answer.status, answer.json()['message']]).toEqual([
    422,
    'ConfigMap "cart" is invalid: metadata.uid: Invalid value: "other": field is immutable',
  ])
})

test('other patches are of no known type', async () => {
  const answer = await cluster.call(`${maps}/cart`, 'PATCH', '[]', 'application/json-patch+json')
  expect([answer.status, answer.json()['reason']]).toEqual([415, 'UnsupportedMediaType'])
})

test('you delete what you saw', async () => {
  const { metadata } = await read(`${shop}/deployments/catalog`)
  const other = await cluster.remove(`${shop}/deployments/catalog`, {
    preconditions: { uid: 'other' },
  })
  expect(other.status).toBe(409)
  expect(other.json()['message']).toBe(
    `Operation cannot be fulfilled on Deployment.apps "catalog": the UID in the precondition (other) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
  )
  const late = await cluster.remove(`${shop}/deployments/catalog`, {
    preconditions: { resourceVersion: '1' },
  })
  expect(late.json()['message']).toContain('The object might have been modified')
  expect((await cluster.call(`${shop}/deployments/catalog`)).status).toBe(200)
})

test('what an owner owned goes after it', async () => {
  const { metadata } = await read(`${shop}/deployments/storefront`)
  const answer = await cluster.remove(`${shop}/deployments/storefront`, {
    preconditions: { uid: metadata.uid },
  })
  expect(answer.json()).toMatchObject({
    kind: 'Status',
    status: 'Success',
    details: { uid: metadata.uid },
  })
  const left = () =>
    cluster.items('/api/v1/namespaces/shop/pods?labelSelector=app.kubernetes.io/name=storefront')
  await expect.poll(async () => (await left()).length, { timeout: 5000 }).toBe(0)
})

test('a finalizer holds an object back until it is taken away', async () => {
  await cluster.patch(`${maps}/cart`, { metadata: { finalizers: ['example.com/hold'] } })
  const held = (await cluster.remove(`${maps}/cart`)).json() as Object_
  expect(held.metadata['deletionTimestamp']).toBeDefined()
  expect((await cluster.call(`${maps}/cart`)).status).toBe(200)
  await cluster.patch(`${maps}/cart`, { metadata: { finalizers: null } })
  expect((await cluster.call(`${maps}/cart`)).status).toBe(404)
})

test('a pod has its time to end, none when it is told so', async () => {
  const pods = '/api/v1/namespaces/web/pods'
  const all = await cluster.items(`${pods}?labelSelector=${app}=www`)
  const [first = '', second = ''] = all.map(({ metadata }) => metadata.name)
  const slow = (await cluster.remove(`${pods}/${first}`)).json() as Object_
  expect(slow).toMatchObject({ kind: 'Pod', metadata: { deletionGracePeriodSeconds: 30 } })
  await cluster.remove(`${pods}/${second}`, { gracePeriodSeconds: 0 })
  expect((await cluster.call(`${pods}/${second}`)).status).toBe(404)
  await expect
    .poll(async () => (await cluster.call(`${pods}/${first}`)).status, { timeout: 5000 })
    .toBe(404)
})

test('a namespace takes all that is in it along', async () => {
  expect((await cluster.remove('/api/v1/namespaces/web')).json()['status']).toEqual({
    phase: 'Terminating',
  })
  await expect
    .poll(async () => (await cluster.call('/api/v1/namespaces/web')).status, { timeout: 5000 })
    .toBe(404)
  expect(await cluster.items('/api/v1/namespaces/web/pods')).toEqual([])
})

test('a dry run changes nothing', async () => {
  await cluster.remove('/api/v1/namespaces/data?dryRun=All')
  const data = await read('/api/v1/namespaces/data')
  expect(data['status']).toEqual({ phase: 'Active' })
})

test.each([
  ['list', 'pods', '', true],
  ['create', 'pods', '', true],
  ['deletecollection', 'pods', '', false],
  ['patch', 'deployments', 'apps', true],
  ['list', 'roles', 'rbac.authorization.k8s.io', false],
])('may I %s %s: only what the demo does', async (verb, resource, group, allowed) => {
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  const spec = { resourceAttributes: { verb, resource, group } }
  const answer = await cluster.call(path, 'POST', { spec }, 'application/json')
  expect(answer.status).toBe(201)
  expect(answer.json()).toMatchObject({ spec, status: { allowed } })
})

const yaml = (path: string, method: string, body: string) =>
  cluster.call(path, method, body, 'application/yaml')

test('an update replaces all but what is the server’s own', async () => {
  const before = await read(`${shop}/deployments/orders-worker`)
  const sent = { ...before, spec: { ...(before['spec'] as object), replicas: 2 }, status: {} }
  const answer = await cluster.call(
    `${shop}/deployments/orders-worker`,
    'PUT',
    {
      ...sent,
      metadata: { ...before.metadata, creationTimestamp: null, labels: { only: 'this' } },
    },
    'application/json',
  )
  const { metadata, status } = answer.json() as Object_
  expect(status).toEqual(before['status'])
  expect(metadata).toMatchObject({ labels: { only: 'this' }, uid: before.metadata.uid })
  expect(metadata['creationTimestamp']).toBe(before.metadata['creationTimestamp'])
})

test.each([
  [400, 'metadata: { name: other }', /^the name of the object \(other\) does not match/],
  [400, 'metadata: { name: catalog, namespace: web }', /^the namespace of the provided object/],
  [400, 'kind: Secret', /no kind "Secret" is registered/],
  [400, '- a', /the object provided is unrecognized/],
  [
    409,
    'metadata: { name: catalog, uid: other }',
    /Precondition failed: UID in precondition: other/,
  ],
  [409, 'metadata: { name: catalog, resourceVersion: "1" }', /the object has been modified/],
])('%i for an update with %s', async (status, body, words) => {
  const answer = await yaml(`${maps}/catalog`, 'PUT', body)
  expect([answer.status, answer.json()['message']]).toEqual([status, expect.stringMatching(words)])
})

test('what is created has what every object has, and a name of its own where none is given', async () => {
  const answer = await yaml(maps, 'POST', 'metadata: { generateName: made- }\ndata: { a: b }\n')
  expect(answer.status).toBe(201)
  const { metadata, data } = answer.json() as Object_
  expect(metadata.name).toMatch(/^made-\w{5}$/)
  expect(metadata).toMatchObject({
    namespace: 'shop',
    uid: expect.stringMatching(/^[\da-f-]{36}$/),
  })
  expect([data, (await read(`${maps}/${metadata.name}`)).metadata.uid]).toEqual([
    { a: 'b' },
    metadata.uid,
  ])
})

test.each([
  [404, '/api/v1/namespaces/nowhere/configmaps', 'x', 'namespaces "nowhere" not found'],
  [409, maps, 'catalog', 'configmaps "catalog" already exists'],
  [422, maps, '', /name or generateName is required/],
])('%i for a create in %s of "%s"', async (status, path, name, words) => {
  const answer = await cluster.call(path, 'POST', { metadata: { name } }, 'application/json')
  expect(answer.status).toBe(status)
  expect(answer.json()['message']).toMatch(words)
})

test('a dry run creates nothing', async () => {
  const body = { metadata: { name: 'dry' } }
  expect((await cluster.call(`${maps}?dryRun=All`, 'POST', body)).status).toBe(201)
  expect((await cluster.call(`${maps}/dry`)).status).toBe(404)
})

test('a Secret keeps what it is given in plain words as data', async () => {
  const secrets = '/api/v1/namespaces/shop/secrets'
  const body = 'metadata: { name: plain }\nstringData: { word: hush }\n'
  const made = (await yaml(secrets, 'POST', body)).json() as Object_
  expect([made['data'], made['stringData']]).toEqual([{ word: 'aHVzaA==' }, undefined])
  await cluster.patch(`${secrets}/plain`, { stringData: { more: 'ok' } })
  expect((await read(`${secrets}/plain`))['data']).toEqual({ word: 'aHVzaA==', more: 'b2s=' })
})

test('an eviction takes a pod that its budget spares, and no more', async () => {
  const pods = '/api/v1/namespaces/data/pods'
  const evict = (name: string, query = '') =>
    cluster.call(`${pods}/${name}/eviction${query}`, 'POST', { metadata: { name } })
  const dns = '/api/v1/namespaces/kube-system/pods'
  const [first, second] = await cluster.items(`${dns}?labelSelector=${app}=coredns`)
  const turned = (pod?: Object_) =>
    cluster.call(`${dns}/${pod?.metadata.name}/eviction`, 'POST', { metadata: pod?.metadata ?? {} })
  expect((await evict('redis-0', '?dryRun=All')).status).toBe(201)
  expect((await read(`${pods}/redis-0`)).metadata['deletionTimestamp']).toBeUndefined()
  expect((await turned(first)).json()).toMatchObject({ status: 'Success', code: 201 })
  expect((await turned(first)).status).toBe(201)
  const refused = await turned(second)
  expect([refused.status, refused.json()]).toEqual([
    429,
    expect.objectContaining({
      reason: 'TooManyRequests',
      message: "Cannot evict pod as it would violate the pod's disruption budget.",
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message: 'The disruption budget coredns needs 1 healthy pods and has 1 currently',
          },
        ],
      },
    }),
  ])
})
