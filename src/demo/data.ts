/** world.yaml and its little language: tables in plain text, and shapes with holes for their columns. */
import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { seconds } from '../views/duration.ts'
import { type Fields, at, count, fields, isFields, items, text } from './field.ts'

const world = load(readFileSync(new URL('world.yaml', import.meta.url), 'utf8'))

export const shape = (name: string): unknown => at(world, `shapes.${name}`)
export const scene = (name: string): Fields => fields(world, `scenes.${name}`)
export const voices = items(world, 'voices')

/** The first line names the columns. Cells end at white space, the last takes the rest; `-` is empty. */
export function table(name: string): readonly Fields[] {
  const lines = text(world, `tables.${name}`).trim().split('\n')
  const [head = [], ...rows] = lines.map((line) => line.trim().split(/\s+/))
  const end = (place: number) => (place === head.length - 1 ? Infinity : place + 1)
  const cell = (row: readonly string[], place: number) => row.slice(place, end(place)).join(' ')
  return rows.map((row) =>
    Object.fromEntries(head.map((column, place) => [column, cell(row, place).replace(/^-$/, '')])),
  )
}

/** What fills the holes; `now` is the start in milliseconds. */
export type Values = Fields & { readonly now: number }

/** Nothing where a hole stays empty: its map vanishes from its list, or alone where its key ends in `?`. */
export function fill(part: unknown, values: Values): unknown {
  if (typeof part === 'string') return filled(part, values)
  if (Array.isArray(part)) {
    const list = part.map((one) => fill(one, values)).filter((one) => one !== undefined)
    return list.length === 0 ? undefined : list
  }
  if (!isFields(part)) return part
  const entries = Object.entries(part)
    .map(([key, child]) => ({ key, value: fill(child, values) }))
    .filter(({ key, value }) => value !== undefined || !key.endsWith('?'))
  if (entries.some(({ value }) => value === undefined)) return undefined
  const named = (key: string) => String(filled(key.replace(/\?$/, ''), values))
  return Object.fromEntries(entries.map(({ key, value }) => [named(key), value]))
}

/** A hole that stands alone keeps what it is filled with; one among words becomes a word. */
function filled(words: string, values: Values): unknown {
  const [whole, sign = '', name = ''] = /\{([#+@%*]?)([^{}\s]+)\}/.exec(words) ?? []
  if (whole === words) return signs[sign]?.(name, values)
  return words.replaceAll(/\{([^{}\s]+)\}/g, (_, part: string) => text(values, part))
}

const signs: Readonly<Record<string, (name: string, values: Values) => unknown>> = {
  '': (name, values) => (at(values, name) === '' ? undefined : at(values, name)),
  '#': (name, values) => (text(values, name) === '' ? undefined : count(values, name)),
  '+': (name, values) => (count(values, name) > 0 ? count(values, name) : undefined),
  '@': moment,
  '%': (name, values) => moment(name, values)?.replace('Z', '.000000Z'),
  '*': (name, values) => JSON.parse(text(values, name)),
}

/** `age` or `age+6s` of a column, or `40s` itself, before the start, in RFC 3339. */
function moment(words: string, values: Values): string | undefined {
  const [ago = '', later = ''] = words.replace(/^[a-z]+/, (name) => text(values, name)).split('+')
  return ago === '' ? undefined : stamp(values.now - span(ago) + span(later))
}

/** Milliseconds of `3h20m`, `41d`. */
export const span = (words: string): number => (seconds(words) ?? 0) * 1000

/** RFC 3339 in seconds, as metav1.Time. */
export const stamp = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '')
