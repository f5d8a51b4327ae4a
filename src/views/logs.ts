/** The page of a log: its lines, what they are narrowed to, and what cannot be read. Pure. */
import { narrows } from '../logs/around.ts'
import type { Asked, Times } from '../logs/asked.ts'
import { labelOf, keyOf, type Source } from '../logs/source.ts'
import type { Live } from './live.ts'
import type { PodChoice } from './log-choice.ts'
import type { LogControls } from './log-controls.ts'
import type { LogAt, LogEnds } from './log-ends.ts'
import type { LogRow, SourceMark } from './log-lines.ts'
import type { LogWhy } from './log-why.ts'
import type { ObjectFrame, ObjectHead } from './object.ts'
import { counted, grouped } from './words.ts'

export interface LogsPage extends ObjectFrame {
  /** Of the object; null: it is no object's. */
  readonly head: ObjectHead | null
  /** Whose log it is, where the address chooses. */
  readonly choice: PodChoice | null
  readonly controls: LogControls
  readonly ends: LogEnds
  readonly at: LogAt | null
  /** What the API server refused, and nodes that did not answer. */
  readonly unread: LogWhy
  /** What the pods tell of themselves. */
  readonly why: LogWhy
  readonly lines: readonly LogRow[]
  /** Why something cannot be read, or was left out. */
  readonly notes: readonly string[]
  /** `34 lines match of 1,208`. */
  readonly count: string
  /** From when to when its lines are, where no more come; empty: they do. */
  readonly range: string
  /** `wrap` or `long`. */
  readonly look: string
  readonly times: Times
  /** Styles and behaviour of this page alone. */
  readonly assets: { readonly css: string; readonly js: string; readonly dock: string }
}
/** What a stream adds to the page. */
export interface LogPatch {
  readonly live: Live | null
  /** There is something to add. */
  readonly more: boolean
  readonly lines: readonly LogRow[]
  /** Lines that the page was spared. */
  readonly skipped: { readonly text: string; readonly href: string } | null
  readonly notes: readonly string[]
  /** Null: it is as before. */
  readonly why: LogWhy | null
}
/** `2026-11-22 12:00:00 to 12:04:31 UTC`: what stands beside each line has no day. */
export function rangeOf(times: readonly string[]): string {
  const [from, to] = [times.at(0) ?? '', times.at(-1) ?? '']
  if (from === '' || to === '') return ''
  const last = to.slice(0, 10) === from.slice(0, 10) ? to.slice(11, 19) : second(to)
  return `${second(from)} to ${last} UTC`
}

const second = (time: string): string => time.slice(0, 19).replace('T', ' ')

/** How sources are told apart; a single one needs no mark. */
export function sourceMarks(sources: readonly Source[]): ReadonlyMap<string, SourceMark> {
  if (sources.length < 2) return new Map()
  const several = {
    pods: new Set(sources.map(({ pod }) => pod)).size > 1,
    containers: new Set(sources.map(({ container }) => container)).size > 1,
  }
  return new Map(
    sources.map((source) => {
      const key = keyOf(source)
      const title = `${source.namespace}/${source.pod} ${source.container}`
      return [
        key,
        { text: labelOf(source, several), title, hue: `h${Number.parseInt(key, 36) % 12}` },
      ]
    }),
  )
}

/** @param shown lines that match. @param read lines that were looked at. */
export function lineCount(shown: number, read: number, asked: Asked): string {
  if (!narrows(asked)) return counted(shown, 'line')
  return `${counted(shown, 'line')} of ${grouped(read)} ${shown === 1 ? 'matches' : 'match'}`
}
