/** The worst that an object can hold: its pages stay readable, and say what they leave out. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/kube.ts'
import { urls } from '../../src/urls.ts'
import { render } from '../../src/views.ts'
import { silent } from '../../src/views/live.ts'
import type { Event } from '../../src/views/event.ts'
import { eventsOf } from '../../src/views/events.ts'
import { objectBlocks, objectHead } from '../../src/views/object.ts'
import { Tally } from '../../src/live/tally.ts'
import { overviewPage } from '../../src/views/overview.ts'
import { warningFacts } from '../../src/views/overview-facts.ts'
import { searchBody } from '../../src/views/search.ts'
import type { Shell } from '../../src/views/shell.ts'
import { yamlParts } from '../../src/views/yaml.ts'
import { discovery } from '../support/discovered.ts'
import { leases } from '../support/resources.ts'

const now = new Date('2026-11-22T12:00:00Z')
const ref = { resource: leases, namespace: 'web', name: 'cart' }
const context = { cluster: 'prod', ref, discovery, urls: urls(''), now }
const shell: Shell = {
  partial: true,
  scripted: true,
  moved: false,
  title: 'cart',
  at: 'pods',
  home: '/',
  assets: { css: '', js: '', icon: '' },
  theme: { chosen: '', action: '', choices: [] },
  here: '/',
  cluster: null,
  clusters: [],
  namespaces: null,
  search: null,
  nav: [],
  person: '',
  me: '',
  signOut: '',
  alarm: '',
  done: '',
  frame: '',
  portal: null,
  dock: null,
}
const table = { columns: [], version: '', continue: null, remaining: null, warnings: [] }
const foot = [{ text: 'read', once: true }]

/** Characters that grow when they are escaped, and one that grows in UTF-8. */
const sorts = ['\u202E', '"', '\u001b', '漢', 'x'] as const
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, n) => make(n))
const fields = (count: number, key: (index: number) => string, value: unknown) =>
  Object.fromEntries(times(count, (index) => [key(index), value]))
const pod = (more: object, metadata: object = {}): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'cart', namespace: 'web', ...metadata },
  ...more,
})

/** A page within the 2 MB, as text. */
function small(html: string): string {
  expect(Buffer.byteLength(html)).toBeLessThan(2_000_000)
  return html
}

function overviewOf(object: KubeObject): string {
  const rows = [{ cells: [], meta: object.metadata }]
  const head = objectHead({ ...table, rows }, context, 'overview')
  const fragments = {
    problems: [],
    told: '',
    toldBy: [],
    owners: '',
    others: null,
    events: '/e',
    eventsPage: '/e',
    eventsFrame: '',
    wrong: [],
    stream: '',
    kubectl: '',
    live: silent,
  }
  return render('object/page', {
    shell,
    head,
    ...objectBlocks(object, context),
    ...fragments,
    foot,
  })
}

const more = 'There is more than a page can show: the YAML has all of it.'

test.each(sorts)('fields full of %j', (sort) => {
  const html = small(overviewOf(pod({ data: fields(3000, (n) => `k${n}`, sort.repeat(2000)) })))
  expect(html).toContain(more)
  expect(html).toContain('more characters')
})

test.each(sorts)('keys full of %j', (sort) => {
  const html = small(overviewOf(pod({ data: fields(3000, (n) => sort.repeat(5000) + n, 'v') })))
  expect(html).toContain('… 4,80')
  expect(html).toContain(more)
})

test.each(sorts)('10,000 fields of the object itself, named with %j', (sort) => {
  const html = small(overviewOf(pod(fields(10_000, (n) => sort.repeat(3000) + n, sort))))
  expect(html).toMatch(/[\d,]+ fields more than a page can show: the YAML has all of it/)
})

test('what lies too deep is said', () => {
  let deep: unknown = 1
  for (let level = 0; level < 2000; level += 1) deep = { deep }
  expect(small(overviewOf(pod({ spec: deep })))).toContain(more)
})

test('an object that just fits is not said to be cut', () => {
  expect(overviewOf(pod({ data: fields(1500, (n) => `k${n}`, 'v') }))).not.toContain(more)
})

test.each(sorts)('conditions, labels, annotations, finalizers and owners full of %j', (sort) => {
  const long = sort.repeat(20_000)
  const conditions = times(200, (n) => ({ type: `${n}${long}`, reason: long, message: long }))
  const metadata = {
    labels: fields(200, (n) => `${n}${sort.repeat(300)}`, sort.repeat(300)),
    annotations: fields(200, (n) => `${n}${long}`, long),
    finalizers: times(500, () => long),
    deletionTimestamp: '2026-11-22T11:00:00Z',
    uid: long,
    ownerReferences: times(50, () => ({ apiVersion: 'v1', kind: long, name: long, uid: long })),
  }
  const html = small(overviewOf(pod({ status: { conditions } }, metadata)))
  expect(html).toContain('150 more: the YAML has them all.')
  expect(html).toContain('140 more: the YAML has them all.')
  expect(html).toContain('and 480 more')
  expect(html).toContain('… 18,000 more characters')
})

test('everything at its longest at once', () => {
  const long = '\u202E'.repeat(20_000)
  const all = fields(60, (n) => `${n}${long}`, long)
  const conditions = times(50, () => ({ type: long, reason: long, message: long }))
  const object = pod({ status: { conditions, all }, spec: all }, { labels: all, annotations: all })
  expect(small(overviewOf(object))).toContain(more)
})

const around = { edit: '', raw: '/raw', managers: null, who: { text: 'Who set what', href: '/' } }
test.each(sorts)('YAML full of %j', (sort) => {
  const head = objectHead({ ...table, rows: [] }, context, 'yaml')
  for (const text of [
    `a: ${sort.repeat(30)}\n`.repeat(20_000),
    `${sort.repeat(3000)}\n`.repeat(500),
    `managedFields: ${sort.repeat(1_000_000)}\n${sort}: ${sort}\n`.repeat(50),
  ]) {
    const html = small(render('object/yaml-body', { head, ...yamlParts(text), ...around }))
    expect(html).toMatch(/Shown are [\d,]+ lines? of [\d,]+ lines|more characters/)
  }
})

const event = (n: number, long: string): Event => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: `e${n}` },
  type: 'Warning',
  reason: long,
  message: long,
  reportingComponent: long,
  lastTimestamp: '2026-11-22T11:00:00Z',
  involvedObject: { kind: long, name: long, namespace: 'web' },
})

test.each(sorts)('events full of %j', (sort) => {
  const events = times(500, (n) => event(n, sort.repeat(20_000)))
  const html = small(render('object/event-rows', eventsOf(events, undefined, now, false)))
  expect(html).toContain('Of the first 500 that the API server gave.')
  expect(html).toContain('… 18,000 more characters')
})

test('events that do not all fit: the newest, and how many', () => {
  const events = times(500, (n) => event(n, '\u202E'.repeat(20_000)))
  const { note, events: rows } = eventsOf(events, undefined, now)
  expect(note).toBe(`The page has room for the newest ${rows.length}.`)
  expect(rows.length).toBeLessThan(500)
})

test.each(sorts)('the overview’s warnings full of %j', (sort) => {
  const events = times(500, (n) => event(n, sort.repeat(20_000)))
  const tally = new Tally(warningFacts)
  for (const object of events) tally.take({ cells: [], meta: object.metadata, object }, 1)
  const looked = [{ tally, whole: false, read: 500 }]
  const warnings = { looked, whole: false, namespaces: null }
  const given = { cluster: 'prod', title: 'prod', version: '', discovery, urls: urls(''), now }
  const read = { ...given, namespaces: [], counts: [], kinds: [], warnings, used: null, left: 0 }
  const beside = { css: '', wrong: [], stream: '', reading: false, live: silent }
  const html = small(render('overview/page', { shell, ...overviewPage(read), ...beside, foot }))
  expect(html).toContain('Of the first 500 that the API server gave.')
})

test.each(sorts)('200 found objects with names full of %j', (sort) => {
  const hits = times(200, (n) => ({
    metadata: { name: `${n}${sort.repeat(20_000)}`, namespace: 'web' },
    match: { rank: 4, by: 'image', text: sort.repeat(20_000) },
    status: null,
  }))
  const found = new Map([[leases, { resource: leases, hits, namespaces: null }]])
  const walk = { q: 'x', found, looked: 200, skipped: [], full: true, over: true, left: 0 }
  const body = searchBody({ cluster: 'prod', urls: urls(''), now, kinds: [], walk })
  const page = { q: 'x', body, stream: '', shell, foot }
  expect(small(render('search/page', page))).toContain('more characters')
})
