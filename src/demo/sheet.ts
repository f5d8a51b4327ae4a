/** Data as a table in plain text: what is looked at as columns is written in columns. */

/** One record a line. Cells end at white space, the last takes the rest; `-` is empty. */
export function sheet<Head extends string>(
  heads: readonly Head[],
  text: string,
): readonly Readonly<Record<Head, string>>[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => record(heads, line))
}

export const words = (cell: string): readonly string[] => cell.split(/[,\s]+/).filter(Boolean)

function record<Head extends string>(heads: readonly Head[], line: string): Record<Head, string> {
  const cells = line.split(/\s+/)
  const last = heads.length - 1
  const at = (index: number) => (index < last ? cells[index] : cells.slice(last).join(' '))
  const entries = heads.map((head, index) => [head, (at(index) ?? '').replace(/^-$/, '')])
  return Object.fromEntries(entries) as Record<Head, string>
}
