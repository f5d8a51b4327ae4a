/** Where one has come in the logs of several sources, and how it stands in an address. Pure. */
import type { LogLine } from '../kube.ts'

/** The last line of a source that was seen: its time, and the how-manieth of that time it is, from 1. */
export interface Place {
  readonly time: string
  readonly nth: number
}

/** A line with its place. */
export interface Placed extends LogLine {
  readonly nth: number
}

/**
 * Numbers the lines of one source, and leaves out those that were seen before. Lines do not stand in the
 * order of their times: a runtime writes what comes by the two outputs of a container as it finds it.
 */
export class Placer {
  /** Where one comes from; null once the lines behind it are reached. */
  #from: Place | null
  #last: Place | null
  /** How many lines of a time were seen, of times that may come again. */
  readonly #seen = new Map<string, number>()
  /** The same of this connection. */
  #now = new Map<string, number>()
  #met = false

  constructor(from: Place | null) {
    this.#from = from
    this.#last = from
  }

  /** The latest line that was seen. */
  get last(): Place | null {
    return this.#last
  }

  /** Lines come anew, from the second of the last one: what was seen is dropped. */
  again(): void {
    this.#now = new Map()
    this.#met = false
  }

  /** Those that were not seen. */
  all(lines: readonly LogLine[]): readonly Placed[] {
    return lines.map((line) => this.take(line)).filter((line) => line !== null)
  }

  /** @returns null for a line that was seen. */
  take(line: LogLine): Placed | null {
    const { time } = line
    const nth = (this.#now.get(time) ?? 0) + 1
    this.#now.set(time, nth)
    // What the kubelet says itself has no time: nothing can be read from there on.
    if (time === '' || this.#first({ time, nth })) return { ...line, nth }
    this.#met = true
    return null
  }

  /** Notes the place; false where it was seen before. */
  #first(place: Place): boolean {
    const { time, nth } = place
    const seen = this.#seen.get(time) ?? 0
    const known = this.#before(place) || nth <= seen
    if (nth > seen) this.#seen.set(time, nth)
    if (this.#last === null || beyond(place, this.#last)) this.#last = place
    forget(this.#now)
    forget(this.#seen)
    return !known
  }

  /** The last line that was seen before did not come again: lines between may be lost. */
  missed(before: Place | null): boolean {
    return before !== null && !this.#met
  }

  /** Up to the place that one comes from all lines were seen by somebody else. */
  #before(place: Place): boolean {
    if (this.#from === null) return false
    if (!beyond(place, this.#from)) return true
    this.#from = null
    return false
  }
}

/** Times that are kept: more than a second of any log holds. */
const remembered = 50_000

/** Of a log that is followed for hours only the last second may come again. */
function forget(counts: Map<string, number>): void {
  if (counts.size < 2 * remembered) return
  for (const time of [...counts.keys()].slice(0, remembered)) counts.delete(time)
}

const beyond = (a: Place, b: Place) => (a.time === b.time ? a.nth > b.nth : a.time > b.time)

/**
 * Where lines are read again behind a place: as exact as the API server reads `sinceTime`, and a second
 * early, since a line may be written after one that is a little younger.
 */
export function beforeIt({ time }: Place): string {
  const second = Date.parse(`${time.slice(0, 19)}Z`)
  return `${new Date(second - 1000).toISOString().slice(0, 19)}Z`
}

/** Of each source, by its key: `k3x9ab.1kf3…,…`, short enough for an address. */
export function written(places: ReadonlyMap<string, Place>): string {
  return [...places]
    .map(([key, { time, nth }]) => `${key}.${nanos(time).toString(36)}.${nth.toString(36)}`)
    .join(',')
}

/** What makes no sense is left out. */
export function read(text: string): ReadonlyMap<string, Place> {
  const found = new Map<string, Place>()
  for (const part of text.split(',').slice(0, 200)) {
    const match = /^([a-z0-9]{1,8})\.([a-z0-9]{1,13})\.([a-z0-9]{1,6})$/.exec(part)
    if (match === null) continue
    const [, key = '', time = '', nth = ''] = match
    found.set(key, { time: instant(whole(time)), nth: Number.parseInt(nth, 36) })
  }
  return found
}

function nanos(time: string): bigint {
  const ms = Date.parse(`${time.slice(0, 19)}Z`)
  return Number.isNaN(ms) ? 0n : BigInt(ms) * 1_000_000n + BigInt(time.slice(20, 29) || '0')
}

const whole = (text: string): bigint =>
  Array.from(text).reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n)

function instant(all: bigint): string {
  const ms = Number(all / 1_000_000_000n) * 1000
  if (ms > 8.64e15) return ''
  const fraction = String(all % 1_000_000_000n).padStart(9, '0')
  return `${new Date(ms).toISOString().slice(0, 19)}.${fraction}Z`
}
