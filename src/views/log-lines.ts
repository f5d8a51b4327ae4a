/** Log lines as they are shown: who said it, when, how grave, in colours and with what was searched marked. Pure. */
import { type Piece, pieces } from '../logs/ansi.ts'
import type { LineFilter } from '../logs/filter.ts'
import type { Level } from '../logs/level.ts'
import { written } from '../logs/place.ts'
import type { Told } from '../logs/told.ts'
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
  /** What is not shown of it. */
  readonly cut: string
}
/** A field of a JSON line. */
export interface LogField {
  readonly key: string
  readonly value: string
  /** It holds what was searched. */
  readonly hit: boolean
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

/** Characters of a line and of a field that a page shows, and fields: the text of it has all. */
const most = { text: 8_000, value: 400, fields: 30 }

export function logRow(
  { key, line, text, json, level, beside, gap }: Told,
  { marks, filter, link, isMarked }: Lined,
): LogRow {
  const shown = json !== null && json.message !== '' ? json.message : line.text
  const long = shown.length > most.text
  const body = long ? shown.slice(0, most.text) : shown
  const left = shown.length - body.length + line.cut
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
    pieces: marked(json === null ? pieces(body) : [{ text: body, look: '' }], filter),
    fields: fieldsOf(json, text, filter),
    cut: cutOf(left, line.cut),
  }
}

/** @param left characters and bytes that are not shown. @param cut bytes among them that were not kept. */
function cutOf(left: number, cut: number): string {
  if (left === 0) return ''
  return cut > 0 ? `… ${bytes(left)} more` : `… ${grouped(left)} more characters`
}

function fieldsOf(json: Told['json'], text: string, filter: LineFilter): readonly LogField[] {
  if (json === null || json.message === '' || text === '') return []
  return json.rest.slice(0, most.fields).map(({ key, value }) => ({
    key: key.slice(0, 100),
    value: value.slice(0, most.value),
    hit: filter.found(value).length > 0,
  }))
}

/** Pieces cut where what was searched begins and ends. */
function marked(all: readonly Piece[], filter: LineFilter): readonly Piece[] {
  const spans = filter.found(all.map(({ text }) => text).join(''))
  if (spans.length === 0) return all
  const found: Piece[] = []
  let at = 0
  for (const { text, look } of all) {
    for (const [from, to, hit] of cuts(at, at + text.length, spans))
      found.push({ text: text.slice(from - at, to - at), look: hit ? `${look} hit`.trim() : look })
    at += text.length
  }
  return found
}

/** A stretch of text, cut at the spans that lie in it. */
function cuts(
  from: number,
  to: number,
  spans: readonly (readonly [number, number])[],
): readonly (readonly [number, number, boolean])[] {
  const parts: [number, number, boolean][] = []
  let at = from
  for (const [start, end] of spans) {
    const [low, high] = [Math.max(start, at), Math.min(end, to)]
    if (low >= high) continue
    if (low > at) parts.push([at, low, false])
    parts.push([low, high, true])
    at = high
  }
  if (at < to) parts.push([at, to, false])
  return parts
}
