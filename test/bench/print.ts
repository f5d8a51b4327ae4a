/** Figures in print: a table for the terminal, and BENCH.md. */
import { type Figure, median, met, type Unit } from './figure.ts'

const heads = ['figure', '', 'measured', 'at least', 'aim', 'met', 'how']

/** The table in columns, without the explanations. */
export function terminal(figures: readonly Figure[]): string {
  const rows = [heads, ...figures.map(cells)].map((row) => row.slice(0, -1))
  const widths = heads.map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)))
  return rows
    .map((row) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

/** @param about lines that stand before the table: when, where, what was run. */
export function markdown(figures: readonly Figure[], about: readonly string[]): string {
  const rows = [heads, heads.map(() => '---'), ...figures.map(cells)]
  return `# Measured

Written by \`npm run bench\`; no test asserts a time. Each figure is the median of its runs, with the least and the most in brackets. kB is 1,000 bytes.

${about.map((line) => `- ${line}`).join('\n')}

${rows.map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`).join('\n')}
`
}

function cells(figure: Figure): string[] {
  const { id, name, unit, values, goal, how } = figure
  const sign = unit === 'ratio' ? '' : '≤ '
  const wanted = (value: number | undefined): string =>
    value === undefined ? '' : `${sign}${print(value, unit, true)}`
  const measured = `${print(median(values), unit)}${spread(values, unit)}`
  return [id, name, measured, wanted(goal?.atLeast), wanted(goal?.aim), met(figure), how]
}

function spread(values: readonly number[], unit: Unit): string {
  if (values.length === 1) return ''
  const [least, most] = [Math.min(...values), Math.max(...values)]
  return ` (${bare(least, unit)}–${bare(most, unit)}, ${values.length} runs)`
}

function print(value: number, unit: Unit, round = false): string {
  if (unit === 'ratio') return `1/${round ? value : bare(value, unit)}`
  const number = round ? String(value) : bare(value, unit)
  return unit === 'requests' ? number : `${number} ${unit}`
}

function bare(value: number, unit: Unit): string {
  const places = {
    B: 0,
    kB: 1,
    ms: 0,
    s: 1,
    '%': 1,
    MB: 0,
    requests: 0,
    lines: 0,
    'lines/s': 0,
    'requests/s': 2,
    ratio: 1,
  } as const
  return value.toLocaleString('en-US', {
    minimumFractionDigits: places[unit],
    maximumFractionDigits: places[unit],
  })
}
