/** EndpointSlices as recorded: how many of their endpoints answer, and which do not. */
import { expect, test } from 'vitest'
import slices from '../../src/kinds/endpointslices.discovery.k8s.io.ts'
import services from '../../src/kinds/services.ts'
import { fixture } from '../support/fixtures.ts'
import { bare, cellsOf, problemsOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-25T23:30:00Z')
const id = 'endpointslices.discovery.k8s.io'
const of = (name: string) => fixture(id, name)

test.each([
  ['ready', 'ok', 'Ready', '3/3', '8080', '10.178.0.6,10.178.0.8,10.178.0.5'],
  ['unready', 'bad', 'Not ready nothing answers', '0/2', '8080', '10.178.2.16,10.178.2.17'],
  [
    'by-hand',
    'warn',
    'Partly ready 2 of 4',
    '2/4',
    '5432',
    '192.0.2.20,192.0.2.21,192.0.2.22 + 1 more...',
  ],
  ['empty', 'idle', 'Empty', '0/0', '', ''],
])('%s: its columns', (name, tone, ...words) => {
  const cells = cellsOf(id, name)
  const titles = ['Status', 'Ready', 'Ports', 'Endpoints']
  expect([slices.status(of(name))?.tone, ...titles.map((title) => cells[title] ?? '')]).toEqual([
    tone,
    ...words,
  ])
})

test('each endpoint: its state, who it is and where', () => {
  expect(sectionsOf(id, of('by-hand'), now)).toEqual({
    Endpoints: [
      ['192.0.2.20 a', 'ready', '', '', ''],
      ['192.0.2.21', 'not ready', '', '', ''],
      ['192.0.2.22', 'ending still answers', '', '', ''],
      ['192.0.2.23', 'ready', '', '', ''],
    ],
    'Of what': {
      Service: 'by-hand',
      'Managed by': 'someone',
      'Address type': 'IPv4',
      Ports: '5432/TCP sql, postgres',
    },
  })
  const [section] = slices.sections(of('ready'), now).main
  const [row] = section?.block === 'grid' ? section.rows : []
  expect(row?.map(({ to }) => to)).toEqual([
    undefined,
    undefined,
    { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'cart-55bf5b6597-k89rh' },
    { resource: 'nodes', namespace: undefined, name: 'node-03' },
    undefined,
  ])
})

test('one of which nothing is ready has a problem; an empty one and a part do not', () => {
  expect(problemsOf(id, of('unready'), now)).toEqual([
    ['bad', 'None of its endpoints is ready', 'It has 2.'],
  ])
  expect(['ready', 'by-hand', 'empty'].flatMap((name) => problemsOf(id, of(name), now))).toEqual([])
})

test('a service without a selector is told by its slices, one with a selector by its pods', () => {
  const { problems } = services.relations.find((each) => each.id === 'endpointslices')!
  const told = (name: string, others: readonly object[], whole = true) =>
    problems!(fixture('services', name), others as never, now, whole).map(({ title, evidence }) => [
      title,
      ...evidence,
    ])
  const title = 'Nothing answers: it has no endpoint that is ready'
  expect(told('by-hand', [of('unready')])).toEqual([
    [title, 'It has no selector, and 2 endpoints set by hand.'],
  ])
  expect([
    told('by-hand', [bare({})]).length,
    told('by-hand', [of('unready'), of('by-hand')]),
    told('by-hand', [], false),
  ]).toEqual([1, [], []])
  expect(told('cluster-ip', [of('unready')])).toEqual([])
})
