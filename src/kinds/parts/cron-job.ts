/** The fields of a CronJob that are read here (batch/v1 CronJobSpec, CronJobStatus), and what it is like. */
import type { KubeObject, Said, Status } from '../../kind.ts'
import type { JobSpec } from './job.ts'
import type { Labels } from './pod.ts'
import { remembered } from './remembered.ts'

export interface CronJob extends KubeObject {
  readonly spec?: {
    readonly schedule?: string
    readonly timeZone?: string
    readonly suspend?: boolean
    readonly concurrencyPolicy?: string
    readonly startingDeadlineSeconds?: number
    readonly successfulJobsHistoryLimit?: number
    readonly failedJobsHistoryLimit?: number
    readonly jobTemplate?: {
      readonly metadata?: { readonly labels?: Labels }
      readonly spec?: JobSpec
    }
  }
  readonly status?: {
    readonly active?: readonly { readonly name?: string; readonly namespace?: string }[]
    readonly lastScheduleTime?: string | null
    readonly lastSuccessfulTime?: string | null
  }
}

export const activeOf = ({ status }: CronJob): number => status?.active?.length ?? 0

/** No run is under way, and none that was started has succeeded since: it failed, or somebody deleted it. */
export function lastFailed(cron: CronJob): boolean {
  const { lastScheduleTime: last, lastSuccessfulTime: good } = cron.status ?? {}
  if (last === undefined || last === null || activeOf(cron) > 0) return false
  return good === undefined || good === null || Date.parse(good) < Date.parse(last)
}

export const hasSucceeded = ({ status }: CronJob): boolean =>
  (status?.lastSuccessfulTime ?? null) !== null

export const cronStatus: (cron: CronJob) => Status = remembered((cron: CronJob) => {
  const active = activeOf(cron)
  const failing = lastFailed(cron)
    ? hasSucceeded(cron)
      ? 'its last run did not succeed'
      : 'it has never succeeded'
    : ''
  if (cron.spec?.suspend === true)
    return { tone: 'idle', word: 'Suspended', reason: active > 0 ? `${active} active` : failing }
  if (active > 0)
    return { tone: 'busy', word: 'Active', reason: active > 1 ? `${active} runs` : '' }
  if (failing !== '') return { tone: 'bad', word: 'Failing', reason: failing }
  const ran = (cron.status?.lastScheduleTime ?? null) !== null
  return { tone: 'ok', word: 'Scheduled', reason: ran ? '' : 'has not run yet' }
})

export const moment = (time: string | null | undefined, note = ''): Said | undefined =>
  time === undefined || time === null ? undefined : { text: '', time, note }
