/** Conditions in words: `status.conditions` of any object that has them. */
import type { KubeObject } from '../kube.ts'
import { age } from './age.ts'
import type { Condition } from './blocks.ts'
import type { Cell, Tone } from './cell.ts'

interface Raw {
  readonly type?: unknown
  readonly status?: unknown
  readonly reason?: unknown
  readonly message?: unknown
  readonly lastTransitionTime?: unknown
}

/** Types whose `True` is the bad news. */
const alarms =
  /Pressure$|Unavailable$|Failed$|Failure|Stalled|Degraded|Dangling|Disrupt|Conflict|Error|Terminating|Stuck|Blocked|Invalid|Misscheduled|Suspended$/

/** @param now what ages are counted from. Anything that is no condition is left out. */
export function conditions(object: KubeObject, now: Date): readonly Condition[] {
  const status = object['status']
  const list = isRecord(status) ? status['conditions'] : null
  if (!Array.isArray(list)) return []
  return (list as unknown[])
    .filter(isRecord)
    .slice(0, 50)
    .map((raw) => words(raw, now))
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function words(raw: Raw, now: Date): Condition {
  const [type, status] = [String(raw.type ?? ''), String(raw.status ?? 'Unknown')]
  return {
    tone: toneOf(type, status, String(raw.reason ?? '')),
    words: `${type} ${status === 'True' ? 'is true' : status === 'False' ? 'is false' : 'is not known'}`,
    reason: String(raw.reason ?? ''),
    message: String(raw.message ?? ''),
    since: instant(raw.lastTransitionTime, now),
  }
}

function toneOf(type: string, status: string, reason: string): Tone {
  if (status !== 'True' && status !== 'False') return 'warn'
  const good = (status === 'True') !== alarms.test(type)
  if (good) return 'ok'
  return reason === 'PodCompleted' || type === 'Suspended' ? 'idle' : 'bad'
}

/** A ticking age; null where the value is no instant. */
export function instant(value: unknown, now: Date): Cell | null {
  const then = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(then)) return null
  return { text: age(now.getTime() - then), time: new Date(then).toISOString() }
}
