/** Quotas: how full, and of what. */
import { expect, test } from 'vitest'
import { kindOf } from '../../src/kinds.ts'
import { fixture } from '../support/fixtures.ts'
import { cellsOf, problemsOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-25T23:30:00Z')
const kind = kindOf('resourcequotas')!
const quota = (name: string) => fixture('resourcequotas', name)

test('its status is the fullest of its resources', () => {
  expect(kind.status(quota('team'))).toEqual({ tone: 'ok', word: '65 %', reason: 'requests.cpu' })
  expect(kind.status(quota('full'))).toEqual({
    tone: 'warn',
    word: 'Full',
    reason: 'pods, requests.cpu',
  })
  const nearly = { hard: { pods: '10', configmaps: '5' }, used: { pods: '9', configmaps: '1' } }
  expect(kind.status({ ...quota('team'), status: nearly })).toEqual({
    tone: 'warn',
    word: 'Nearly full',
    reason: 'pods 9 of 10',
  })
  expect(kind.status({ ...quota('team'), status: {} })?.word).toBe('Unknown')
})

test('what is used, the fullest first', () => {
  expect(cellsOf('resourcequotas', 'team')).toEqual({
    Name: 'team',
    Status: '65 % requests.cpu',
    Request:
      'pods: 8/50, requests.cpu: 64600m/100, requests.memory: 525184Mi/1Ti, services.nodeports: 1/3',
    Used: 'requests.cpu 64.6 of 100, requests.memory 513 GiB of 1 TiB, services.nodeports 1 of 3, pods 8 of 50',
    Age: '2026-11-25T22:40:54Z',
  })
  expect(sectionsOf('resourcequotas', quota('full'), now)['What may be taken']).toEqual([
    ['pods', '2', '2', '100 %'],
    ['requests.cpu', '300m', '300m', '100 %'],
    ['persistentvolumeclaims', '8', '20', '40 %'],
    ['limits.memory', '320 MiB', '1 GiB', '31 %'],
    ['requests.storage', '65 GiB', '1 TiB', '6 %'],
  ])
})

test('what is full is said', () => {
  expect(problemsOf('resourcequotas', quota('full'), now)).toEqual([
    [
      'warn',
      'Nothing is left of pods, requests.cpu',
      'pods 2 of 2, requests.cpu 300m of 300m. What asks for more is refused.',
    ],
  ])
  expect(problemsOf('resourcequotas', quota('team'), now)).toEqual([])
})

test('what a limit range bounds', () => {
  expect(cellsOf('limitranges', 'sizes')).toMatchObject({ Bounds: 'Container: cpu, memory' })
  const sizes = fixture('limitranges', 'sizes')
  expect(sectionsOf('limitranges', sizes, now)).toEqual({
    'Of each container': [
      ['cpu', '', '', '50m', '', ''],
      ['memory', '', '', '64 MiB', '256 MiB', ''],
    ],
  })
  const ratio = { limits: [{ type: 'Pod', max: { cpu: '2' }, maxLimitRequestRatio: { cpu: '4' } }] }
  expect(sectionsOf('limitranges', { ...sizes, spec: ratio }, now)).toEqual({
    'Of each pod': [['cpu', '', '2', '', '', '4 × the request']],
  })
})
