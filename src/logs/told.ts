/** A line understood: its own words, its level, its fields. Pure. */
import { bare } from './ansi.ts'
import type { Asked } from './asked.ts'
import type { LineFilter } from './filter.ts'
import { padded } from './instant.ts'
import { type JsonLine, jsonLine } from './json-line.ts'
import { detect, type Level } from './level.ts'
import type { Placed } from './place.ts'

/** A line of one of several sources. */
export interface Told {
  /** The source's key. */
  readonly key: string
  readonly line: Placed
  /** Without escapes. */
  readonly text: string
  readonly json: JsonLine | null
  readonly level: Level | null
  /** It is here for a neighbour that matches. */
  beside: boolean
  /** Lines of its source were left out before it. */
  gap: boolean
}

export const tell = (key: string, line: Placed): Told => new Heard(key, line)

/** Understood when it is asked for: of ten thousand lines a second most are passed on or skipped unread. */
class Heard implements Told {
  readonly key: string
  readonly line: Placed
  beside = false
  gap = false
  #understood: Understood | null = null

  constructor(key: string, line: Placed) {
    this.key = key
    this.line = line
  }

  get text(): string {
    return this.#all.text
  }
  get json(): JsonLine | null {
    return this.#all.json
  }
  get level(): Level | null {
    return this.#all.level
  }

  get #all(): Understood {
    this.#understood ??= understood(this.line.text)
    return this.#understood
  }
}

type Understood = Pick<Told, 'text' | 'json' | 'level'>

function understood(line: string): Understood {
  const text = bare(line)
  const json = jsonLine(text)
  return { text, json, level: json === null ? detect(text) : json.level }
}

/** Of its stretch. */
export function inside(asked: Asked): (told: Told) => boolean {
  const [from, to] = [padded(asked.from), padded(asked.to)]
  return ({ line: { time } }) =>
    (from === '' || time === '' || time >= from) && (to === '' || time <= to)
}

/** Of its levels, and with what is searched. */
export function matches(asked: Asked, filter: LineFilter): (told: Told) => boolean {
  const graves: ReadonlySet<string> = new Set(asked.levels)
  return (told) => {
    if (graves.size > 0 && !graves.has(told.level ?? 'info')) return false
    return asked.q === '' || filter.matches(told.text)
  }
}

/** By time; what has the same, or none, stays as it came. */
export const inTime = (a: Told, b: Told): number =>
  a.line.time === b.line.time || a.line.time === '' || b.line.time === ''
    ? 0
    : a.line.time < b.line.time
      ? -1
      : 1
