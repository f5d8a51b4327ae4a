/** Log lines as they are shown: who said it, when, how grave, in colours and with what was searched marked. Pure. */
import { type Piece, pieces } from '../logs/ansi.ts'
import type { LineFilter } from '../logs/filter.ts'
import type { Level } from '../logs/level.ts'
import { written } from '../logs/place.ts'
import type { Told } from '../logs/told.ts'
import { laidOut, type LogField, type LogFold } from './log-fields.ts'
import { marked } from './log-marked.ts'
import { start } from './room.ts'
import { bytes, grouped } from './words.ts'

export interface LogRow {
  /** Of its element: the same for the same line wherever it is read. */
  readonly id: string
  readonly level: Level | ''
  readonly time: { readonly iso: string; readonly text: string; readonly href: string } | null
  /** The page was opened for it. */
  readonly marked: boolean
  /** It is here for a neighbour that matches. */
  readonly beside: boolean
  /** Lines were left out before it. */
  readonly gap: boolean
  readonly source: SourceMark | null
  readonly pieces: readonly Piece[]
  readonly fields: readonly LogField[]
  /** All of a JSON line; null: it is shown, or no such line. */
  readonly fold: LogFold | null
  /** What is not shown of it. */
  readonly cut: string
}
/** Whose line it is. */
export interface SourceMark {
  readonly text: string
  readonly title: string
  /** One of twelve colours. */
  readonly hue: string
}

export interface Lined {
  readonly marks: ReadonlyMap<string, SourceMark>
  readonly filter: LineFilter
  /** What a line's link begins with. */
  readonly link: string
  readonly isMarked: (time: string) => boolean
}

/** Characters of a line that a page shows: the text of it has all. */
const most = 8_000

export function logRow(told: Told, { marks, filter, link, isMarked }: Lined): LogRow {
  const { key, line, level, beside, gap } = told
  const id = `n-${written(new Map([[key, line]]))}`
  const { time } = line
  return {
    id,
    level: level ?? '',
    time:
      time === '' ? null : { iso: time, text: time.slice(11, 23), href: `${link}${time}#${id}` },
    marked: isMarked(time),
    beside,
    gap,
    source: marks.get(key) ?? null,
    ...wordsOf(told, filter),
  }
}

function wordsOf(
  { line, text, json }: Told,
  filter: LineFilter,
): Pick<LogRow, 'pieces' | 'fields' | 'fold' | 'cut'> {
  const laid = json === null || json.message === '' ? null : laidOut(json, text, filter)
  const shown = laid?.message ?? line.text
  const body = start(shown, most)
  return {
    pieces: marked(laid === null ? pieces(body) : [{ text: body, look: '' }], filter),
    fields: laid?.fields ?? [],
    fold: laid?.fold ?? null,
    cut: cutOf(shown.length - body.length + line.cut, line.cut),
  }
}

/** @param left characters and bytes that are not shown. @param cut bytes among them that were not kept. */
function cutOf(left: number, cut: number): string {
  if (left === 0) return ''
  return cut > 0 ? `… ${bytes(left)} more` : `… ${grouped(left)} more characters`
}
