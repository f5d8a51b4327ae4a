/** Tab-separated values: one line a row, whatever its cells hold. */
import { plain } from '../escape.ts'
import type { Print, TextColumn } from './print.ts'

const line = (cells: readonly string[]) => `${cells.map(field).join('\t')}\n`

export function separated(columns: readonly TextColumn[]): Print {
  let head = line(columns.map(({ title }) => title))
  return (rows) => {
    const text = head + rows.map(line).join('')
    head = ''
    return text
  }
}

/**
 * A spreadsheet takes what begins with one of `= + - @` for a formula: an apostrophe in front makes it text.
 * Numbers stay. Tab, line breaks and backslash are written as `\t`, `\n`, `\r`, `\\`.
 */
function field(cell: string): string {
  const text = plain(cell.replaceAll(/[\\\t\n\r]/g, (mark) => escapes[mark] ?? mark))
  return /^[=+\-@＝＋－＠]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
}
