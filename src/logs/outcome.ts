/** What it means that a connection to a log ended, and what comes next. Pure. */
import { KubeError } from '../errors.ts'
import type { Life } from './life.ts'
import type { Placed } from './place.ts'

export type LogEvent =
  | { readonly type: 'lines'; readonly lines: readonly Placed[] }
  /** Lines may be lost before those that come next: they were rotated away before they could be read. */
  | { readonly type: 'gap' }
  /** The container ended; its next life is waited for. In words where they are known: `exit 3`. */
  | { readonly type: 'ended'; readonly how: string }
  /** What comes next is of another life. */
  | { readonly type: 'began' }
  /** Nothing can be read now, in the API server's words; it is tried again, and said once. */
  | { readonly type: 'trouble'; readonly why: string }
  /** Its pod is gone: nothing more comes. */
  | { readonly type: 'gone' }

/** Null: its pod is gone. Undefined: it cannot be told. */
export type Known = Life | null | undefined

export interface Ended {
  /** What broke the connection; null where the log ended. */
  readonly trouble: Error | null
  /** What was known of the container before it was read, and after it. */
  readonly known: Known
  readonly now: Known
  /** The container was over for good before. */
  readonly over: boolean
  /** It has said something. */
  readonly said: boolean
}

export interface Outcome {
  readonly event: LogEvent | null
  /** Read on, look whether another life began, or end. */
  readonly next: 'read' | 'look' | 'end'
}

export function outcome(ended: Ended): Outcome {
  const { trouble, now, over } = ended
  // What is not there for a kubelet that has just started may be there all the same.
  if (now === null || (now === undefined && missing(trouble)))
    return { event: { type: 'gone' }, next: 'end' }
  if (trouble !== null) return { event: troubled(trouble), next: 'read' }
  const event = endOf(now, ended.said)
  if (!whole(ended)) return { event, next: 'read' }
  return { event, next: over || now?.over === true ? 'end' : 'look' }
}

function endOf(now: Life | undefined, said: boolean): LogEvent | null {
  // Of one that never said a word, and cannot be looked at, it is not known that it ever began.
  if (now === undefined) return said ? { type: 'ended', how: '' } : null
  return now.end === null ? null : { type: 'ended', how: now.end }
}

function troubled(trouble: Error): LogEvent {
  const why = missing(trouble) ? 'its kubelet does not know the pod yet' : trouble.message
  return { type: 'trouble', why }
}

const missing = (trouble: Error | null) => trouble instanceof KubeError && trouble.status === 404

/** What was read after its end was known is all of it. */
const whole = ({ now, known, over }: Ended): boolean =>
  over || (now?.id === known?.id && typeof now?.end === 'string' && typeof known?.end === 'string')
