/** What an overview says beside what is wrong, and never more than is known. */
import { expect, test } from 'vitest'
import { kindOf } from '../../src/kinds.ts'
import type { KubeObject, Resource } from '../../src/kube.ts'
import { factsOf, warningFacts, wordFacts } from '../../src/views/overview-facts.ts'
import { digest } from '../../src/views/overview-live.ts'
import type { KindSeen } from '../../src/views/overview-seen.ts'
import { discovery } from '../support/discovered.ts'
import { fixture } from '../support/fixtures.ts'
import { crashed, fine, now, parts, pods, seen, tallied } from '../support/overview-seen.ts'

const looking = (read: number, looked: number): Partial<KindSeen> => ({
  looked: [
    { tally: tallied(factsOf(kindOf('pods')!), pods(looked, 'web', fine)), whole: false, read },
  ],
})
const countOf = (count: number | 'late') => [
  { resource: discovery.get('pods') as Resource, count, namespaces: null },
]

test('while it looks it says how far it is, and not that nothing is wrong', () => {
  const { notes, calm } = parts([seen('pods', [], looking(12, 12))], {
    counts: countOf(100_000),
  }).troubles
  expect(notes).toEqual(['Looked at 12 of 100,000 pods so far.'])
  expect(calm).toBe('Nothing is known to be wrong so far.')
  const unread = parts([seen('pods', [], looking(500, 0))], { counts: countOf(10_000) })
  expect(unread.troubles.notes).toEqual(['Read 500 of 10,000 pods so far.'])
})

const refused = (id: string) => ({
  resource: discovery.get(id) as Resource,
  count: 'forbidden' as const,
  namespaces: null,
})

test('what may not be listed is told as that, and not as what comes later', () => {
  const { capacity } = parts([], { counts: [refused('pods'), refused('nodes')] })
  expect(capacity).toEqual({
    meters: [],
    note: 'You may not list pods: what they ask for is not known. You may not list nodes: how much room there is is not known.',
  })
  expect(parts([], { counts: countOf('late') }).capacity).toBeNull()
  const some = parts([seen('pods', pods(1, 'web', fine))], { counts: [refused('nodes')] })
  expect(some.capacity?.note).toBe('You may not list nodes: how much room there is is not known.')
})

test('why a claim waits is told, though its events warn of nothing', () => {
  const claim = fixture('persistentvolumeclaims', 'provisioning')
  const { name, namespace = '' } = claim.metadata
  const event = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: 'e' },
    type: 'Normal',
    message: 'Waiting for a volume',
    involvedObject: { kind: 'PersistentVolumeClaim', namespace, name },
  }
  const looked = [{ tally: tallied(wordFacts, [event]), whole: true, read: 1 }]
  const claims = { looked, whole: true, namespaces: null }
  const lines = (more: object) =>
    parts([seen('persistentvolumeclaims', [claim])], more).troubles.shown.map(({ line }) => line)
  expect(lines({})[0]?.evidence).toBe('')
  expect(lines({ claims })[0]?.evidence).toBe('Waiting for a volume')
})

const space = (name: string, times: object): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, ...times },
})

test('changes are told the newest first; what is being deleted by when that was asked for', () => {
  const spaces = [
    space('old', {
      creationTimestamp: '2026-11-20T09:00:00Z',
      deletionTimestamp: '2026-11-26T11:59:30Z',
    }),
    space('graced', {
      creationTimestamp: '2026-11-20T09:00:00Z',
      deletionTimestamp: '2026-11-26T12:30:00Z',
      deletionGracePeriodSeconds: 1860,
    }),
    space('new', { creationTimestamp: '2026-11-26T11:58:30Z' }),
  ]
  const newest = spaces.map((object) => ({ cells: [], meta: object.metadata, object }))
  const { changes } = parts([seen('namespaces', spaces, { newest })])
  expect(changes.map(({ at, name, words }) => [at?.text, name.text, words])).toEqual([
    ['60s', 'old', 'Namespace is being deleted'],
    ['90s', 'graced', 'Namespace is being deleted'],
    ['2m', 'new', 'Namespace created'],
  ])
})

const coming = (id: string) => seen(id, [], looking(0, 0))

test('few that are still read are named together, many kinds by their number', () => {
  const ids = ['nodes', 'services', 'namespaces', 'jobs.batch', 'cronjobs.batch', 'daemonsets.apps']
  const notes = (some: readonly string[]) => parts(some.map(coming)).troubles.notes
  expect(notes(ids.slice(0, 2))).toEqual(['Being read: nodes and services.'])
  expect(notes(ids)).toEqual(['Being read: 6 kinds.'])
  expect(parts([coming('nodes')]).troubles.sure).toBe(false)
})

test('what has not answered, has failed or does not fit is named', () => {
  const { troubles, counts } = parts(
    [seen('pods', [], { looked: [] }), seen('nodes', [], { ended: 'the API server failed' })],
    { counts: countOf('late') },
  )
  expect(troubles.notes).toEqual(['No answer yet: pods.', 'nodes: the API server failed.'])
  expect(troubles.calm).toBe('Nothing is known to be wrong so far.')
  expect(counts.rows.map(({ number, known }) => [number, known])).toEqual([
    ['no answer yet', false],
  ])
})

test('that nothing is wrong is said where all was looked at', () => {
  expect(parts([seen('pods', pods(3, 'web', fine))]).troubles.calm).toBe(
    'Nothing is wrong: 3 objects looked at.',
  )
  expect(parts([]).troubles.calm).toBe('There is nothing that you may look at here.')
})

test('counts tell how many fail, with a way to just those', () => {
  const all = [...pods(2, 'cart', crashed(1)), ...pods(3, 'web', fine)]
  const [row] = parts([seen('pods', all)], { counts: countOf(4) }).counts.rows
  expect(row).toMatchObject({ number: '5', href: '/c/prod/pods' })
  expect(row?.tones).toEqual([
    { tone: 'bad', count: '2', word: 'failing', href: '/c/prod/pods?status=failing' },
  ])
})

const event = (reason: string, name: string, count: number, minute = '00'): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: `${name}-${minute}`, namespace: 'shop' },
  type: 'Warning',
  reason,
  message: `${reason} of ${name}`,
  count,
  lastTimestamp: `2026-11-26T11:${minute}:00Z`,
  involvedObject: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name },
})

test('warnings are told by reason: how often, to how many, and the newest of them', () => {
  const events = [
    ...Array.from({ length: 12 }, (_, n) => event('FailedScheduling', `p-${n}`, 100, `1${n % 10}`)),
    event('FailedScheduling', 'p-3', 40, '55'),
    event('BackOff', 'cart', 7),
  ]
  const looked = [{ tally: tallied(warningFacts, events), whole: true, read: events.length }]
  const warnings = { looked, whole: true, namespaces: null }
  const [first, second] = parts([], { warnings }).warnings.storms
  expect(first).toMatchObject({
    reason: 'FailedScheduling',
    times: '×1,240',
    about: 'on 12 objects',
    object: { text: 'Pod p-3', href: '/c/prod/pods/shop/p-3' },
    href: '/c/prod/events?fs=type%3DWarning&q=reason%3DFailedScheduling&sort=last-seen',
  })
  expect(second).toMatchObject({
    reason: 'BackOff',
    times: '×7',
    about: '',
    message: 'BackOff of cart',
  })
})

const cpu = (kinds: readonly KindSeen[]) => parts(kinds).capacity?.meters[0]

test('room is what nodes give, without those that nobody may see', () => {
  const node = fixture('nodes', 'ready')
  const all = pods(2, 'web', fine).map((one) => ({
    ...one,
    spec: {
      nodeName: 'n',
      containers: [{ name: 'app', resources: { requests: { cpu: '500m' } } }],
    },
  }))
  expect(cpu([seen('pods', all)])).toMatchObject({ asked: '1 asked for', of: '', mark: '' })
  expect(cpu([seen('pods', all), seen('nodes', [node])])?.of).toMatch(/^of \d/)
  expect(cpu([seen('pods', [], looking(5, 0))])).toBeUndefined()
})

test('what looks the same has the same mark, whatever its ages say', () => {
  const kinds = [seen('pods', pods(2, 'cart', crashed(1)))]
  const at = (time: string) => digest(parts(kinds, { now: new Date(time) }))
  expect(at('2026-11-26T12:00:59Z')).toBe(at('2026-11-26T12:00:01Z'))
  expect(digest(parts([seen('pods', pods(3, 'cart', crashed(1)))], { now }))).not.toBe(
    digest(parts(kinds, { now })),
  )
})
