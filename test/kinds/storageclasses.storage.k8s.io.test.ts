/** Storage classes: how and when they make volumes, and what asks for them. */
import { expect, test } from 'vitest'
import { kindOf } from '../../src/kinds.ts'
import { fixture } from '../support/fixtures.ts'
import { queriesOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-25T23:30:00Z')
const resource = 'storageclasses.storage.k8s.io'
const made = (name: string) => sectionsOf(resource, fixture(resource, name), now)

test('how volumes are made', () => {
  expect(made('default')['How volumes are made']).toEqual({
    Default: 'for claims that name no class',
    'Made by': 'kubernetes.io/no-provisioner by hand',
    When: 'Immediate a volume is made or bound as soon as a claim is there',
    'Reclaim policy': 'Retain it is kept when its claim goes',
    'May grow': 'no',
  })
  expect(made('lazy')['How volumes are made']).toEqual({
    'Made by': 'ssd.csi.example.com',
    When: 'WaitForFirstConsumer a volume is made or bound when the first pod uses the claim',
    'Reclaim policy': 'Delete its storage goes with its claim',
    'May grow': 'yes',
  })
})

test('what its driver is told', () => {
  const tuned = {
    ...fixture(resource, 'immediate'),
    parameters: { type: 'gp3', fsType: 'ext4' },
    allowedTopologies: [
      { matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a', 'b'] }] },
    ],
  }
  expect(sectionsOf(resource, tuned, now)).toMatchObject({
    'How volumes are made': { Where: 'topology.kubernetes.io/zone: a or b' },
    'Parameters of its driver': { type: 'gp3', fsType: 'ext4' },
  })
})

test('claims and volumes of it, in whichever namespace', () => {
  const lazy = fixture(resource, 'lazy')
  const all = { namespace: null }
  expect(queriesOf(resource, lazy)).toEqual({ claims: all, volumes: all })
  const [claims, volumes] = kindOf(resource)!.relations
  const kept = (name: string) => claims!.keep!(lazy)(fixture('persistentvolumeclaims', name))
  expect([kept('waits-for-pod'), kept('wrong-class'), kept('by-hand')]).toEqual([
    true,
    false,
    false,
  ])
  expect(volumes!.keep!(lazy)(fixture('persistentvolumes', 'csi'))).toBe(true)
  expect(volumes!.keep!(lazy)(fixture('persistentvolumes', 'local'))).toBe(false)
})
