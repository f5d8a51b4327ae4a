/** One container's log as it grows: without a gap or a double over cuts and restarts, and said where there may be one. */
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, KubeError, NotSignedIn } from '../errors.ts'
import type { LogLine, LogQuery } from '../kube.ts'
import { type Place, type Placed, Placer, beforeIt } from './place.ts'

export type LogEvent =
  | { readonly type: 'lines'; readonly lines: readonly Placed[] }
  /** Lines may be lost before those that come next: the connection broke, and they were rotated away meanwhile. */
  | { readonly type: 'gap' }
  /** The container ended; it is waited for its next life. */
  | { readonly type: 'ended' }
  /** Nothing can be read now, in the API server's words; it is tried again, and said once. */
  | { readonly type: 'trouble'; readonly why: string }

/** Milliseconds. */
const waits = { first: 500, most: 10_000 }

export interface Follow {
  /** Where the beginning is while no line was seen, RFC 3339; null: that of the log. */
  readonly earliest?: string | null
  /** The container is not started anew. */
  readonly over?: boolean
}

type Read = (query: Omit<LogQuery, 'container'>) => AsyncIterable<readonly LogLine[]>

/**
 * @param read the log, ended by the signal. @param from the last line that was seen; null: from its beginning.
 * Returns when the pod is gone, or over and read to its end. @throws NotSignedIn, KubeError 403.
 */
export async function* followLog(
  read: Read,
  from: Place | null,
  signal: AbortSignal,
  how: Follow = {},
): AsyncGenerator<LogEvent> {
  const placer = new Placer(from)
  const once = unsaid()
  let wait = waits.first
  /** The lines before the next ones were cut off. */
  let cut = from !== null
  while (!signal.aborted) {
    const before = placer.last
    try {
      yield* life(read, placer, cut, how)
      cut = false
      // Of one that never said a word it is not known that it ever began.
      if (placer.last !== null) yield* once({ type: 'ended' }, placer.last !== before)
      if (how.over === true) return
    } catch (error) {
      if (signal.aborted || gone(error)) return
      cut = broke(error) || cut
      yield* once({ type: 'trouble', why: wordsOf(error) }, placer.last !== before)
    }
    wait = placer.last === before ? Math.min(wait * 2, waits.most) : waits.first
    await sleep(wait, undefined, { signal }).catch(() => {})
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** An event that was said last is not said again, unless lines came since. */
function unsaid(): (event: LogEvent, moved: boolean) => readonly LogEvent[] {
  let last = ''
  return (event, moved) => {
    const text = JSON.stringify(event)
    if (text === last && !moved) return []
    last = text
    return [event]
  }
}

/** One connection's lines: those that were not seen before it. */
async function* life(
  read: Read,
  placer: Placer,
  cut: boolean,
  { earliest = null }: Follow,
): AsyncGenerator<LogEvent> {
  const before = placer.last
  placer.again()
  let doubt = cut && before !== null
  const since = before === null ? earliest : beforeIt(before)
  for await (const lines of read({ follow: true, ...(since !== null && { since }) })) {
    const fresh = placer.all(lines)
    if (fresh.length === 0) continue
    if (doubt && placer.missed(before)) yield { type: 'gap' }
    doubt = false
    yield { type: 'lines', lines: fresh }
  }
}

const gone = (error: unknown) => error instanceof KubeError && error.status === 404

/** @returns whether the connection broke; else the API server refused. @throws what waiting does not mend. */
function broke(error: unknown): boolean {
  if (!passing(error)) throw error
  return !(error instanceof KubeError)
}

/** Waiting may mend it: a container that has not started (400), a node that does not answer, a broken connection. */
function passing(error: unknown): boolean {
  if (error instanceof NotSignedIn) return false
  if (error instanceof KubeError) return error.status !== 403
  return error instanceof AppError
}
