import { expect, test } from 'vitest'
import { type Event, lastSeen } from '../../src/views/event.ts'
import { eventRow, eventsOf } from '../../src/views/events.ts'

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
