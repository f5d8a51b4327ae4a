/** Columns side by side, as kubectl prints them: titles in capitals, three spaces between, `<none>` for nothing. */
import { plain } from '../escape.ts'
import type { Print, TextColumn } from './print.ts'

const gap = '   '

/** What comes later may be wider than what was printed: columns widen, and do not narrow again. */
export function aligned(columns: readonly TextColumn[]): Print {
  let head = [columns.map(({ title }) => title.toUpperCase())]
  const widths = columns.map(() => 0)
  return (rows) => {
    const all = [...head, ...rows.map((cells) => cells.map(shown))]
    head = []
    for (const cells of all)
      for (const [at, text] of cells.entries()) widths[at] = Math.max(widths[at] ?? 0, length(text))
    return all.map((cells) => line(cells, widths)).join('')
  }
}

const shown = (cell: string) => plain(cell.replaceAll(/\s+/g, ' ').trim()) || '<none>'

function line(cells: readonly string[], widths: readonly number[]): string {
  const last = cells.length - 1
  const padded = cells.map((text, at) =>
    at === last ? text : text + ' '.repeat((widths[at] ?? 0) - length(text)),
  )
  return `${padded.join(gap)}\n`
}

/** Characters, also those of two units. */
const length = (text: string) =>
  text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0)
