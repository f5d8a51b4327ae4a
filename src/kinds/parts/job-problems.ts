/** Why a job failed, in plain words: by its conditions, and by its pods. */
import type { KubeObject, Problem, Step, Trouble } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { counted } from '../../views/words.ts'
import { since } from './ages.ts'
import { stuckDeletion } from './deletion.ts'
import { exitWords } from './exits.ts'
import { isTrue, type Job } from './job.ts'
import type { Pod, Terminated } from './pod.ts'
import { podsProblems } from './pods-problems.ts'
import { statusesOf } from './pod-status.ts'
import { whose } from './whose.ts'

export function jobProblems(job: Job, now: Date): readonly Problem[] {
  const failed = isTrue(job, 'Failed') ?? isTrue(job, 'FailureTarget')
  const own: readonly Problem[] =
    failed === undefined ? retried(job) : [failure(job, failed.reason ?? '', now)]
  return [...own, ...stuckDeletion(job, now)]
}

/** Of the runs of one CronJob; one by itself has more to say. */
export function jobTrouble(job: Job): Trouble | null {
  const of = whose(job)
  const failed = isTrue(job, 'Failed') ?? isTrue(job, 'FailureTarget')
  if (of === undefined || failed === undefined) return null
  const { title = '' } = meanings[failed.reason ?? ''] ?? {}
  return { of, verbs: ['failed', 'failed'], cause: title.replace(/^It failed: /, '') }
}

/** Reason of the Failed condition (batch/v1) → what it means and what to do. */
const meanings: Readonly<Record<string, { readonly title: string; readonly advice: string }>> = {
  BackoffLimitExceeded: {
    title: 'It failed: its pods failed more often than it may try',
    advice: 'Read what they said, mend that, then start it anew: a failed job does not go on.',
  },
  DeadlineExceeded: {
    title: 'It failed: it did not end in time',
    advice: 'See what held it up, or give it more time (activeDeadlineSeconds).',
  },
  PodFailurePolicy: {
    title: 'It failed: a pod failed in a way that ends it',
    advice: 'Its failure policy names this exit code or condition: see what the pod said.',
  },
  FailedIndexes: {
    title: 'It failed: some of its indexes failed',
    advice: 'Read what the pods of the failed indexes said.',
  },
  MaxFailedIndexesExceeded: {
    title: 'It failed: more of its indexes failed than may',
    advice: 'Read what the pods of the failed indexes said.',
  },
}

function failure(job: Job, reason: string, now: Date): Problem {
  const { title, advice } = meanings[reason] ?? {
    title: `It failed: ${reason}`,
    advice: 'Read what its pods said.',
  }
  return {
    tone: 'bad',
    title,
    evidence: [...said(job, reason, now), indexes(job), ...limit(job, reason)],
    next: [{ text: advice }, logs(job), { text: 'Events', part: 'events' }],
  }
}

/** What the controller wrote, and since when. */
function said(job: Job, reason: string, now: Date): readonly string[] {
  const { message = '', lastTransitionTime } =
    isTrue(job, 'Failed') ?? isTrue(job, 'FailureTarget') ?? {}
  const ago = since(lastTransitionTime, now)
  const when = ago === '' ? '' : `, ${ago} ago`
  return [`${reason}${when}: ${message.replace(/\.$/, '')}.`]
}

function indexes({ status }: Job): string {
  const { failedIndexes: failed = '' } = status ?? {}
  return failed === '' ? '' : `Failed indexes: ${failed}.`
}

function limit(job: Job, reason: string): readonly string[] {
  const { failed = 0, succeeded = 0 } = job.status ?? {}
  const deadline = job.spec?.activeDeadlineSeconds
  const pods = `${counted(failed, 'pod')} failed, ${succeeded} succeeded.`
  if (reason === 'BackoffLimitExceeded') return [pods, triedWords(job)]
  if (reason === 'DeadlineExceeded' && deadline !== undefined)
    return [`${pods} It had ${age(deadline * 1000)}.`]
  return [pods]
}

const logs = ({ metadata: { namespace = '', name } }: Job): Step => ({
  text: 'What its pods said',
  part: 'logs',
  run: `kubectl logs -n ${namespace} --prefix -l batch.kubernetes.io/job-name=${name}`,
})

/** It goes on, though pods of it failed. */
function retried(job: Job): readonly Problem[] {
  const { failed = 0 } = job.status ?? {}
  if (failed === 0 || isTrue(job, 'Complete') !== undefined) return []
  return [
    {
      tone: 'warn',
      title: `${counted(failed, 'pod')} of it failed so far`,
      evidence: [indexes(job), triesWords(job)],
      next: [logs(job)],
    },
  ]
}

function triesWords(job: Job): string {
  const { who, times } = triesOf(job)
  if (times === undefined) return ''
  return times === 0
    ? `${who} may not try again.`
    : `${who} may try again ${counted(times, 'time')}.`
}

/** Of one that has given up. */
function triedWords(job: Job): string {
  const { who, times } = triesOf(job)
  return times === undefined || times === 0
    ? ''
    : `${who} had ${counted(times, 'retry', 'retries')}.`
}

const triesOf = ({ spec: { backoffLimit: all, backoffLimitPerIndex: each } = {} }: Job) => ({
  who: each === undefined ? 'It' : 'Each index',
  times: each ?? all,
})

/** Ways to fail that are told: more of them say nothing more. */
const most = 3

/** @param others its pods as their kind reads them: how they failed, like counted together, and what holds those that are left. @param whole false: there may be more of them. */
export function jobPodsProblems(
  job: Job,
  others: readonly KubeObject[],
  whole = true,
): readonly Problem[] {
  if (isTrue(job, 'Complete') !== undefined) return []
  const failed = (others as readonly Pod[]).flatMap((pod) => {
    const end = endOf(pod)
    return end === null ? [] : [{ pod, ...end }]
  })
  const groups = [...Map.groupBy(failed, ({ words }) => words).values()]
  const told = groups
    .toSorted((a, b) => b.length - a.length)
    .slice(0, most)
    .flatMap((group) => together(group, whole))
  return [...told, ...podsProblems(others, whole)]
}

interface End {
  readonly pod: Pod
  /** `exit 2`; with several containers its name in front. */
  readonly words: string
  readonly last: Terminated
  readonly container: string
}

function endOf(pod: Pod): Omit<End, 'pod'> | null {
  if (pod.status?.phase !== 'Failed') return null
  const all = statusesOf(pod)
  const guilty = all.find(({ state }) => (state?.terminated?.exitCode ?? 0) !== 0)
  const last = guilty?.state?.terminated
  if (guilty === undefined || last === undefined) return null
  const name = all.length > 1 ? `${guilty.name}: ` : ''
  return { words: `${name}${exitWords(last)}`, last, container: guilty.name }
}

function together(group: readonly End[], whole: boolean): readonly Problem[] {
  const newest = group.toSorted((a, b) =>
    (a.last.finishedAt ?? '') < (b.last.finishedAt ?? '') ? 1 : -1,
  )[0]
  if (newest === undefined) return []
  const { pod, words, last, container } = newest
  const { namespace = '', name } = pod.metadata
  return [
    {
      tone: 'bad',
      title: `${whole ? '' : 'At least '}${counted(group.length, 'pod')} ended with ${words}`,
      evidence: last.message === undefined ? [] : [`The last words of ${name}: ${last.message}`],
      next: [
        { text: name, to: { resource: 'pods', namespace, name } },
        {
          text: 'What it said',
          to: { resource: 'pods', namespace, name },
          part: 'logs',
          query: { container },
          run: `kubectl logs -n ${namespace} ${name} -c ${container}`,
        },
      ],
    },
  ]
}
