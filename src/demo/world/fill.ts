/** The little language of world.yaml: tables in plain text, and shapes with holes for their columns. */
import { isFields, text } from '../field.ts'

export type Row = Readonly<Record<string, string>>

/** What fills the holes; `now` is the start in milliseconds. */
export type Values = Readonly<Record<string, unknown>> & { readonly now: number }

/** The first line names the columns. Cells end at white space, the last takes the rest; `-` is empty. */
export function rows(table: string): readonly Row[] {
  const [head = [], ...lines] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const last = head.length - 1
  const cell = (line: readonly string[], at: number) =>
    (at < last ? line[at] : line.slice(last).join(' '))?.replace(/^-$/, '') ?? ''
  return lines.map((line) => Object.fromEntries(head.map((name, at) => [name, cell(line, at)])))
}

/** Nothing where a hole stays empty: its map vanishes from its list, or alone where its key ends in `?`. */
export function fill(shape: unknown, values: Values): unknown {
  if (typeof shape === 'string') return filled(shape, values)
  if (Array.isArray(shape))
    return shape.map((one) => fill(one, values)).filter((one) => one !== undefined)
  if (!isFields(shape)) return shape
  const entries = Object.entries(shape).map(([key, child]) => {
    const value = fill(child, values)
    const idle = value === undefined || (Array.isArray(value) && value.length === 0)
    return {
      key: String(filled(key.replace(/\?$/, ''), values)),
      value,
      left: key.endsWith('?') && idle,
    }
  })
  const kept = entries.filter((entry) => !entry.left)
  if (kept.some((entry) => entry.value === undefined)) return undefined
  return Object.fromEntries(kept.map(({ key, value }) => [key, value]))
}

const hole = /\{([#@*!]?)([^{}\s]+)\}/

function filled(words: string, values: Values): unknown {
  const [whole, sign = '', name = ''] = hole.exec(words) ?? []
  if (whole === words) return signs[sign]?.(name, values)
  return words.replaceAll(new RegExp(hole, 'g'), (_, __, part: string) => text(values, part))
}

const given = (name: string, values: Values) => (values[name] === '' ? undefined : values[name])

const signs: Readonly<Record<string, (name: string, values: Values) => unknown>> = {
  '': given,
  '#': (name, values) => (given(name, values) === undefined ? undefined : Number(values[name])),
  '@': time,
  '*': (name, values) => pairs(text(values, name), (value) => value),
  '!': (name, values) =>
    pairs(text(values, name), (value) => Buffer.from(value).toString('base64')),
}

/** `age`, `age+6s`, `40s`: a column's age or a plain one before the start, or a column's milliseconds. */
function time(name: string, values: Values): string | undefined {
  const [base = '', plus = '0s'] = name.split('+')
  const from = base in values ? values[base] : base
  if (from === undefined || from === '') return undefined
  const ms = typeof from === 'number' ? from : values.now - span(text({ from }, 'from'))
  return stamp(ms + span(plus))
}

const pairs = (cell: string, value: (text: string) => string) =>
  Object.fromEntries(
    cell.split(' ').map((pair) => {
      const [, key = '', words = ''] = /^([^=]+)=(.*)$/.exec(pair) ?? []
      return [
        key,
        value(words.includes('~') ? words.replaceAll('~', '\n').replaceAll('+', ' ') : words),
      ]
    }),
  )

/** Milliseconds of `3h20m`, `41d`. */
export const span = (words: string): number =>
  [...words.matchAll(/(\d+)([smhd])/g)].reduce(
    (sum, [, amount, unit = '']) => sum + Number(amount) * (units[unit] ?? 0),
    0,
  )

const units: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }

/** RFC 3339 in seconds, as metav1.Time. */
export const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '')
