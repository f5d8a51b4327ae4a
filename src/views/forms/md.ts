/** A table of Markdown (GitHub's): what a cell holds is text there, not markup. */
import { plain } from '../escape.ts'
import type { Print, TextColumn } from './print.ts'

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`

export function markdown(columns: readonly TextColumn[]): Print {
  const rule = columns.map(({ right }) => (right ? '---:' : '---'))
  let head = line(columns.map(({ title }) => inert(title))) + line(rule)
  return (rows) => {
    const text = head + rows.map((cells) => line(cells.map(inert))).join('')
    head = ''
    return text
  }
}

/** CommonMark 2.4: a backslash before a mark makes it a letter. */
const inert = (cell: string) =>
  plain(cell.replaceAll(/\s+/g, ' ').trim()).replaceAll(/[\\`*_~[\]<>|&]/g, String.raw`\$&`)
