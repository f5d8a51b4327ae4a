/** CronJobs as recorded: when they run, what became of the last run. */
import { expect, test } from 'vitest'
import cronjobs from '../../src/kinds/cronjobs.batch.ts'
import type { KubeObject } from '../../src/kind.ts'
import { fixture } from '../support/fixtures.ts'
import { bare, cellsOf, problemsOf, sectionsOf } from '../support/kinds.ts'

const of = (name: string) => fixture('cronjobs.batch', name)
/** Soon after the last run of each. */
const now = new Date('2026-11-25T23:14:00Z')
const at = (cron: KubeObject, status: object): KubeObject => ({ ...cron, status })

test.each([
  ['scheduled', 'ok', 'Scheduled', '*/15 * * * * every 15 minutes', 'Europe/Vienna', 'False', '0'],
  ['suspended', 'idle', 'Suspended', '0 3 31 12 * at 03:00, on 31 December', '', 'True', '0'],
  [
    'never-succeeded',
    'bad',
    'Failing it has never succeeded',
    '* * * * * every minute',
    'Europe/Zurich',
    'False',
    '0',
  ],
  ['active', 'busy', 'Active', '* * * * * every minute', '', 'False', '1'],
  [
    'new',
    'ok',
    'Scheduled has not run yet',
    '30 4 * * 1-5 at 04:30, Monday to Friday',
    '',
    'False',
    '0',
  ],
])('%s: its columns', (name, tone, ...words) => {
  const cells = cellsOf('cronjobs.batch', name)
  const titles = ['Status', 'Schedule', 'Timezone', 'Suspend', 'Active']
  expect([cronjobs.status(of(name))?.tone, ...titles.map((title) => cells[title] ?? '')]).toEqual([
    tone,
    ...words,
  ])
})

test('when a run was last started and last ended well are times', () => {
  expect(cellsOf('cronjobs.batch', 'scheduled')).toMatchObject({
    'Last Schedule': '2026-11-25T23:00:00Z',
    'Last Success': '2026-11-25T23:00:05Z',
  })
})

test('the last run did not succeed: the last success is older than it, and none is under way', () => {
  const last = {
    lastScheduleTime: '2026-11-25T23:00:00Z',
    lastSuccessfulTime: '2026-11-25T22:45:04Z',
  }
  const failed = at(of('scheduled'), last)
  expect(cronjobs.status(failed)).toMatchObject({
    tone: 'bad',
    reason: 'its last run did not succeed',
  })
  expect(problemsOf('cronjobs.batch', failed, now)).toEqual([
    [
      'bad',
      'Its last run did not succeed',
      'The last run was started 14m ago.',
      'The last that succeeded ended 28m ago.',
    ],
  ])
  const again = at(of('scheduled'), { ...last, active: [{ name: 'newsletter-1' }] })
  expect([cronjobs.status(again)?.word, problemsOf('cronjobs.batch', again, now)]).toEqual([
    'Active',
    [],
  ])
})

test('one that has never succeeded, one whose runs do not come', () => {
  expect(problemsOf('cronjobs.batch', of('never-succeeded'), now)).toEqual([
    ['bad', 'It has never succeeded', 'The last run was started 60s ago.'],
  ])
  expect(problemsOf('cronjobs.batch', of('active'), now)).toEqual([
    [
      'warn',
      'No run was started for 34m: the one before still runs',
      'It should run every minute.',
      'It forbids two runs at once (concurrencyPolicy: Forbid).',
    ],
  ])
  const later = new Date('2026-11-25T23:36:00Z')
  expect(problemsOf('cronjobs.batch', of('scheduled'), later)).toEqual([
    ['warn', 'No run was started for 36m', 'It should run every 15 minutes.'],
  ])
})

test.each(['scheduled', 'suspended', 'new'])('%s has no problem', (name) => {
  expect(problemsOf('cronjobs.batch', of(name), now)).toEqual([])
})

test('how it runs', () => {
  expect(sectionsOf('cronjobs.batch', of('never-succeeded'), now)).toMatchObject({
    'When it runs': { 'Time zone': 'Europe/Zurich', 'Last run': '2026-11-25T23:13:00Z ago' },
    'Its runs': {
      'A run that is due': 'Replace takes the place of the one before',
      'Late by at most': '120 s',
      Kept: '3 that succeeded, 1 that failed',
    },
    'How it runs': { Retries: '0' },
  })
  expect(sectionsOf('cronjobs.batch', of('active'), now)['When it runs']).toMatchObject({
    'Time zone': 'the controller’s own, most often UTC',
    Active: 'held-29927440',
  })
})

const owner = (uid: string) => ({ apiVersion: 'batch/v1', kind: 'CronJob', name: 'a', uid })
const job = (uid: string) => ({
  ...bare({}),
  metadata: { name: 'a', ownerReferences: [owner(uid)] },
})
const run = (name: string, time: string) => {
  const failed = fixture('jobs.batch', 'backoff')
  return { ...failed, metadata: { ...failed.metadata, name, creationTimestamp: time } }
}

test('its jobs are those that it owns; the newest that failed since the last success is told', () => {
  const { keep, problems, order } = cronjobs.relations.find(({ id }) => id === 'jobs')!
  const cron = of('never-succeeded')
  expect([
    keep!(cron)(job(cron.metadata.uid!)),
    keep!(cron)(job('other')),
    keep!(cron)(bare({})),
  ]).toEqual([true, false, false])
  const runs = [run('old', '2026-11-25T22:00:00Z'), run('new', '2026-11-25T22:10:00Z')]
  const told = problems!(cron, runs, now, true)
  expect(told.map(({ title, evidence }) => [title, ...evidence])).toEqual([
    [
      'Run new failed: BackoffLimitExceeded',
      'Job has reached the specified backoff limit, 34m ago.',
      '1 more of the runs that are kept failed since it last succeeded.',
    ],
  ])
  expect(problems!(of('scheduled'), runs, now, true)).toEqual([])
  expect(order!(runs[1]!)).toBeGreaterThan(order!(runs[0]!))
})

test('images and containers of its jobs are found', () => {
  expect(cronjobs.facets['image']?.(of('scheduled'))).toEqual([
    'registry.example.com/shop/newsletter:5',
  ])
})
