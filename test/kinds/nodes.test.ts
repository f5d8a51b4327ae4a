/** Nodes: ready or why not, what they have and what is taken of it. */
import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/kind.ts'
import { kindOf } from '../../src/kinds.ts'
import { asked } from '../../src/kinds/parts/requests.ts'
import type { Pod } from '../../src/kinds/parts/pod.ts'
import { fixture } from '../support/fixtures.ts'
import { cellsOf, problemsOf, queriesOf, sectionsOf, worded } from '../support/kinds.ts'

const now = new Date('2026-11-25T22:50:00Z')
const kind = kindOf('nodes')!
const node = (name: string) => fixture('nodes', name)

test.each([
  ['ready', 'ok', 'Ready', ''],
  ['cordoned', 'idle', 'Cordoned', ''],
  ['disk-pressure', 'warn', 'Ready', 'short of disk'],
  ['not-ready', 'bad', 'NotReady', 'no network plugin'],
  ['unreachable', 'bad', 'NotReady', 'kubelet stopped answering'],
  ['unreachable-cordoned', 'bad', 'NotReady', 'kubelet stopped answering, cordoned'],
  ['never-posted', 'bad', 'NotReady', 'kubelet never answered'],
  ['new', 'busy', 'Unknown', 'the cloud is setting it up'],
])('%s is %s %s', (name, tone, word, reason) => {
  expect(kind.status(node(name))).toMatchObject({ tone, word, reason })
})

test('what its list says of one', () => {
  expect(cellsOf('nodes', 'disk-pressure')).toEqual({
    Name: 'node-03',
    Status: 'Ready short of disk',
    Age: '2026-11-25T22:40:53Z',
    Version: 'v1.37.2',
    'Internal-IP': '10.20.0.13',
    'External-IP': '203.0.113.13',
    CPU: '32',
    Memory: '128 GiB',
    Pods: '1100',
    Zone: 'zone-a',
    Pool: 'batch',
    Instance: 'm6i.xlarge',
    'OS-Image': 'Debian GNU/Linux 13 (trixie)',
    'Kernel-Version': '6.12.57 (amd64)',
    'Container-Runtime': 'containerd://2.4.2',
  })
  expect(cellsOf('nodes', 'ready')['Roles']).toBe('control-plane')
  expect(cellsOf('nodes', 'cordoned')).toMatchObject({
    Status: 'Cordoned (2026-11-25T22:44:53Z)',
    Taints: 'dedicated=search:NoSchedule',
  })
})

test('memory sorts as a number', () => {
  const memory = kind.columns.find(({ title }) => title === 'Memory')!
  expect(memory.value?.(node('ready'))).toBe(128 * 2 ** 30)
  expect(memory.value?.(node('new'))).toBeNull()
})

test('one that does not answer', () => {
  expect(problemsOf('nodes', node('unreachable-cordoned'), now)).toEqual([
    [
      'bad',
      'Kubelet stopped answering 3m50s ago',
      'Kubelet stopped posting node status.',
      'Its last full report is of 9m7s ago.',
      'Pods that do not tolerate this are removed from it, by default after five minutes.',
    ],
    [
      'idle',
      'It is cordoned, for 5m7s: no new pods come here',
      'Those that run here stay until they end or the node is drained.',
    ],
  ])
})

test('one that says itself why it is not ready', () => {
  expect(problemsOf('nodes', node('not-ready'), now)).toEqual([
    [
      'bad',
      'It is not ready: no network plugin, for 4m10s',
      'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
      'Pods that do not tolerate this are removed from it, by default after five minutes.',
    ],
    [
      'bad',
      'There is no network route to it, for 4m10s',
      'RouteController failed to create a route',
    ],
  ])
})

test('one that runs short of something', () => {
  expect(problemsOf('nodes', node('disk-pressure'), now)).toEqual([
    ['warn', 'It is short of disk, for 4m20s', 'kubelet has disk pressure'],
  ])
  expect(problemsOf('nodes', node('ready'), now)).toEqual([])
})

test('a new one has some minutes', () => {
  expect(problemsOf('nodes', node('new'), now)).toEqual([])
  const later = new Date('2026-11-25T22:51:00Z')
  expect(problemsOf('nodes', node('new'), later)).toEqual([
    ['warn', 'The cloud has not set it up yet', 'It was registered 5m38s ago.'],
  ])
  expect(problemsOf('nodes', node('never-posted'), now)[0]).toEqual([
    'bad',
    'Kubelet never answered',
    'Kubelet never posted node status.',
    'It was registered 4m38s ago.',
  ])
})

test('its page', () => {
  expect(sectionsOf('nodes', node('disk-pressure'), now)).toEqual({
    'What it has': [
      ['cpu', '32', '32'],
      ['memory', '128 GiB', '128 GiB'],
      ['ephemeral-storage', '200 GiB', '200 GiB'],
      ['pods', '1100', '1100'],
    ],
    Taints: [['node.kubernetes.io/disk-pressure', '', 'NoSchedule', '2026-11-25T22:44:57Z']],
    'Where it stands': {
      InternalIP: '10.20.0.13',
      ExternalIP: '203.0.113.13',
      Hostname: 'node-03',
      Pool: 'batch',
      Region: 'eu-1',
      Zone: 'zone-a',
      Instance: 'm6i.xlarge',
    },
    System: {
      Kubelet: 'v1.37.2',
      'Container runtime': 'containerd://2.4.2',
      'OS image': 'Debian GNU/Linux 13 (trixie)',
      Kernel: '6.12.57 (amd64)',
      'Operating system': 'linux',
    },
  })
  expect(queriesOf('nodes', node('ready'))).toEqual({
    pods: { namespace: null, fields: 'spec.nodeName=node-01' },
  })
})

const ask = (cpu: string, memory: string, limits = {}) => ({
  resources: { requests: { cpu, memory }, limits },
})
const pod = (spec: object, phase = 'Running') =>
  ({ kind: 'Pod', metadata: { name: 'p' }, spec, status: { phase } }) as unknown as KubeObject

test('what its pods take of what it has', () => {
  const pods = [
    pod({ containers: [ask('1500m', '2Gi', { memory: '4Gi' }), ask('500m', '1Gi')] }),
    pod({ containers: [ask('100', '100Gi')] }, 'Succeeded'),
    pod({ containers: [{ resources: { requests: { 'nvidia.com/gpu': '1' } } }] }),
  ]
  const sums = kind.relations[0]!.sum!(node('ready'), pods)
  expect(sums.map(({ label, values }) => [label, ...values.map(worded)])).toEqual([
    ['Pods', '2 of 1100 0 %'],
    ['CPU requested', '2 of 32 6 %'],
    ['Memory requested', '3 GiB of 128 GiB 2 %, limits 4 GiB (3 %)'],
    ['nvidia.com/gpu', '1 of 0'],
  ])
})

const of = (spec: object) => Object.fromEntries(asked(pod(spec) as Pod, 'requests'))

test('a pod asks for what the scheduler counts', () => {
  const sidecar = { ...ask('200m', '0'), restartPolicy: 'Always' }
  expect(of({ containers: [ask('1', '0')], initContainers: [ask('3', '0')] })).toEqual({
    cpu: 3,
    memory: 0,
  })
  expect(
    of({ containers: [ask('1', '0')], initContainers: [sidecar, ask('2', '0')] }),
  ).toMatchObject({ cpu: 2.2 })
  expect(
    of({ containers: [ask('1', '0')], initContainers: [ask('1.1', '0'), sidecar] }),
  ).toMatchObject({ cpu: 1.2 })
  const whole = { resources: { requests: { cpu: '4' } }, overhead: { cpu: '250m' } }
  expect(of({ ...whole, containers: [ask('1', '1Gi')] })).toEqual({ cpu: 4.25, memory: 2 ** 30 })
})
