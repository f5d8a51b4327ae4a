import { expect, test } from 'vitest'
import { type Event, lastSeen } from '../../src/views/event.ts'
import { urls } from '../../src/urls.ts'
import { discovery } from '../support/discovered.ts'
import { eventRow, eventsBeside, eventsOf } from '../../src/views/events.ts'

const context = { cluster: 'prod', discovery, urls: urls('') }
const now = new Date('2026-11-22T12:00:00Z')
const event = (more: Partial<Event>): Event => ({
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'e', creationTimestamp: '2026-11-22T10:00:00Z' },
  ...more,
})
const reasons = (events: readonly Event[], uid?: string) =>
  eventsOf(events, uid, now).events.map(({ reason }) => reason)

test('events of an earlier object with the same name are left out', () => {
  const events = [
    event({ reason: 'mine', involvedObject: { uid: 'u1' } }),
    event({ reason: 'earlier', involvedObject: { uid: 'u0' } }),
    event({ reason: 'unsaid', involvedObject: {} }),
    event({ reason: 'kubelet', involvedObject: { uid: 'node-1', name: 'node-1' } }),
  ]
  expect(reasons(events, 'u1').toSorted()).toEqual(['kubelet', 'mine', 'unsaid'])
  expect(reasons(events)).toHaveLength(4)
})

test('the newest comes first, by whichever field says when', () => {
  const events = [
    event({ reason: 'created' }),
    event({ reason: 'last', lastTimestamp: '2026-11-22T11:00:00Z' }),
    event({
      reason: 'series',
      lastTimestamp: '2026-11-22T09:00:00Z',
      series: { count: 3, lastObservedTime: '2026-11-22T11:30:00Z' },
    }),
    event({ reason: 'event time', lastTimestamp: null, eventTime: '2026-11-22T11:15:00.123456Z' }),
  ]
  expect(reasons(events)).toEqual(['series', 'event time', 'last', 'created'])
})

test('how often is the series’ count, else the event’s', () => {
  expect(eventRow(event({ count: 5, series: { count: 9 } }), now).times).toBe('9×')
  expect(eventRow(event({ count: 5 }), now).times).toBe('5×')
  expect(eventRow(event({ count: 1 }), now).times).toBe('')
})

test('who wrote it stands in one of two places', () => {
  expect(eventRow(event({ source: { component: 'kubelet' } }), now).from).toBe('kubelet')
  const other = event({ source: { component: '' }, reportingComponent: 'operator' })
  expect(eventRow(other, now).from).toBe('operator')
})

test('all but normal events warn', () => {
  expect(eventRow(event({ type: 'Normal' }), now).tone).toBe('idle')
  expect(eventRow(event({ type: 'Warning' }), now).tone).toBe('warn')
})

test('an event without any time has no age', () => {
  const bare = event({ metadata: { name: 'e' } })
  expect(lastSeen(bare)).toBe('')
  expect(eventRow(bare, now).last).toBeNull()
})

test('none is said, with how long they are kept', () => {
  expect(eventsOf([], 'u', now).note).toContain('No events')
  expect(eventsOf([event({})], undefined, now).note).toBe('')
})

const at = (minute: string) => `2026-11-22T11:${minute}:00Z`
test('of what the object owns: newest first among its own, as many as are asked for, and what was not looked at', () => {
  const own = event({ reason: 'own', lastTimestamp: at('30') })
  const theirs = ['10', '40'].map((minute) =>
    event({
      reason: minute,
      lastTimestamp: at(minute),
      involvedObject: { kind: 'Pod', namespace: 'web', name: 'cart-0', uid: 'p' },
    }),
  )
  const names = ['pods', 'revisions']
  const others = { names, events: theirs, notes: ['Some are missing.'] }
  const beside = { others, around: { ...context, now }, most: 2 }
  const block = eventsBeside({ events: [own], whole: true }, 'u1', now, beside)
  expect(block.events.map(({ reason, about }) => [reason, about?.text])).toEqual([
    ['40', 'pod/cart-0'],
    ['own', undefined],
  ])
  expect(block.note).toBe('The newest 2 of 3: its events page has more. Some are missing.')
  const none = { ...beside, others: { names, events: [], notes: [] } }
  expect(eventsBeside({ events: [], whole: true }, 'u1', now, none).note).toContain(
    'No events of it or of its pods and revisions.',
  )
})
