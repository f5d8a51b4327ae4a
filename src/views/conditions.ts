/** Conditions in words: `status.conditions` of any object that has them. */
import { isRecord } from '../json.ts'
import type { KubeObject } from '../kube.ts'
import { age } from './age.ts'
import type { Condition, Conditions } from './blocks.ts'
import type { Cell, Tone } from './cell.ts'
import { fit, pageRoom, type Room } from './room.ts'

/** What is said of an object, and that there is more of it. */
export type Said = Pick<Conditions, 'items' | 'more'>

/** @param now what ages are counted from. Anything that is no condition is left out. */
export function conditions(object: KubeObject, now: Date, room = pageRoom()): Said {
  const status = object['status']
  const list = isRecord(status) ? status['conditions'] : null
  if (!isRecord(status) || !Array.isArray(list)) return { items: [], more: '' }
  const all = (list as unknown[]).filter(isRecord)
  const over = status['phase'] === 'Succeeded' || status['phase'] === 'Failed'
  const items = all.slice(0, most).map((raw) => words(raw, { now, room, over }))
  const rest = all.length - items.length
  return { items, more: rest > 0 ? `${rest} more: the YAML has them all.` : '' }
}

/** Conditions that are shown. */
const most = 50

interface Place {
  readonly now: Date
  readonly room: Room
  /** A pod that runs no more. */
  readonly over: boolean
}

function words(raw: Readonly<Record<string, unknown>>, { now, room, over }: Place): Condition {
  const field = (name: string) => (typeof raw[name] === 'string' ? raw[name] : '')
  const [type, status, reason] = [field('type'), field('status'), field('reason')]
  const done = resting.test(reason) || (over && type === 'PodReadyToStartContainers')
  return {
    tone: done && status === 'False' ? 'idle' : toneOf(type, status),
    words: `${fit(room, type, 200, 120)} ${says[status] ?? 'is not known'}`,
    reason: fit(room, reason, 200),
    message: fit(room, field('message'), 2000),
    since: instant(raw['lastTransitionTime'], now),
  }
}

/** Reasons why nothing is to be good any more: a finished pod, an autoscaler of none. */
const resting = /^(?:PodCompleted|ScalingDisabled)$/
const says: Readonly<Record<string, string>> = { True: 'is true', False: 'is false' }

/** Types whose `True` is the good news. */
const goods =
  /^(?:Available|Progressing|Complete|SuccessCriteriaMet|Initialized|PodScheduled|PodReadyToStartContainers|Established|NamesAccepted|Approved|Issued|Bound|Healthy|Synced|Accepted|Programmed|ResolvedRefs|Reconciled|ScalingActive|AbleToScale|DisruptionAllowed)$|(?<!Not)Ready$/
/** Types whose `True` is the bad news. */
const alarms =
  /(?:Pressure|Unavailable|Failed|Failure|FailureTarget|Degraded|Conflict|Conflicted|Error|Blocked|Misscheduled|Deadlock|Limited|Remaining|NotReady)$|^(?:Stalled|Dangling|DisruptionTarget|Terminating|Stuck|Invalid|Denied|NonStructuralSchema|ReadonlyFilesystem)$/
/** Types whose bad news is an everyday matter: an autoscaler at its end, a namespace on its way out. */
const mild = /(?:Limited|Remaining)$|^(?:Terminating|DisruptionAllowed)$/

/** What a type means is known of those in the lists only: any other is shown without a judgement. */
function toneOf(type: string, status: string): Tone {
  const good = goods.test(type)
  if (!good && !alarms.test(type)) return 'idle'
  if (status !== 'True' && status !== 'False') return 'warn'
  if ((status === 'True') === good) return 'ok'
  return mild.test(type) ? 'warn' : 'bad'
}

/** A ticking age; null where the value is no instant. */
export function instant(value: unknown, now: Date): Cell | null {
  const then = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (Number.isNaN(then)) return null
  return { text: age(now.getTime() - then), time: new Date(then).toISOString() }
}
