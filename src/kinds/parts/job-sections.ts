/** How far a job is, and by which rules it runs. */
import type { Field, Said, Section } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { field } from './fields.ts'
import {
  endOf,
  type FailureRule,
  type Job,
  type JobSpec,
  type SuccessRule,
  wantedOf,
} from './job.ts'
import { podsOf } from './workload-columns.ts'

export function progressSection(job: Job): Section {
  const { status = {}, spec = {} } = job
  const { active = 0, ready = 0, failed: lost = 0, terminating = 0, succeeded = 0 } = status
  return {
    block: 'fields',
    title: 'How far it is',
    fields: [
      field('Succeeded', {
        text: `${succeeded} of ${wantedOf(job)}`,
        note: queueNote(spec),
        to: succeeded > 0 ? podsOf(job, 'status.phase=Succeeded') : undefined,
      }),
      some('Active', active, { note: `${ready} ready`, to: podsOf(job, running) }),
      some('Failed', lost, { tone: 'bad', to: podsOf(job, failed) }),
      field('Ending', terminating > 0 ? terminating : undefined),
      field('Indexes done', status.completedIndexes),
      field(
        'Indexes failed',
        status.failedIndexes ? { text: status.failedIndexes, tone: 'bad' } : undefined,
      ),
      field('Started', ago(status.startTime)),
      field('Ended', ago(endOf(job))),
      field('Duration', duration(job)),
    ],
  }
}

/** As the API server selects them. */
export const running = 'status.phase!=Failed,status.phase!=Succeeded'
export const failed = 'status.phase=Failed'

const some = (label: string, count: number, more: Omit<Said, 'text'>): Field =>
  field(label, count > 0 ? { text: String(count), ...more } : undefined)

const queueNote = ({ completions }: JobSpec) =>
  completions === undefined
    ? 'a work queue: done when a pod succeeds and the others have ended'
    : ''

const ago = (time: string | undefined): Said | undefined =>
  time === undefined ? undefined : { text: '', time, note: 'ago' }

/** Of one that runs: a time, which ticks. */
export function duration(job: Job): Said | undefined {
  const begun = job.status?.startTime
  if (begun === undefined) return undefined
  const end = endOf(job)
  if (end === undefined) return { text: '', time: begun }
  return { text: age(Date.parse(end) - Date.parse(begun)) }
}

export function ruleSection({ spec = {} }: Job): Section {
  return {
    block: 'fields',
    title: 'How it runs',
    fields: [
      field('Parallel', spec.parallelism === undefined ? undefined : `${spec.parallelism} at once`),
      field('Mode', spec.completionMode === 'Indexed' ? 'Indexed: each pod has a number' : ''),
      ...limits(spec),
      field('Managed by', spec.managedBy),
      ...(spec.podFailurePolicy?.rules ?? []).map((rule, at) =>
        field(at === 0 ? 'When a pod fails' : '', failureWords(rule)),
      ),
      ...(spec.successPolicy?.rules ?? []).map((rule, at) =>
        field(at === 0 ? 'Enough is' : '', successWords(rule)),
      ),
    ],
  }
}

const seconds = (count: number): string => age(count * 1000)

function limits(spec: JobSpec): readonly Field[] {
  const { backoffLimit: all, backoffLimitPerIndex: each, maxFailedIndexes: indexes } = spec
  const { activeDeadlineSeconds: deadline, ttlSecondsAfterFinished: kept } = spec

  return [
    // With a limit for each index the API server writes the highest number for all.
    field('Retries', each === undefined ? all : `${each} for each index`),
    field('Failed indexes', indexes === undefined ? undefined : `${indexes} at most`),
    field('Deadline', deadline === undefined ? undefined : seconds(deadline)),
    field('Deleted', kept === undefined ? undefined : `${seconds(kept)} after its end`),
    field('New pods', spec.podReplacementPolicy === 'Failed' ? 'once the old one has ended' : ''),
    field('Suspended', spec.suspend === true ? 'yes: no pods run' : undefined),
  ]
}

const actions: Readonly<Record<string, string>> = {
  FailJob: 'the job fails',
  FailIndex: 'its index fails',
  Ignore: 'it does not count',
  Count: 'it counts',
}

function failureWords({ action = '', onExitCodes, onPodConditions = [] }: FailureRule): string {
  const { operator = '', values = [], containerName = '' } = onExitCodes ?? {}
  const codes = `exit ${operator === 'NotIn' ? 'not ' : ''}${values.join(', ')}`
  const of = containerName === '' ? '' : ` of ${containerName}`
  const conditions = onPodConditions.map(({ type = '' }) => type).join(' or ')
  return `${onExitCodes === undefined ? conditions : codes + of}: ${actions[action] ?? action}`
}

function successWords({ succeededIndexes, succeededCount }: SuccessRule): string {
  const indexes = succeededIndexes === undefined ? '' : `indexes ${succeededIndexes}`
  if (succeededCount === undefined) return indexes
  return indexes === '' ? `${succeededCount} pods` : `${succeededCount} of ${indexes}`
}
