/** One container's log as it grows: without a gap or a double over cuts and restarts, and said where there may be one. */
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, KubeError, NotSignedIn } from '../errors.ts'
import type { LogLine, LogQuery } from '../kube.ts'
import type { Life } from './life.ts'
import { type Known, type LogEvent, type Outcome, outcome } from './outcome.ts'
import { type Place, type Placed, Placer, beforeIt } from './place.ts'

export interface Log {
  /** Its lines, ended by the signal that is given to `followLog`. */
  readonly read: (query: Omit<LogQuery, 'container'>) => AsyncIterable<readonly LogLine[]>
  /** What the container is doing; null: its pod is gone. */
  readonly look: () => Promise<Life | null>
}

export interface Follow {
  /** Where the beginning is while no line was seen, RFC 3339; null: that of the log. */
  readonly earliest?: string | null
  /** Lines to begin with while none was seen, the last of them; else all. */
  readonly tail?: number
  /** The container was seen to be over for good. */
  readonly over?: boolean
}

/** Milliseconds. */
const waits = { first: 500, most: 10_000 }

/**
 * @param from the last line that was seen; null: from its beginning.
 * Returns when the pod is gone, or over and read to its end. @throws NotSignedIn, KubeError 403.
 */
export async function* followLog(
  log: Log,
  from: Place | null,
  signal: AbortSignal,
  how: Follow = {},
): AsyncGenerator<LogEvent> {
  const placer = new Placer(from)
  const once = unsaid()
  const { over = false } = how
  let known: Known
  let next: Outcome['next'] = 'read'
  let wait = waits.first
  while (!signal.aborted) {
    const [before, idle] = [placer.last, next === 'look']
    const trouble: Error | null = idle ? null : yield* connection(log, placer, signal, how)
    if (signal.aborted) return
    const now = await looked(log)
    const came = outcome({ trouble, known, now, over, said: placer.last !== null })
    ;[known, next] = [now, came.next]
    const moved = placer.last !== before || (idle && next === 'read')
    yield* once(came.event, moved)
    if (next === 'end') return
    wait = moved ? waits.first : Math.min(wait * 2, waits.most)
    await sleep(wait, undefined, { signal }).catch(() => {})
  }
}

/** An event that was said last is not said again, unless lines came since. */
function unsaid(): (event: LogEvent | null, moved: boolean) => readonly LogEvent[] {
  let last = ''
  return (event, moved) => {
    const text = JSON.stringify(event)
    if (event === null || (text === last && !moved)) return []
    last = text
    return [event]
  }
}

/**
 * One connection's lines: those that were not seen before it. @returns what broke it; null where the log ended.
 * @throws what waiting does not mend.
 */
async function* connection(
  log: Log,
  placer: Placer,
  signal: AbortSignal,
  { earliest = null, tail }: Follow,
): AsyncGenerator<LogEvent, Error | null> {
  const before = placer.last
  placer.again()
  let bridged = false
  const since = before === null ? earliest : beforeIt(before)
  const first = before === null && tail !== undefined ? { tail } : {}
  const query = { follow: true, ...(since !== null && { since }), ...first }
  const told = async function* (lines: readonly Placed[]): AsyncGenerator<LogEvent> {
    if (lines.length === 0) return
    // The kubelet may say something itself before the first line of the log.
    if (!bridged && before !== null && placer.missed) {
      bridged = true
      yield* bridge(log, before)
    }
    yield { type: 'lines', lines }
  }
  try {
    for await (const lines of log.read(query)) yield* told(placer.all(lines))
    yield* told(placer.end())
    return null
  } catch (error) {
    if (signal.aborted) return null
    if (!passing(error)) throw error
    return error
  }
}

/** What stood between a line and those of a later connection: the rest of the life before, or a gap. */
async function* bridge(log: Log, before: Place): AsyncGenerator<LogEvent> {
  const life = await looked(log)
  if (life?.began === undefined || second(life.began) < second(before.time)) yield { type: 'gap' }
  else {
    yield* rest(log, before)
    yield { type: 'began' }
  }
}

/** What the life before said behind a line; a gap, where it cannot be read from there on. */
async function* rest(log: Log, from: Place): AsyncGenerator<LogEvent> {
  const placer = new Placer(from)
  let said = false
  const told = function* (lines: readonly Placed[]): Generator<LogEvent> {
    if (placer.missed && !said) yield { type: 'gap' }
    said = placer.missed
    if (lines.length > 0) yield { type: 'lines', lines }
  }
  try {
    for await (const lines of log.read({ previous: true, since: beforeIt(from) }))
      yield* told(placer.all(lines))
    yield* told(placer.end())
  } catch (error) {
    if (!passing(error)) throw error
  }
  if (!placer.met && !said) yield { type: 'gap' }
}

const second = (time: string) => time.slice(0, 19)

/** @throws NotSignedIn. */
async function looked({ look }: Log): Promise<Known> {
  try {
    return await look()
  } catch (error) {
    if (error instanceof NotSignedIn || !(error instanceof AppError)) throw error
    return undefined
  }
}

/** Waiting may mend it: a container that has not started (400), a node that does not answer, a broken connection. */
export function passing(error: unknown): error is AppError {
  if (error instanceof NotSignedIn) return false
  if (error instanceof KubeError) return error.status !== 403
  return error instanceof AppError
}
