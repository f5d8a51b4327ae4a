/** One container's lines for a page. */
import { AppError, NotSignedIn } from '../../errors.ts'
import type { LogLine, LogQuery } from '../../kube.ts'
import { picker } from '../../logs/around.ts'
import { Kept } from '../../logs/kept.ts'
import { type Place, Placer } from '../../logs/place.ts'
import { keyOf, type Source } from '../../logs/source.ts'
import { tell } from '../../logs/told.ts'
import { isRemoved, late, removed, type Unread } from '../../logs/unread.ts'
import type { Window } from '../../logs/window.ts'
import type { Reading } from './reading.ts'

export interface Found {
  readonly key: string
  readonly kept: Kept
  /** How many lines were looked at. */
  readonly looked: number
  readonly last: Place | null
  /** Lines that belong to a match before them, and are still to come. */
  readonly owed: number
  /** Times of the first line and of the latest one. */
  readonly between: readonly [string, string]
  /** Why it was not read to its end. */
  readonly left: '' | 'enough' | 'room'
  readonly unread: Unread | null
}

export interface How {
  readonly query: Omit<LogQuery, 'container'>
  /** Bytes of text. */
  readonly room: number
  /** Milliseconds until the first line. */
  readonly wait: number
}

/** @throws NotSignedIn; what else fails is a note: one container that is silent holds none of the others back. */
export async function one(
  source: Source,
  reading: Reading,
  window: Window,
  { query, room, wait }: How,
): Promise<Found> {
  const { namespace, pod, container } = source
  const ref = { resource: reading.resource, namespace, name: pod }
  const look = new Look(source, reading, window)
  const silence = silentFor(wait)
  try {
    const log = reading.kube(silence.signal).log(ref, { container, ...query })
    for await (const some of log) {
      silence.broken()
      look.at(some)
      if (look.kept.past(look.between[1])) return look.found('enough')
      if (look.size > room) return look.found('room', query.tail === undefined ? '' : much)
    }
  } catch (error) {
    if (silence.signal.aborted) return look.found('', late)
    if (error instanceof NotSignedIn || !(error instanceof AppError)) throw error
    return look.found('', error.message, error)
  } finally {
    silence.over()
  }
  return look.found('', silence.signal.aborted ? late : look.removed)
}

const much = 'more than a page can hold; open it as text.'

/** Milliseconds until the next lines, once there were some. */
const pause = 5000

interface Silence {
  readonly signal: AbortSignal
  readonly broken: () => void
  readonly over: () => void
}

/** A signal that ends where nothing comes for so many milliseconds. */
function silentFor(ms: number): Silence {
  const end = new AbortController()
  const wait = (some: number) => setTimeout(() => end.abort(), some)
  let timer = wait(ms)
  const over = () => clearTimeout(timer)
  const broken = () => {
    over()
    timer = wait(pause)
  }
  return { signal: end.signal, broken, over }
}

class Look {
  readonly kept: Kept
  size = 0
  /** What is said of a container that its node has removed; empty where it has not. */
  removed = ''
  between: Found['between'] = ['', '']
  readonly #source: Source
  readonly #key: string
  readonly #pick: ReturnType<typeof picker>
  readonly #placer = new Placer(null)
  #looked = 0

  constructor(source: Source, { asked, filter }: Reading, window: Window) {
    this.kept = new Kept(window)
    this.#source = source
    this.#key = keyOf(source)
    this.#pick = picker(asked, filter)
  }

  /** A piece at a time: to match all of them at the end would hold everybody else up. */
  at(all: readonly LogLine[]): void {
    const some = all.filter((line) => !isRemoved(line))
    if (some.length < all.length) this.removed = removed
    const told = this.#placer.all(some).map((line) => tell(this.#key, line))
    for (const each of this.#pick(told)) this.kept.put(each)
    this.#looked += some.length
    this.size += some.reduce((sum, { text }) => sum + text.length, 0)
    this.between = stretched(this.between, some)
  }

  found(left: Found['left'], why = '', error: AppError | null = null): Found {
    const { kept, between } = this
    const { last } = this.#placer
    const unread = why === '' ? null : { source: this.#source, why, error }
    const owed = this.#pick.owed()
    return { key: this.#key, kept, looked: this.#looked, last, owed, between, left, unread }
  }
}

function stretched([first, last]: Found['between'], lines: readonly LogLine[]): Found['between'] {
  const times = lines.map(({ time }) => time).filter((time) => time !== '')
  const latest = times.reduce((most, time) => (time > most ? time : most), last)
  return [first || (times[0] ?? ''), latest]
}
