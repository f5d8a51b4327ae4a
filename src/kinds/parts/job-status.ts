/** A job's state: kubectl's word (k8s.io/kubernetes pkg/printers/internalversion printJob, 1.37), with its tone and how far it is. */
import type { Status } from '../../kind.ts'
import { completionWords, isTrue, type Job, wantedOf } from './job.ts'
import { remembered } from './remembered.ts'

export const jobStatus: (job: Job) => Status = remembered((job: Job) => {
  const ended = isTrue(job, 'Complete') ?? isTrue(job, 'Failed')
  if (ended !== undefined) return endStatus(job, ended.type, ended.reason ?? '')
  if (job.metadata.deletionTimestamp !== undefined)
    return {
      tone: 'busy',
      word: 'Terminating',
      reason: '',
      since: job.metadata.deletionTimestamp,
    }
  if (isTrue(job, 'Suspended') !== undefined)
    return { tone: 'idle', word: 'Suspended', reason: progress(job) }
  const failing = isTrue(job, 'FailureTarget')
  if (failing !== undefined)
    return { tone: 'bad', word: 'FailureTarget', reason: failing.reason ?? '' }
  if (isTrue(job, 'SuccessCriteriaMet') !== undefined)
    return { tone: 'busy', word: 'SuccessCriteriaMet', reason: '' }
  const failed = job.status?.failed ?? 0
  return { tone: failed > 0 ? 'warn' : 'busy', word: 'Running', reason: progress(job) }
})

function endStatus(job: Job, word: string, reason: string): Status {
  if (word === 'Failed') return { tone: 'bad', word, reason }
  const failed = job.status?.failed ?? 0
  return { tone: 'idle', word, reason: failed > 0 ? `${failed} failed on the way` : '' }
}

/** `2 of 5 done, 2 active, 1 failed`. */
function progress(job: Job): string {
  const { succeeded = 0, active = 0, failed = 0 } = job.status ?? {}
  const queue = job.spec?.completions === undefined
  const words = [
    queue ? '' : `${succeeded} of ${wantedOf(job)} done`,
    active > 0 ? `${active} active` : '',
    failed > 0 ? `${failed} failed` : '',
  ].filter((each) => each !== '')
  return words.join(', ') || completionWords(job)
}
