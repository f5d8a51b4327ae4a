/** Lines of one source that may stand on a page, and those of all sources as one. Pure. */
import { seconds, shifted } from './instant.ts'
import { inTime, type Told } from './told.ts'
import { ever, type Window } from './window.ts'

/** By how much lines of one container may stand out of the order of their times. */
const disorder = seconds(1)
/** Lines at most, whatever is asked for. */
const most = 10_000

/** Bounded, however many lines come. Lines of one instant are never parted, so that the next page begins between two. */
export class Kept {
  readonly #window: Window
  #before: readonly Told[] = []
  #fresh: Told[] = []
  readonly #after: Told[] = []
  #counted = 0
  /** Behind this nothing is wanted. */
  #bound: string
  #full = false
  /** Some before the pivot were let go. */
  trimmed = false

  constructor(window: Window) {
    this.#window = window
    this.#bound = window.after === 0 ? window.pivot : window.limit
  }

  get before(): readonly Told[] {
    return [...this.#before, ...this.#fresh]
  }
  get after(): readonly Told[] {
    return this.#after
  }

  put(told: Told): void {
    const { time } = told.line
    // What the kubelet says itself has no time, and is said in the place of the log.
    const early = time === '' ? this.#window.before > 0 : time < this.#window.pivot
    if (early) this.#early(told)
    else if (this.#window.after > 0 && time <= this.#bound) this.#late(told)
  }

  /** What a source says behind a line of this time is not wanted. */
  past(time: string): boolean {
    return this.#bound < ever.end && time > shifted(this.#bound, disorder)
  }

  #early(told: Told): void {
    const { before } = this.#window
    this.#fresh.push(told)
    if (this.#fresh.length < before + 100) return
    const all = this.before.toSorted(inTime)
    this.#before = lastOf(all, before)
    this.#fresh = []
    this.trimmed ||= this.#before.length < all.length
  }

  #late(told: Told): void {
    this.#after.push(told)
    if (told.line.time > this.#window.until) this.#counted += 1
    if (this.#full) return
    if (this.#counted < this.#window.after && this.#after.length < most) return
    this.#full = true
    this.#bound = this.#after.reduce((last, { line }) => (line.time > last ? line.time : last), '')
  }
}

export interface Joined {
  readonly lines: readonly Told[]
  /** How many of them stand before the pivot. */
  readonly early: number
  /** Others stand before them, behind them. */
  readonly earlier: boolean
  readonly later: boolean
}

/** By time. */
export function joined(all: readonly Kept[], { before, after: count, until }: Window): Joined {
  const early = all.flatMap((kept) => kept.before).toSorted(inTime)
  const late = all.flatMap((kept) => kept.after).toSorted(inTime)
  const [first, last] = [lastOf(early, before), firstOf(late, count, until)]
  return {
    lines: [...first, ...last],
    early: first.length,
    earlier: first.length < early.length || all.some(({ trimmed }) => trimmed),
    later: last.length < late.length,
  }
}

/** The last ones, and others of the first one's instant. */
function lastOf(lines: readonly Told[], count: number): readonly Told[] {
  if (count === 0) return []
  let from = Math.max(0, lines.length - count)
  while (from > 0 && timeAt(lines, from - 1) === timeAt(lines, from)) from -= 1
  return lines.slice(from)
}

function firstOf(lines: readonly Told[], count: number, until: string): readonly Told[] {
  if (count === 0) return []
  const held = lines.findLastIndex(({ line }) => line.time <= until) + 1
  let to = Math.min(lines.length, Math.min(held, most) + count)
  while (to < lines.length && timeAt(lines, to) === timeAt(lines, to - 1)) to += 1
  return lines.slice(0, to)
}

const timeAt = (lines: readonly Told[], at: number) => lines[at]?.line.time
