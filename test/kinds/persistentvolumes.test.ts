/** Volumes: who has them, where they are, what becomes of them. */
import { expect, test } from 'vitest'
import { kindOf } from '../../src/kinds.ts'
import { fixture } from '../support/fixtures.ts'
import { cellsOf, problemsOf, queriesOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-25T22:50:00Z')
const kind = kindOf('persistentvolumes')!
const volume = (name: string) => fixture('persistentvolumes', name)
const refusal = 'host_path deleter only supports /tmp/.+ but received provided /srv/data'

test.each([
  ['available', 'ok', 'Available', ''],
  ['bound', 'ok', 'Bound', ''],
  ['released', 'warn', 'Released', 'its claim is gone'],
  ['failed', 'bad', 'Failed', refusal],
])('%s is %s %s', (name, tone, word, reason) => {
  expect(kind.status(volume(name))).toMatchObject({ tone, word, reason })
})

test('what its list says of one', () => {
  expect(cellsOf('persistentvolumes', 'released')).toEqual({
    Name: 'released-disk',
    Capacity: '10Gi',
    'Access Modes': 'RWO,ROX',
    'Reclaim Policy': 'Retain',
    Status: 'Released its claim is gone (2026-11-25T22:42:34Z)',
    Claim: 'ill/released',
    Age: '2026-11-25T22:42:26Z',
    Source: 'NFS nas.example.com:/export/media',
    VolumeMode: 'Filesystem',
  })
})

test.each([
  ['csi', 'ssd.csi.example.com: vol-0a2'],
  ['local', '/mnt/disks/ssd1 on its node'],
  ['bound', '/disks/3 of whichever node'],
])('the source of %s in words', (name, words) => {
  expect(cellsOf('persistentvolumes', name)['Source']).toBe(words)
})

test('its page says where it is and what becomes of it', () => {
  const { spec } = volume('csi') as { spec?: { csi?: object } }
  const csi = {
    ...spec?.csi,
    fsType: 'ext4',
    volumeAttributes: { tier: 'gold' },
    nodeStageSecretRef: { name: 'disk-key', namespace: 'ops' },
  }
  const sections = sectionsOf(
    'persistentvolumes',
    { ...volume('csi'), spec: { ...spec, csi } },
    now,
  )
  expect(sections).toEqual({
    Storage: {
      Claim: 'ill/grows',
      Capacity: '10Gi',
      'Access modes': 'ReadWriteOnce written by one node',
      'Volume mode': 'Filesystem',
      'Reclaim policy': 'Delete its storage goes with its claim',
      'Storage class': 'lazy',
    },
    'Where it is': {
      Source: 'ssd.csi.example.com: vol-0a2',
      driver: 'ssd.csi.example.com',
      volumeHandle: 'vol-0a2',
      fsType: 'ext4',
      tier: 'gold',
      nodeStageSecretRef: 'Secret disk-key',
    },
  })
  expect(sectionsOf('persistentvolumes', volume('local'), now)['Where it is']).toMatchObject({
    Nodes: 'node-03',
  })
})

test('one that nobody can have any more', () => {
  expect(problemsOf('persistentvolumes', volume('released'), now)).toEqual([
    [
      'warn',
      'Its claim went 7m26s ago: it is kept, with its data, for nobody',
      'It belonged to ill/released. Its reclaim policy is Retain: no other claim gets it as it is.',
    ],
  ])
  expect(problemsOf('persistentvolumes', volume('failed'), now)).toEqual([
    ['bad', 'Its storage could not be deleted', refusal, 'Its claim ill/failed is gone.'],
  ])
  const { spec } = volume('released') as { spec?: object }
  const goes = { ...volume('released'), spec: { ...spec, persistentVolumeReclaimPolicy: 'Delete' } }
  expect(kind.status(goes)).toMatchObject({ tone: 'busy', word: 'Released' })
  expect(problemsOf('persistentvolumes', goes, now)).toEqual([
    [
      'warn',
      'Its storage should have been deleted with its claim 7m26s ago',
      'Its claim ill/released is gone, and its reclaim policy is Delete.',
    ],
  ])
  expect(problemsOf('persistentvolumes', volume('bound'), now)).toEqual([])
})

test('pods use it by its claim', () => {
  expect(queriesOf('persistentvolumes', volume('csi'))).toEqual({ pods: { namespace: 'ill' } })
  expect(queriesOf('persistentvolumes', volume('available'))).toEqual({ pods: null })
})
