/** What was searched, marked in a text. Pure. */
import type { Piece } from '../logs/ansi.ts'
import type { LineFilter } from '../logs/filter.ts'

/** Pieces cut where what was searched begins and ends. */
export function marked(all: readonly Piece[], filter: LineFilter): readonly Piece[] {
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
