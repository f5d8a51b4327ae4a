/** Events in words: old form and new, and where they lead. */
import { expect, test } from 'vitest'
import type { Event, KubeObject } from '../../src/kind.ts'
import { kindOf } from '../../src/kinds.ts'
import { cases, fixture } from '../support/fixtures.ts'
import { cellsOf, queriesOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-25T22:50:00Z')
const kind = kindOf('events')!
const cell = (title: string, object: KubeObject) =>
  kind.columns.find((column) => column.title === title)!.cell(object)

test('one of the old form, seen again and again', () => {
  expect(cellsOf('events', 'back-off')).toEqual({
    'Last Seen': '2026-11-25T22:43:53Z',
    Type: 'Warning',
    Reason: 'BackOff',
    Object: 'pod/checkout-d9d656b45-8c5fd',
    Message: 'Back-off restarting failed container',
    Count: '8',
    Source: 'kwok_controller',
    'First Seen': '2026-11-25T22:40:59Z',
    Name: 'checkout-d9d656b45-8c5fd.18eb6af0ea2d0371',
  })
})

test('one of the new form happened once, at its own time', () => {
  expect(cellsOf('events', 'scheduled')).toMatchObject({
    'Last Seen': '2026-11-25T22:40:56.816268Z',
    'First Seen': '2026-11-25T22:40:56.816268Z',
    Count: '1',
    Source: 'default-scheduler',
    Host: 'default-scheduler-vm',
  })
})

test('a series was seen as often and as late as it says', () => {
  expect(cellsOf('events', 'volume-condition-abnormal')).toMatchObject({
    'Last Seen': '2026-11-25T22:44:05.500000Z',
    'First Seen': '2026-11-25T22:40:00.123456Z',
    Count: '7',
    Source: 'csi-pv-monitor',
  })
})

test('its type has a tone: all but normal ones warn', () => {
  const tones = cases('events').map((name) => {
    const { text, tone } = cell('Type', fixture('events', name))
    return `${text} ${tone}`
  })
  expect(new Set(tones)).toEqual(new Set(['Normal idle', 'Warning warn']))
  expect(cell('Type', { ...fixture('events', 'scheduled'), type: '' }).tone).toBeUndefined()
})

test('it leads to its object, with or without a version', () => {
  const scheduled = fixture('events', 'scheduled') as Event
  const pod = { kind: 'Pod', namespace: 'data', name: 'postgres-0' }
  expect(cell('Object', scheduled).to).toEqual({ apiVersion: 'v1', ...pod })
  const of = { kind: 'Deployment', apiVersion: 'apps/v1', namespace: 'web', name: 'www' }
  expect(cell('Object', { ...scheduled, involvedObject: of }).to).toEqual(of)
  const { apiVersion: _, ...bare } = scheduled.involvedObject!
  expect(cell('Object', { ...scheduled, involvedObject: bare }).to).toEqual({
    apiVersion: 'v1',
    ...pod,
  })
  expect(cell('Object', { ...scheduled, involvedObject: { kind: 'Node' } })).toEqual({
    text: 'node',
  })
})

test('its page says what a known reason means', () => {
  const object = fixture('events', 'provisioning-failed')
  expect(sectionsOf('events', object, now)['What happened']).toEqual({
    Type: 'Warning',
    Reason: 'ProvisioningFailed',
    Message: 'storageclass.storage.k8s.io "nope" not found',
    Object: 'persistentvolumeclaim/wrong-class',
    Means: 'The volume cannot be made',
    'What to do': 'Read what the storage’s provisioner says, and whether its class exists.',
  })
  expect(sectionsOf('events', { ...object, reason: 'constructor' }, now)).toMatchObject({
    'What happened': { Reason: 'constructor' },
  })
})

test('what else is told of the object: names may hold what selectors are made of', () => {
  const object = fixture('events', 'registered-node') as Event
  expect(queriesOf('events', object)).toEqual({
    same: {
      namespace: 'default',
      fields: 'involvedObject.kind=Node,involvedObject.name=node-01',
    },
  })
  const odd = { ...object, involvedObject: { kind: 'ClusterRole', name: 'a=b,c' } }
  expect(queriesOf('events', odd)).toMatchObject({
    same: { fields: String.raw`involvedObject.kind=ClusterRole,involvedObject.name=a\=b\,c` },
  })
})
