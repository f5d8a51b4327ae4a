/** One watch from its opening to its end, each line as a change. */
import { rest } from '../../slices.ts'
import type { Call } from '../call.ts'
import type { Change, Work } from '../contract.ts'
import { Fault } from '../fault.ts'
import { lines } from '../lines.ts'
import type { Begun } from '../stream.ts'
import { warnings } from '../warning.ts'
import { live, reach, stale } from './course.ts'
import type { Course } from './course.ts'
import type { Heart } from './heart.ts'
import { initial } from './initial.ts'
import { parsed, pulsed } from './line.ts'
import type { Told } from './line.ts'
import { Reader } from './reader.ts'
import { watchCall } from './request.ts'
import { Ended } from './verdict.ts'
import type { Read, Way } from './way.ts'

/** Returns when the server ended it in good order. From the course's version, or with all rows first. */
export async function* watch(
  way: Way,
  work: Work,
  on: Course,
  heart: Heart,
): AsyncGenerator<Change> {
  const end = branch(work.signal)
  const { group } = on.resource
  const bookmarks = way.served.has(group, 'bookmarks')
  const seconds = between(way.times.seconds)
  const asking = { initial: on.version === null, bookmarks, seconds }
  const read: Read = new Reader(source(way, { ...work, signal: end.signal }, watchCall(on, asking)))
  const deaf = heart.hear((vital) => read.ring(vital))
  try {
    const begun = yield* opened(way, on, read)
    if (begun === null) return
    on.opened = performance.now()
    on.refusals = 0
    // After a failure the watch must hold for a moment first.
    if (on.said === 'nothing') yield* live(on)
    if (asking.initial && !(yield* initial(way, on, read, warnings(begun.headers['warning']))))
      return
    const patience = bookmarks ? way.times.silence : (seconds + 15) * 1000
    yield* events(way, on, read, patience)
  } finally {
    deaf()
    end.cut()
  }
}

async function* source(way: Way, work: Work, call: Call): AsyncGenerator<Begun | Buffer> {
  const begun = await way.begin(work, call)
  yield begun
  try {
    for await (const line of lines(begun.body, { rest: false })) {
      const wait = rest()
      if (wait !== null) await wait
      yield line
    }
  } catch (error) {
    // What the long line says would be lost.
    throw error instanceof Fault ? new Ended(error.message, { anew: true }) : error
  }
}

async function* opened(way: Way, on: Course, read: Read): AsyncGenerator<Change, Begun | null> {
  for (;;) {
    const heard = await read.take(way.times.opening)
    if (heard === null) yield* stale(on, `no answer within ${way.times.opening / 1000} s`)
    else if ('rung' in heard) yield* pulsed(way, on, heard.rung)
    else if (heard.next.done === true || Buffer.isBuffer(heard.next.value)) return null
    else return heard.next.value
  }
}

async function* events(way: Way, on: Course, read: Read, silence: number): AsyncGenerator<Change> {
  let first = true
  for (;;) {
    const unsaid = on.said === 'stale' && first
    const heard = await read.take(unsaid ? way.times.grace : silence)
    first = false
    if (heard === null && unsaid) yield* live(on)
    else if (heard === null) throw silent(on)
    else if ('rung' in heard) yield* pulsed(way, on, heard.rung)
    else if (heard.next.done === true) return
    else if (Buffer.isBuffer(heard.next.value)) yield* change(on, parsed(way, on, heard.next.value))
  }
}

function* change(on: Course, event: Told): Generator<Change> {
  const version = reach(on, event.version)
  const before = on.said
  yield* live(on)
  if (event.type === 'bookmark') {
    if (before === 'live') yield { type: 'live', version }
  } else if (event.type === 'set') yield { type: 'set', row: event.row, version }
  else yield { type: 'gone', meta: event.row.meta, version }
}

/** A signal that ends with the work's and can be ended before it, which leaves no listener behind. */
function branch(outer: AbortSignal | undefined): { signal: AbortSignal; cut: () => void } {
  const own = new AbortController()
  const cut = (): void => {
    outer?.removeEventListener('abort', cut)
    own.abort()
  }
  outer?.addEventListener('abort', cut, { once: true })
  if (outer?.aborted === true) cut()
  return { signal: own.signal, cut }
}

function between([least, most]: readonly [number, number]): number {
  return Math.round(least + Math.random() * (most - least))
}

function silent(on: Course): Ended {
  on.silent += 1
  return new Ended('the watch was silent', { quiet: true })
}
