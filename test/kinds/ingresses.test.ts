/** Ingresses as recorded: where their hosts and paths lead, and what of it is not there. */
import { expect, test } from 'vitest'
import ingresses from '../../src/kinds/ingresses.networking.k8s.io.ts'
import { fixture } from '../support/fixtures.ts'
import { bare, cellsOf, problemsOf, queriesOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-25T23:30:00Z')
const of = (name: string) => fixture('ingresses.networking.k8s.io', name)
const relation = (id: string) => ingresses.relations.find((each) => each.id === id)!
const titled = (id: string, name: string, others: readonly object[], whole = true) =>
  relation(id).problems!(of(name), others as never, now, whole).map(({ title, evidence }) => [
    title,
    ...evidence,
  ])

test.each([
  ['pending', 'edge | shop.example.com |  | 80, 443 | / → storefront:http, /api → api-missing:80'],
  ['served', 'edge | plain.example.com | 203.0.113.9,b.example.net | 80 | / → unready:http'],
  [
    'wide',
    ' | a.example.com,*.example.org |  | 80, 443 | / → many:http, /exact → gone:8080, / → many:443 and 2 more',
  ],
])('%s: its columns', (name, wanted) => {
  const cells = cellsOf('ingresses.networking.k8s.io', name)
  const titles = ['Class', 'Hosts', 'Address', 'Ports', 'Routes']
  expect(titles.map((title) => cells[title] ?? '').join(' | ')).toBe(wanted)
})

test('hosts as kubectl prints them: any, three, more', () => {
  const hosts = ingresses.columns.find(({ title }) => title === 'Hosts')!
  const said = (...names: string[]) =>
    hosts.cell(bare({ spec: { rules: names.map((host) => ({ host })) } })).text
  expect([said(), said('a', 'b', 'c'), said('a', 'b', 'c', 'd', 'e')]).toEqual([
    '*',
    'a,b,c',
    'a,b,c + 2 more...',
  ])
})

test('routes: each host and path, links to the site only where it is one', () => {
  expect(sectionsOf('ingresses.networking.k8s.io', of('wide'), now)).toEqual({
    Routes: [
      ['a.example.com', '/', 'many:http'],
      ['a.example.com', '/exact Exact', 'gone:8080'],
      ['*.example.org', '/ ImplementationSpecific', 'many:443'],
      ['any host', '/files', 'Bucket files of example.com'],
      ['any other', '', 'no-match:80'],
    ],
    'How it is reached': {
      Class: 'none',
      Address: 'none yet',
      TLS: 'shop-tls for a.example.com, b.example.com',
      '': 'the controller’s own for *.example.org',
    },
  })
  const routes = (name: string) =>
    ingresses
      .sections(of(name), now)
      .main.flatMap((each) => (each.block === 'grid' ? each.rows : []))
  expect(routes('wide').map((row) => row.slice(0, 2).map(({ to }) => to))).toEqual([
    [{ site: 'https://a.example.com/' }, { site: 'https://a.example.com/' }],
    [{ site: 'https://a.example.com/' }, { site: 'https://a.example.com/exact' }],
    [undefined, undefined],
    [undefined, undefined],
    [undefined, undefined],
  ])
  expect(routes('served')[0]?.map(({ to }) => to)).toEqual([
    { site: 'http://plain.example.com/' },
    { site: 'http://plain.example.com/' },
    { resource: 'services', namespace: 'k2-cases', name: 'unready' },
  ])
})

test('without an address it waits for its class', () => {
  expect(problemsOf('ingresses.networking.k8s.io', of('pending'), now)).toEqual([
    [
      'warn',
      'No controller has given it an address yet',
      'It was created 74m ago.',
      'It waits for whoever serves the class edge.',
    ],
  ])
  expect(problemsOf('ingresses.networking.k8s.io', of('wide'), now)[0]).toContain(
    'It names no class: only a controller that takes those without serves it.',
  )
  expect([
    problemsOf('ingresses.networking.k8s.io', of('served'), now),
    ingresses.status(of('served')),
  ]).toEqual([[], null])
})

const service = (name: string, ...ports: object[]) => ({ metadata: { name }, spec: { ports } })

test('services that it names and that are not there, or have no such port', () => {
  const many = service('many', { name: 'http', port: 80 }, { name: 'https', port: 443 })
  expect(titled('services', 'wide', [many, service('no-match', { port: 80 })])).toEqual([
    ['It leads to service gone, which is not there', 'No service of that name is in k2-cases.'],
  ])
  const portless = [
    service('many', { name: 'web', port: 443 }),
    service('gone'),
    service('no-match', { port: 80 }),
  ]
  expect(titled('services', 'wide', portless)).toEqual([
    ['Service many has no port http', 'It has 443 web.'],
    ['Service gone has no port 8080', 'It has no ports.'],
  ])
})

test('nothing is said to be missing where not all were read', () => {
  expect([titled('services', 'wide', [], false), titled('secrets', 'wide', [], false)]).toEqual([
    [],
    [],
  ])
})

test('TLS Secrets that it names and that are not there', () => {
  expect(titled('secrets', 'wide', [{ metadata: { name: 'shop-tls' } }])).toEqual([])
  expect(titled('secrets', 'wide', []).map(([title]) => title)).toEqual([
    'There is no TLS Secret shop-tls',
  ])
})

test('what it looks for, by name in its own namespace', () => {
  const wide = of('wide')
  expect(queriesOf('ingresses.networking.k8s.io', wide)).toEqual({
    services: { namespace: 'k2-cases' },
    secrets: { namespace: 'k2-cases' },
  })
  expect(queriesOf('ingresses.networking.k8s.io', of('served'))).toMatchObject({ secrets: null })
  const kept = (id: string) =>
    ['many', 'gone', 'no-match', 'shop-tls', 'other'].filter((name) =>
      relation(id).keep!(wide)({ ...bare({}), metadata: { name } }),
    )
  expect([kept('services'), kept('secrets')]).toEqual([['many', 'gone', 'no-match'], ['shop-tls']])
})

test('it is found by host and by service', () => {
  expect(ingresses.facets['host']?.(of('wide'))).toEqual(['a.example.com', '*.example.org', '*'])
  expect(ingresses.facets['service']?.(of('wide'))).toEqual(['no-match', 'many', 'gone'])
})
