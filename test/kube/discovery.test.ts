/** Discovery where a healthy new server does not show it: old servers, broken groups, odd names. */
import type { RequestListener } from 'node:http'
import { expect, test } from 'vitest'
import { groupsOf } from '../../src/kube/discovery/aggregated.ts'
import { discoveryOf } from '../../src/kube/discovery.ts'
import { answering, failure, json } from '../support/recorded.ts'

const list = (...resources: [name: string, kind: string, extra?: object][]) => ({
  kind: 'APIResourceList',
  resources: resources.map(([name, kind, extra]) => ({
    name,
    kind,
    singularName: kind.toLowerCase(),
    namespaced: true,
    verbs: ['get', 'list'],
    ...extra,
  })),
})

const versions = (...all: string[]) => all.map((version) => ({ version }))

/** As 1.20 answered, shortened: no aggregated discovery, one group of an API that is down. */
const old: Readonly<Record<string, object>> = {
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/api/v1': list(
    ['pods', 'Pod', { shortNames: ['po'] }],
    ['pods/log', 'Pod'],
    ['events', 'Event'],
  ),
  '/apis': {
    kind: 'APIGroupList',
    groups: [
      { name: 'apps', versions: versions('v1beta1', 'v1'), preferredVersion: { version: 'v1' } },
      { name: 'metrics.k8s.io', versions: versions('v1beta1') },
      { name: 'events.k8s.io', versions: versions('v1') },
    ],
  },
  '/apis/apps/v1': list(['deployments', 'Deployment'], ['deployments/scale', 'Scale']),
  '/apis/apps/v1beta1': list(['deployments', 'Deployment'], ['scales', 'Scale']),
  '/apis/events.k8s.io/v1': list(['events', 'Event']),
}

const oldServer: RequestListener = (request, response) => {
  const found = old[request.url ?? '']
  const unavailable = { kind: 'Status', message: 'unavailable', reason: 'ServiceUnavailable' }
  if (found === undefined) json(503, unavailable)(request, response)
  else json(200, found)(request, response)
}

test('an old server is asked group by group, and a group that is down is named', async () => {
  const discovery = await (await answering(oldServer)).discovery()
  const ids = ['pods', 'events', 'deployments.apps', 'scales.apps', 'events.events.k8s.io']
  expect(discovery.resources.map(({ id }) => id)).toEqual(ids)
  expect(discovery.failed).toEqual(['metrics.k8s.io'])
  expect(discovery.get('pods')?.subresources).toEqual(['log'])
  expect(discovery.get('deployments.apps')).toMatchObject({
    version: 'v1',
    versions: ['v1', 'v1beta1'],
    subresources: ['scale'],
  })
  expect(discovery.get('scales.apps')?.version).toBe('v1beta1')
})

test('core comes first where two groups have the same plural', async () => {
  const discovery = await (await answering(oldServer)).discovery()
  expect(discovery.resolve('events')?.id).toBe('events')
  expect(discovery.resolve('events.events.k8s.io')?.group).toBe('events.k8s.io')
  expect(discovery.resolve('events.v1.events.k8s.io')?.group).toBe('events.k8s.io')
  expect(discovery.resolve('EVENT')?.id).toBe('events')
})

const resource = (plural: string, kind: string, more: object = {}) => ({
  resource: plural,
  responseKind: { kind },
  scope: 'Namespaced',
  verbs: ['get', 'list'],
  singularResource: kind.toLowerCase(),
  ...more,
})

const aggregated = (
  name: string,
  ...served: [version: string, resources: object[], stale?: true][]
) => ({
  metadata: { name },
  versions: served.map(([version, resources, stale]) => ({
    version,
    resources,
    freshness: stale === true ? 'Stale' : 'Current',
  })),
})

const groups = (...items: object[]) => ({ kind: 'APIGroupDiscoveryList', items })

test('names that objects inherit are resources like others when a server serves them', () => {
  const odd = ['__proto__', 'constructor', 'toString'].map((name) => resource(name, name))
  const served = groups(aggregated('odd.example.com', ['v1', odd]))
  const discovery = discoveryOf(groupsOf(JSON.parse(JSON.stringify(served))))
  expect(discovery.resolve('constructor')?.id).toBe('constructor.odd.example.com')
  expect(discovery.get('__proto__.odd.example.com')?.plural).toBe('__proto__')
  expect(discovery.resolve('valueOf')).toBeUndefined()
})

test('a group that is listed but cannot be served is named as failed', () => {
  const gone = aggregated('metrics.k8s.io', ['v1beta1', [], true])
  const kept = aggregated('apps', ['v1', [resource('deployments', 'Deployment')], true])
  const discovery = discoveryOf(groupsOf(groups(gone, kept)))
  expect(discovery.failed).toEqual(['metrics.k8s.io'])
  expect(discovery.get('deployments.apps')).toBeDefined()
})

test('what did not change by its ETag is not read again', async () => {
  let sent = 0
  const kube = await answering((request, response) => {
    if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end()
    else {
      sent += 1
      const core = groups(aggregated('', ['v1', [resource('pods', 'Pod')]]))
      json(200, request.url === '/api' ? core : groups(), { etag: '"1"' })(request, response)
    }
  })
  const first = await kube.discovery()
  expect(await kube.discovery(true)).toBe(first)
  expect(sent).toBe(2)
})

test('a server that refuses discovery is a refusal, not an empty cluster', async () => {
  const kube = await answering(json(403, { kind: 'Status', message: 'no', reason: 'Forbidden' }))
  expect(await failure(kube.discovery())).toMatchObject({ status: 403, message: 'no' })
})
