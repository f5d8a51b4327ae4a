/** Namespaces: there, or on their way out and held by what. */
import { expect, test } from 'vitest'
import { kindOf } from '../../src/kinds.ts'
import { silentApis } from '../../src/kinds/parts/namespace-problems.ts'
import { fixture } from '../support/fixtures.ts'
import { cellsOf, problemsOf, queriesOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-25T23:30:00Z')
const kind = kindOf('namespaces')!
const namespace = (name: string) => fixture('namespaces', name)
const silent =
  'Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: broken.example.com/v1beta1: stale GroupVersion discovery: broken.example.com/v1beta1'
const left = [
  'Still in it: 2 of configmaps, 1 of secrets.',
  'Finalizers that hold them: cleanup.example.com/keys in 1 object, example.com/hold in 2 objects.',
]

test.each([
  ['active', 'ok', 'Active', ''],
  ['stuck', 'warn', 'Terminating', 'held by cleanup.example.com/keys, example.com/hold'],
  ['stuck-api', 'warn', 'Terminating', 'some APIs do not answer'],
])('%s is %s %s', (name, tone, word, reason) => {
  expect(kind.status(namespace(name))).toMatchObject({ tone, word, reason })
})

test('one that only takes its time is changing', () => {
  const conditions = [
    {
      type: 'NamespaceContentRemaining',
      status: 'True',
      message:
        'Some resources are remaining: pods. has 3 resource instances, deployments.apps has 1 resource instances',
    },
  ]
  const goes = { ...namespace('stuck'), status: { phase: 'Terminating', conditions } }
  expect(kind.status(goes)).toMatchObject({
    tone: 'busy',
    reason: 'still in it: 3 of pods, 1 of deployments.apps',
  })
  const soon = new Date('2026-11-25T22:43:00Z')
  expect(problemsOf('namespaces', goes, soon)).toEqual([])
  expect(problemsOf('namespaces', goes, now)).toEqual([
    [
      'warn',
      'Its deletion has not ended for 47m',
      'Still in it: 3 of pods, 1 of deployments.apps.',
    ],
  ])
})

test('what holds one that does not go', () => {
  expect(problemsOf('namespaces', namespace('stuck'), now)).toEqual([
    ['bad', 'Its deletion has not ended for 47m: finalizers hold what is in it', ...left],
  ])
  expect(problemsOf('namespaces', namespace('stuck-api'), now)).toEqual([
    ['bad', 'Its deletion has not ended for 47m: some APIs do not answer', silent],
  ])
  expect(problemsOf('namespaces', namespace('stuck-both'), now)).toEqual([
    [
      'bad',
      'Its deletion has not ended for 47m: some APIs do not answer, finalizers hold what is in it',
      silent,
      ...left,
    ],
  ])
  expect(problemsOf('namespaces', namespace('active'), now)).toEqual([])
})

test('the next steps lead to what is left and to the API that is silent', () => {
  const [problem] = kind.problems(namespace('stuck-both'), now)
  expect(problem!.next.map(({ text, to }) => [text, to])).toEqual([
    [
      'Bring API broken.example.com/v1beta1 back, or delete its registration',
      { resource: 'apiservices.apiregistration.k8s.io', name: 'v1beta1.broken.example.com' },
    ],
    ['configmaps (2)', { list: 'configmaps', query: { ns: 'stuck' } }],
    ['secrets (1)', { list: 'secrets', query: { ns: 'stuck' } }],
    [
      'See whether the controllers of these finalizers run. Taking a finalizer away by hand leaves undone what it stands for.',
      undefined,
    ],
    ['YAML', undefined],
  ])
  expect(silentApis('a/v1: x, metrics.k8s.io/v1beta1: y')).toEqual([
    'a/v1',
    'metrics.k8s.io/v1beta1',
  ])
})

test('its list and its page', () => {
  expect(cellsOf('namespaces', 'active')).toEqual({
    Name: 'ill',
    Status: 'Active',
    Age: '2026-11-25T22:42:26Z',
    Labels: 'pod-security.kubernetes.io/enforce=baseline, team=storage',
    'Pod Security': 'baseline',
  })
  expect(sectionsOf('namespaces', namespace('active'), now)['Rules']).toEqual({
    Refused: 'pods beyond baseline',
  })
  expect(sectionsOf('namespaces', namespace('stuck'), now)['What is left of it']).toEqual([
    ['configmaps', '2'],
    ['secrets', '1'],
    ['cleanup.example.com/keys', 'in 1'],
    ['example.com/hold', 'in 2'],
  ])
  const within = { namespace: 'ill' }
  expect(queriesOf('namespaces', namespace('active'))).toEqual({
    pods: within,
    quotas: within,
    limits: within,
  })
})
