/** The status that the API server prints of one object: the word that its list shows too. */
import type { Table } from '../kube.ts'
import type { Tone } from './cell.ts'
import { typeOf } from './column-types.ts'
import { readiness, tone } from './tone.ts'

export interface Status {
  readonly text: string
  readonly tone: Tone | ''
}

/** @param table one row; empty words where the server prints no status. */
export function statusOf({ columns, rows }: Table): Status {
  const types = columns.map((column) => typeOf(column, columns))
  const at = types.includes('status') ? types.indexOf('status') : types.indexOf('ready')
  const text = String(rows[0]?.cells[at] ?? '')
  const words = worded(text, types[at] === 'ready')
  return { text: words, tone: (types[at] === 'ready' ? readiness(text) : null) ?? tone(text) ?? '' }
}

/** `2/3 ready`, `Ready: False`: a bare value says nothing beside a name. */
function worded(text: string, ready: boolean): string {
  if (!ready || text === '') return text
  return /^\d/.test(text) ? `${text} ready` : `Ready: ${text}`
}
