/** Where one has come in the logs of several sources, and how it stands in an address. Pure. */
import type { LogLine } from '../kube.ts'
import { Times } from './times.ts'

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
 * Numbers the lines of one source, and leaves out those that were seen before. Lines stand in the order in
 * which the runtime wrote them, which is not quite that of their times (a container has two outputs): where
 * one has come is therefore one line, not an instant, and what stands behind it is new whatever its time.
 */
export class Placer {
  /** The line behind which all is new; null once it has come. */
  #from: Place | null
  #last: Place | null
  /** Of the lines that came by this connection. */
  readonly #now = new Times()
  /** Lines before which that line has not come yet. */
  #held: Placed[] = []
  #missed = false

  constructor(from: Place | null) {
    this.#from = from
    this.#last = from
  }

  /** The last line that came. */
  get last(): Place | null {
    return this.#last
  }

  /** The line that one comes from did not come again: some between it and the first that is new may be lost. */
  get missed(): boolean {
    return this.#missed
  }

  /** It came again: what stands behind it is all there. */
  get met(): boolean {
    return this.#from === null && !this.#missed
  }

  /** Lines come anew, from a second before the last one: up to it they were seen. */
  again(): void {
    this.#from = this.#last
    this.#now.clear()
    this.#held = []
    this.#missed = false
  }

  /** Those that were not seen. */
  all(lines: readonly LogLine[]): readonly Placed[] {
    const fresh: Placed[] = []
    for (const line of lines) this.#take(line, fresh)
    return fresh
  }

  /** No more comes: what was held back in vain. */
  end(): readonly Placed[] {
    return this.#from !== null && this.#held.length > 0 ? this.#miss(this.#from) : []
  }

  #take(line: LogLine, fresh: Placed[]): void {
    const { time } = line
    const nth = this.#now.count(time)
    const placed = { ...line, nth }
    // What the kubelet says itself has no time: nothing can be read from there on.
    if (time === '') fresh.push(placed)
    else if (this.#from === null) fresh.push(this.#see(placed))
    else this.#wait(placed, this.#from, fresh)
  }

  #see(placed: Placed): Placed {
    this.#last = { time: placed.time, nth: placed.nth }
    return placed
  }

  #wait(placed: Placed, from: Place, fresh: Placed[]): void {
    if (placed.time === from.time && placed.nth === from.nth) {
      this.#from = null
      this.#held = []
      return
    }
    const slack = this.#held.length === 0 ? disorder.first : disorder.most
    const behind = placed.time > later(from.time, slack)
    this.#held.push(placed)
    if (behind || this.#held.length > remembered) fresh.push(...this.#miss(from))
  }

  /** Of the lines that were held those that are younger were not seen. */
  #miss({ time }: Place): readonly Placed[] {
    const fresh = this.#held.filter((line) => line.time > time).map((line) => this.#see(line))
    this.#from = null
    this.#held = []
    this.#missed = true
    return fresh
  }
}

/**
 * Milliseconds by which a line may stand before an older one. Lines are read from a second before a place
 * on: where the first of them is younger than it, it is lost, but for two that were written at once.
 */
const disorder = { first: 10, most: 1000 }

/** Lines that are held: more than a second of any log has. */
const remembered = 50_000

/** @returns nine digits, as lines have them. */
function later(time: string, ms: number): string {
  const then = new Date(Date.parse(`${time.slice(0, 23)}Z`) + ms).toISOString()
  return `${then.slice(0, 23)}${time.slice(23, 29)}Z`
}

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
    const [, key = '', digits = '', nth = ''] = match
    const time = instant(whole(digits))
    if (time !== '') found.set(key, { time, nth: Number.parseInt(nth, 36) })
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
