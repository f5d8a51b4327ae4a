/** Rows of a list as text: tab-separated, in columns as kubectl prints, Markdown. Pure. */
import type { Row } from './cell.ts'
import { markdown } from './forms/md.ts'
import { cellText, type TextColumn } from './forms/print.ts'
import { aligned } from './forms/txt.ts'
import { separated } from './forms/tsv.ts'

export type TextForm = 'tsv' | 'txt' | 'md'

const forms = { tsv: separated, txt: aligned, md: markdown }

/** Prints rows as they come; asked with none, the head alone. */
export function printer(
  form: TextForm,
  columns: readonly TextColumn[],
): (rows: readonly Pick<Row, 'cells'>[]) => string {
  const print = forms[form](columns)
  return (rows) => print(rows.map(({ cells }) => cells.map(cellText)))
}
