/** Conditions in words: `status.conditions` of any object that has them. */
import type { KubeObject } from '../kube.ts'
import { age } from './age.ts'
import type { Condition } from './blocks.ts'
import type { Cell, Tone } from './cell.ts'

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

function words(raw: Readonly<Record<string, unknown>>, now: Date): Condition {
  const field = (name: string) => (typeof raw[name] === 'string' ? raw[name] : '')
  const [type, status] = [field('type'), field('status')]
  return {
    tone: toneOf(type, status, field('reason')),
    words: `${type} ${says[status] ?? 'is not known'}`,
    reason: field('reason'),
    message: field('message'),
    since: instant(raw['lastTransitionTime'], now),
  }
}

const says: Readonly<Record<string, string>> = { True: 'is true', False: 'is false' }

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
