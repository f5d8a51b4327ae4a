/** What is wrong with a CronJob: runs that fail, runs that never came. */
import type { KubeObject, Problem } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { since } from './ages.ts'
import { activeOf, type CronJob, hasSucceeded, lastFailed } from './cron-job.ts'
import { stuckDeletion } from './deletion.ts'
import { endOf, isTrue, type Job } from './job.ts'
import { period, scheduleWords } from './schedule.ts'

export function cronProblems(cron: CronJob, now: Date): readonly Problem[] {
  return [...failing(cron, now), ...late(cron, now), ...stuckDeletion(cron, now)]
}

function failing(cron: CronJob, now: Date): readonly Problem[] {
  if (!lastFailed(cron)) return []
  const { lastScheduleTime: last, lastSuccessfulTime: good } = cron.status ?? {}
  const { namespace = '', name } = cron.metadata
  return [
    {
      tone: 'bad',
      title: hasSucceeded(cron) ? 'Its last run did not succeed' : 'It has never succeeded',
      evidence: [
        `The last run was started ${since(last, now)} ago.`,
        hasSucceeded(cron) ? `The last that succeeded ended ${since(good, now)} ago.` : '',
      ],
      next: [
        { text: 'See which of its jobs below failed, and why.' },
        {
          text: 'Try it now',
          act: 'trigger',
          run: `kubectl create job -n ${namespace} --from=cronjob/${name} ${name}-by-hand`,
        },
      ],
    },
  ]
}

/** The controller looks every ten seconds; a busy one is slow. */
const grace = 5 * 60_000

/** Where the time between two runs is known: two of them have passed without one. */
function late(cron: CronJob, now: Date): readonly Problem[] {
  const { schedule = '', suspend, concurrencyPolicy } = cron.spec ?? {}
  const every = period(schedule)
  if (every === null || suspend === true) return []
  const last = cron.status?.lastScheduleTime ?? cron.metadata.creationTimestamp
  const passed = now.getTime() - Date.parse(last ?? '')
  if (!(passed > 2 * every + grace)) return []
  const held = activeOf(cron) > 0 && concurrencyPolicy === 'Forbid'
  return [
    {
      tone: 'warn',
      title: held
        ? `No run was started for ${age(passed)}: the one before still runs`
        : `No run was started for ${age(passed)}`,
      evidence: [
        `It should run ${scheduleWords(schedule)}.`,
        held ? 'It forbids two runs at once (concurrencyPolicy: Forbid).' : '',
      ],
      next: held
        ? [{ text: 'See what holds the active job up, or give its jobs a deadline.' }]
        : [
            { text: 'Events', part: 'events' },
            { text: 'See whether the kube-controller-manager runs.' },
          ],
    },
  ]
}

/** @param others its jobs as their kind reads them: the newest that failed since it last succeeded. */
export function cronJobsProblems(
  cron: CronJob,
  others: readonly KubeObject[],
  now: Date,
): readonly Problem[] {
  const good = Date.parse(cron.status?.lastSuccessfulTime ?? '') || 0
  const failed = (others as readonly Job[])
    .filter((job) => isTrue(job, 'Failed') !== undefined && born(job) > good)
    .toSorted((a, b) => born(b) - born(a))
  const [newest] = failed
  if (newest === undefined) return []
  const { reason = '', message = '' } = isTrue(newest, 'Failed') ?? {}
  const { namespace, name } = newest.metadata
  const more = failed.length - 1
  return [
    {
      tone: 'bad',
      title: `Run ${name} failed: ${reason}`,
      evidence: [
        `${message.replace(/\.$/, '')}, ${since(endOf(newest), now)} ago.`,
        more > 0 ? `${more} more of the runs that are kept failed since it last succeeded.` : '',
      ],
      next: [{ text: name, to: { resource: 'jobs.batch', namespace, name } }],
    },
  ]
}

export const born = ({ metadata }: KubeObject): number =>
  Date.parse(metadata.creationTimestamp ?? '') || 0
