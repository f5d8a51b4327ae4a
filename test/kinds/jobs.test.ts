/** Jobs as recorded: how far they are, how long they took, why they failed. */
import { expect, test } from 'vitest'
import jobs from '../../src/kinds/jobs.batch.ts'
import { fixture } from '../support/fixtures.ts'
import { cellsOf, problemsOf, queriesOf, sectionsOf } from '../support/kinds.ts'

const now = new Date('2026-11-25T23:30:00Z')
const of = (name: string) => fixture('jobs.batch', name)

test.each([
  ['complete', 'idle', 'Complete', '3/3', '9s'],
  ['running', 'busy', 'Running 2 of 5 done, 2 active', '2/5', '2026-11-25T22:39:02Z'],
  ['indexed', 'warn', 'Running 1 of 4 done, 2 active, 1 failed', '1/4', '2026-11-25T22:39:02Z'],
  ['queue', 'busy', 'Running 3 active', '0/1 of 3', '2026-11-25T22:39:02Z'],
  ['suspended', 'idle', 'Suspended 0 of 3 done', '0/3', ''],
  ['backoff', 'bad', 'Failed BackoffLimitExceeded', '0/1', '34s'],
  ['deadline', 'bad', 'Failed DeadlineExceeded', '0/1', '6s'],
  ['policy', 'bad', 'Failed PodFailurePolicy', '0/1', '4s'],
])('%s: status, completions and duration', (name, tone, status, completions, duration) => {
  const cells = cellsOf('jobs.batch', name)
  expect([
    jobs.status(of(name))?.tone,
    cells['Status'],
    cells['Completions'],
    cells['Duration'] ?? '',
  ]).toEqual([tone, status, completions, duration])
})

const leads = (name: string, title: string) =>
  jobs.columns.find((column) => column.title === title)!.cell(of(name)).to

test('its numbers lead to the pods that they count', () => {
  const to = leads('indexed', 'Completions')
  expect(to).toMatchObject({
    list: 'pods',
    query: { l: expect.stringContaining('controller-uid=') },
  })
  const query = (fs: string) => ({
    list: 'pods',
    query: { ...(to as { query: object }).query, fs },
  })
  expect(leads('indexed', 'Active')).toEqual(query('status.phase!=Failed,status.phase!=Succeeded'))
  expect(leads('indexed', 'Failed')).toEqual(query('status.phase=Failed'))
  expect([leads('complete', 'Active'), leads('complete', 'Failed')]).toEqual([undefined, undefined])
})

const condition = (type: string, reason = '') => ({ type, status: 'True', reason })
const word = (status: object, meta: object = {}) => {
  const job = of('running')
  const {
    tone,
    word: is,
    reason,
  } = jobs.status({ ...job, metadata: { ...job.metadata, ...meta }, status })!
  return [tone, is, reason]
}

test('states between: it ends, it is about to fail or to be done', () => {
  expect(word({ conditions: [condition('FailureTarget', 'DeadlineExceeded')] })).toEqual([
    'bad',
    'FailureTarget',
    'DeadlineExceeded',
  ])
  expect(word({ conditions: [condition('SuccessCriteriaMet')] })).toEqual([
    'busy',
    'SuccessCriteriaMet',
    '',
  ])
  expect(word({}, { deletionTimestamp: '2026-11-25T23:00:00Z' })).toEqual([
    'busy',
    'Terminating',
    '',
  ])
  expect(word({ failed: 2, conditions: [condition('Complete')] })).toEqual([
    'idle',
    'Complete',
    '2 failed on the way',
  ])
})

test('it is sorted by the part that is done', () => {
  const value = jobs.columns.find(({ title }) => title === 'Completions')!.value!
  expect(['complete', 'running', 'queue'].map((name) => value(of(name)))).toEqual([1, 0.4, 0])
})

test('how far it is and by which rules it runs', () => {
  expect(sectionsOf('jobs.batch', of('indexed'), now)).toMatchObject({
    'How far it is': {
      Succeeded: '1 of 4',
      Active: '2 2 ready',
      Failed: '1',
      'Indexes done': '0',
      'Indexes failed': '1',
    },
    'How it runs': {
      Parallel: '4 at once',
      Mode: 'Indexed: each pod has a number',
      Retries: '0 for each index',
      'Failed indexes': '3 at most',
    },
  })
  expect(sectionsOf('jobs.batch', of('policy'), now)['How it runs']).toEqual({
    Parallel: '1 at once',
    Retries: '6',
    'New pods': 'once the old one has ended',
    'When a pod fails': 'exit 1, 42: the job fails',
    '': 'DisruptionTarget: it does not count',
  })
  expect(sectionsOf('jobs.batch', of('running'), now)['How it runs']).toMatchObject({
    Deleted: '24h after its end',
  })
})

test.each([
  [
    'backoff',
    [
      'bad',
      'It failed: its pods failed more often than it may try',
      'BackoffLimitExceeded, 50m ago: Job has reached the specified backoff limit.',
      '3 pods failed, 0 succeeded.',
      'It had 2 retries.',
    ],
  ],
  [
    'deadline',
    [
      'bad',
      'It failed: it did not end in time',
      'DeadlineExceeded, 50m ago: Job was active longer than specified deadline.',
      '1 pod failed, 0 succeeded. It had 5s.',
    ],
  ],
  [
    'indexed',
    ['warn', '1 pod of it failed so far', 'Failed indexes: 1.', 'Each index may not try again.'],
  ],
])('%s: why', (name, wanted) => {
  expect(problemsOf('jobs.batch', of(name), now)).toEqual([wanted])
})

test('those that go well have no problem', () => {
  const well = ['complete', 'running', 'queue', 'suspended']
  expect(well.flatMap((name) => problemsOf('jobs.batch', of(name), now))).toEqual([])
})

test('its pods say how they ended: like ones together, with the last words of the newest', () => {
  const { problems, which } = jobs.relations.find(({ id }) => id === 'pods')!
  const pod = fixture('pods', 'job-failed')
  const other = structuredClone(pod) as unknown as {
    metadata: { name: string }
    status: { containerStatuses: { state: { terminated: { exitCode: number } } }[] }
  }
  other.metadata.name = 'other'
  other.status.containerStatuses[0]!.state.terminated.exitCode = 137
  const told = problems!(of('backoff'), [pod, pod, other as never], now, true)
  expect(told.map(({ tone, title }) => [tone, title])).toEqual([
    ['bad', '2 pods ended with exit 2'],
    ['bad', '1 pod ended with exit 137 (SIGKILL, killed)'],
  ])
  const some = problems!(of('backoff'), [pod, pod], now, false)
  expect(some[0]?.title).toBe('At least 2 pods ended with exit 2')
  expect(told[0]?.evidence).toEqual([
    `The last words of ${pod.metadata.name}: rate table EUR/CHF is 3 days old, refusing to convert`,
  ])
  expect(problems!(of('complete'), [pod], now, true)).toEqual([])
  expect(which(of('complete'))).toEqual({
    namespace: 'shop',
    labels: 'batch.kubernetes.io/controller-uid=b9b1592d-552f-42ca-bf25-76ba0521db69',
  })
  expect(queriesOf('jobs.batch', of('complete'))).toHaveProperty('pods')
})
