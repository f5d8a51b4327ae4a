/** The status of one object: the word that its list shows too. */
import { kindOf } from '../kinds.ts'
import type { Table } from '../kube.ts'
import type { Tone } from './cell.ts'
import { typeOf } from './column-types.ts'
import { readiness, tone } from './tone.ts'

export interface Status {
  readonly text: string
  readonly tone: Tone | ''
  /** Why, where its kind says so. */
  readonly reason: string
}

/** @param table one row; empty words where it has no status. */
export function statusOf(table: Table, resource: string): Status {
  const object = table.rows[0]?.object
  if (object === undefined) return printed(table)
  const status = kindOf(resource)?.status(object) ?? null
  if (status === null) return { text: '', tone: '', reason: '' }
  return { text: status.word, tone: status.tone, reason: status.reason }
}

function printed({ columns, rows }: Table): Status {
  const types = columns.map((column) => typeOf(column, columns))
  const at = types.includes('status') ? types.indexOf('status') : types.indexOf('ready')
  const text = String(rows[0]?.cells[at] ?? '')
  const words = worded(text, types[at] === 'ready')
  const tones = types[at] === 'ready' ? readiness(text) : null
  return { text: words, tone: tones ?? tone(text) ?? '', reason: '' }
}

/** `2/3 ready`, `Ready: False`: a bare value says nothing beside a name. */
function worded(text: string, ready: boolean): string {
  if (!ready || text === '') return text
  return /^\d/.test(text) ? `${text} ready` : `Ready: ${text}`
}
