/** Services as recorded: their columns as kubectl prints them, how they are reached, who answers. */
import { expect, test } from 'vitest'
import services from '../../src/kinds/services.ts'
import { fixture } from '../support/fixtures.ts'
import { bare, cellsOf, problemsOf, queriesOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-26T12:00:00Z')
const backend = (name: string) => ({ service: { name, port: { number: 80 } } })
const of = (name: string) => fixture('services', name)

test.each([
  ['cluster-ip', 'ClusterIP | 10.96.122.46 |  | 80/TCP | app=cart'],
  ['node-port', 'NodePort | 10.96.17.131 |  | 80:30791/TCP | app=checkout'],
  ['headless', 'ClusterIP | None |  | 5432/TCP | app=postgres'],
  ['external-name', 'ExternalName |  | api.payments.example.net |  | '],
  [
    'pending',
    'LoadBalancer | 10.96.133.9 | pending | 443:31643/TCP | app.kubernetes.io/name=storefront',
  ],
  [
    'many',
    'LoadBalancer | 10.96.15.22 | pending,192.0.2.10 | 80:31178/TCP,443:32178/TCP,53:32076/UDP | app=many,tier=front',
  ],
])('%s: the words of its columns are kubectl’s', (name, wanted) => {
  const cells = cellsOf('services', name)
  const titles = ['Type', 'Cluster-IP', 'External-IP', 'Port(s)', 'Selector']
  expect(titles.map((title) => cells[title] ?? '').join(' | ')).toBe(wanted)
})

test('a load balancer without an address is pending, other services have no status of their own', () => {
  expect(services.status(of('pending'))).toEqual({
    tone: 'warn',
    word: 'Pending',
    reason: 'no load balancer address yet',
  })
  expect(problemsOf('services', of('pending'), now)).toEqual([
    ['warn', 'It has no load balancer address yet', 'It was created 13h ago.'],
  ])
  expect([
    services.status(of('cluster-ip')),
    problemsOf('services', of('cluster-ip'), now),
  ]).toEqual([null, []])
})

test('an address by name or by number ends the waiting', () => {
  const balanced = {
    ...of('pending'),
    status: {
      loadBalancer: {
        ingress: [{ hostname: 'b.example.net' }, { ip: '203.0.113.9' }, { ip: '203.0.113.9' }],
      },
    },
  }
  const external = services.columns.find(({ title }) => title === 'External-IP')
  expect(services.status(balanced)).toBeNull()
  expect(external?.cell(balanced)).toEqual({ text: '203.0.113.9,b.example.net', tone: undefined })
})

test('how it is reached and who answers', () => {
  expect(sectionsOf('services', of('many'), now)).toEqual({
    Ports: [
      ['80/TCP', 'the pod’s port web', '31178', 'http http'],
      ['443/TCP', '8443', '32178', 'https'],
      ['53/UDP', '53', '32076', 'dns'],
    ],
    'How it is reached': {
      Type: 'LoadBalancer',
      DNS: 'many.k2-cases.svc',
      'Cluster IPs': '10.96.15.22',
      'IP families': 'IPv4',
      'Load balancer': 'pending',
      'Only from': '198.51.100.0/24',
      'External IPs': '192.0.2.10',
      'Health check': 'port 30301',
    },
    'Who answers': {
      Selector: 'app=many · tier=front',
      'Session affinity': 'ClientIP for 10800 s',
      'From outside': 'Local only to pods of the same node',
      Prefers: 'PreferClose',
    },
  })
  expect(sectionsOf('services', of('by-hand'), now)).toMatchObject({
    'How it is reached': {
      Type: 'ClusterIP headless',
      'Cluster IPs': 'none: its name leads to the pods',
    },
    'Who answers': { Selector: 'none: its endpoints are set by hand' },
  })
})

test('its pods are those that it selects, its endpoints those that carry its name', () => {
  expect(queriesOf('services', of('many'))).toEqual({
    pods: { namespace: 'k2-cases', labels: 'app=many,tier=front' },
    endpointslices: { namespace: 'k2-cases', labels: 'kubernetes.io/service-name=many' },
    ingresses: { namespace: 'k2-cases' },
  })
  expect(queriesOf('services', of('by-hand'))).toMatchObject({ pods: null })
  expect(queriesOf('services', of('external-name'))).toMatchObject({
    pods: null,
    endpointslices: null,
  })
})

test('ingresses that route to it: by a path or by default', () => {
  const routes = services.relations.find(({ id }) => id === 'ingresses')?.keep?.(of('cluster-ip'))
  const path = (name: string) => ({ rules: [{ http: { paths: [{ backend: backend(name) }] } }] })
  expect(
    [{ defaultBackend: backend('cart') }, path('cart'), path('other'), {}].map((spec) =>
      routes?.(bare({ spec })),
    ),
  ).toEqual([true, true, false, false])
})

test('it is found by its ports', () => {
  expect(services.facets['port']?.(of('many'))).toEqual([
    '80',
    '31178',
    'http',
    '443',
    '32178',
    'https',
    '53',
    '32076',
    'dns',
  ])
})

const pod = (ready: string, phase = 'Running') => ({
  ...bare({}),
  status: { phase, conditions: [{ type: 'Ready', status: ready }] },
})

test('its pods say whether anything answers', () => {
  const { problems } = services.relations.find(({ id }) => id === 'pods')!
  const told = (pods: readonly object[], whole = true) =>
    problems!(of('many'), pods as never, now, whole).map(({ tone, title, evidence }) => [
      tone,
      title,
      ...evidence,
    ])
  expect(told([])).toEqual([
    ['warn', 'Nothing answers: it selects no pod', 'It selects app=many,tier=front.'],
  ])
  const steps = problems!(of('many'), [], now, true)[0]?.next.map(({ to }) => to)
  expect(steps?.slice(0, 3)).toEqual(
    ['app=many', 'tier=front', undefined].map((l) => ({
      list: 'pods',
      query: { ns: of('many').metadata.namespace, ...(l !== undefined && { l }) },
    })),
  )
  expect(told([pod('False', 'Succeeded')]).map(([, title]) => title)).toEqual([
    'Nothing answers: it selects no pod',
  ])
  expect(told([pod('False'), pod('False')])).toEqual([
    [
      'bad',
      'Nothing answers: none of its 2 pods is ready',
      '2 of 2 pods are not ready: not ready.',
    ],
  ])
  expect(told([pod('False')]).map(([, title]) => title)).toEqual([
    'Nothing answers: its only pod is not ready',
  ])
  expect([told([pod('False'), pod('True')]), told([], false)]).toEqual([[], []])
})
