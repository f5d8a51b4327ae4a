/** The tone of a printed status word, for tables that have no kind file. */
import type { Tone } from './cell.ts'

const words: Readonly<Record<Tone, readonly string[]>> = {
  ok: [
    'running',
    'ready',
    'active',
    'bound',
    'available',
    'healthy',
    'synced',
    'true',
    'approved',
    'issued',
    'established',
    'deployed',
    'valid',
    'online',
  ],
  warn: [
    'pending',
    'unknown',
    'warning',
    'outofsync',
    'released',
    'schedulingdisabled',
    'expiring',
    'waiting',
    'missing',
  ],
  bad: [
    'failed',
    'error',
    'lost',
    'invalidimagename',
    'containercannotrun',
    'nodeaffinity',
    'nodeshutdown',
    'terminated',
    'failuretarget',
    'notready',
    'unhealthy',
    'degraded',
    'invalid',
    'evicted',
    'oomkilled',
    'false',
    'denied',
    'expired',
    'deadlineexceeded',
    'nodelost',
    'containerstatusunknown',
    'startuperror',
    'unexpectedadmissionerror',
  ],
  busy: [
    'terminating',
    'preempting',
    'containercreating',
    'podinitializing',
    'progressing',
    'creating',
    'deleting',
    'updating',
    'provisioning',
    'installing',
    'removing',
  ],
  idle: [
    'succeeded',
    'complete',
    'completed',
    'suspended',
    'schedulinggated',
    'none',
    'normal',
    'paused',
    'disabled',
  ],
}
const tones = new Map<string, Tone>(
  (Object.keys(words) as Tone[]).flatMap((of) => words[of].map((word) => [word, of] as const)),
)
const worst: readonly Tone[] = ['bad', 'warn', 'busy', 'ok', 'idle']

/** @param text one printed status, `Running`, `Init:CrashLoopBackOff`, `Ready,SchedulingDisabled` */
export function tone(text: string): Tone | null {
  if (/backoff|err(or)?\b|^err|failed|^outof/i.test(text)) return 'bad'
  if (/^init:|^signal:|^exitcode:/i.test(text)) return /^init:\d/i.test(text) ? 'busy' : 'bad'
  const found = text
    .toLowerCase()
    .split(/[\s,]+/)
    .map((word) => tones.get(word))
  return worst.find((each) => found.includes(each)) ?? null
}

/** The tone of `ready/wanted`. */
export function readiness(text: string): Tone | null {
  const match = /^(\d+)\/(\d+)$/.exec(text)
  if (match === null) return null
  const [ready, wanted] = [Number(match[1]), Number(match[2])]
  if (wanted === 0) return 'idle'
  if (ready >= wanted) return 'ok'
  return ready === 0 ? 'bad' : 'warn'
}
