/** What a log's page says of containers that say nothing. */
import { describe, expect, test } from 'vitest'
import { KubeError } from '../../src/errors.ts'
import { type Unread, unreadNotes } from '../../src/logs/unread.ts'
import type { Event } from '../../src/views/event.ts'
import { refusedLog, silentNode, warningsOf } from '../../src/views/log-why.ts'
import { fixture } from '../support/fixtures.ts'

const now = new Date('2026-11-25T22:50:00Z')
const dial = 'Get "https://10.0.0.9:10250/containerLogs/shop/cart/app": connect: refused'
const refused = (status: number, message: string) =>
  new KubeError(
    { verb: 'get', resource: 'pods/log', namespace: 'shop', name: 'cart-1' },
    { status, reason: 'Forbidden', message },
  )

const told = (node: Parameters<typeof silentNode>[1]) => silentNode('node-03', node, dial, now)

describe('a node whose kubelet could not be asked', () => {
  test('says what is wrong with it, and leads there', () => {
    const [problem] = told(fixture('nodes', 'unreachable'))
    expect(problem?.title).toMatch(
      /^The log cannot be read: node node-03: Kubelet stopped answering/,
    )
    expect(problem?.evidence[0]).toBe(dial)
    expect(problem?.next[0]).toEqual({
      text: 'Node node-03',
      to: { resource: 'nodes', name: 'node-03' },
    })
  })

  test('that is ready may be cut off', () => {
    expect(told(fixture('nodes', 'ready'))).toMatchObject([
      { tone: 'warn', evidence: [dial, expect.stringMatching(/says it is ready/)] },
    ])
  })

  test('that may not be seen is named all the same, and nothing is made up of it', () => {
    expect(told(undefined)).toMatchObject([{ tone: 'warn', evidence: [dial, ''] }])
  })

  test('that is gone took the lines along', () => {
    expect(told(null)).toMatchObject([
      { tone: 'bad', title: 'Node node-03 is gone, and with it what its containers said' },
    ])
  })
})

test('a refusal names the right that is missing, and how to check it', () => {
  expect(refusedLog(refused(403, 'no'), 1)).toMatchObject({
    title: 'You may not read this log',
    evidence: ['no', 'What is missing: the verb “get” on “pods/log” in namespace shop.'],
    next: [{ run: 'kubectl auth can-i get pods/cart-1 --subresource=log -n shop' }],
  })
  expect(refusedLog(refused(403, 'no'), 12).title).toBe(
    'You may not read the logs of 12 containers',
  )
})

test('warnings: the newest three of the last hour that say something new', () => {
  const event = (message: string, minutes: number, type = 'Warning'): Event => ({
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: message },
    type,
    reason: 'Failed',
    message,
    lastTimestamp: new Date(now.getTime() - minutes * 60_000).toISOString(),
  })
  const events = [
    event('old', 61),
    event('known', 1),
    event('twice', 9),
    event('twice', 2),
    event('fine', 1, 'Normal'),
    ...['a', 'b', 'c'].map((message, at) => event(message, 3 + at)),
  ]
  const known = [{ tone: 'bad' as const, title: '', evidence: ['known'], next: [] }]
  expect(warningsOf(events, known, now).map(({ message }) => message)).toEqual(['twice', 'a', 'b'])
})

const unread = (at: number, status: number): Unread => ({
  source: {
    namespace: 'shop',
    pod: `cart-${at}`,
    uid: '',
    container: 'app',
    node: '',
    role: '',
    over: false,
    again: false,
  },
  why: `${status} of cart-${at}`,
  error: refused(status, ''),
})

test('what many containers cannot give for one reason is said of three, and the rest counted', () => {
  const all = [...Array.from({ length: 50 }, (_, at) => unread(at, 500)), unread(50, 404)]
  expect(unreadNotes(all)).toEqual([
    'cart-0 app: 500 of cart-0',
    'cart-1 app: 500 of cart-1',
    'cart-2 app: 500 of cart-2',
    '47 more containers cannot be read for the same reason.',
    'cart-50 app: 404 of cart-50',
  ])
})
