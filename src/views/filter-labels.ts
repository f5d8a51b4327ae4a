/** Labels in a filter: `label:KEY`, `label:KEY=value`, `label:KEY:part`; and all of them as text, `KEY=value` a line. */
import type { Field } from '../live/filter.ts'
import type { TableRow } from '../kube.ts'

const labelsOf = ({ meta }: TableRow) => meta.labels ?? {}
const written = (row: TableRow) =>
  Object.entries(labelsOf(row))
    .map(([key, value]) => `${key}=${value}`)
    .join('\n')

export const labelsField: Field<TableRow> = {
  text: written,
  value: (row) => written(row) || null,
  read: (typed) => typed || null,
}

/** Keys and values are as the API server compares them: letter by letter. */
export function labelField(key: string): Field<TableRow> {
  const has = (row: TableRow) => Object.hasOwn(labelsOf(row), key)
  const text = (row: TableRow) => (has(row) ? (labelsOf(row)[key] ?? '') : '')
  return { has, text, value: (row) => amount(text(row)), read: amount, lettered: true }
}

/** Numbers are compared as such, with each other only. */
const amount = (text: string) => (/^[+-]?\d+(?:\.\d+)?$/.test(text) ? Number(text) : text || null)
