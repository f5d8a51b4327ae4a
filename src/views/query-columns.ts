/** The columns of an address: as they are named, and moved by the chooser's buttons. */
import { parted, readRef } from './column-ref.ts'

export interface ReadColumns {
  readonly cols: readonly string[]
  /** What could not be read, as it was typed. */
  readonly unread: readonly string[]
  /** A sentence for each of these; empty for none. */
  readonly why: string
  /** A column was moved to another place. */
  readonly moved: boolean
  /** That, or the chooser is asked for. */
  readonly choosing: boolean
}

/** Columns that are shown at once. */
const most = 50

/** `up` and `down` name the column that is moved by a place. */
export function readColumns(params: URLSearchParams): ReadColumns {
  const all = partsOf(params.getAll('cols'))
  const refs = all.slice(0, most).map((text) => ({ text, ref: readRef(text) }))
  const bad = refs.filter(({ ref }) => typeof ref === 'string')
  const more =
    all.length > most ? [`These are ${all.length}; at most ${most} are shown at once.`] : []
  const good = refs.flatMap(({ ref }) => (typeof ref === 'object' ? [ref.id] : []))
  const said = bad.map(({ ref }) => (typeof ref === 'string' ? ref : ''))
  const [up, down] = [params.get('up') ?? '', params.get('down') ?? '']
  const now = moved(moved(good, up, -1), down, 1)
  return {
    cols: now,
    unread: bad.map(({ text }) => text),
    why: [...said, ...more].join(' '),
    moved: now !== good,
    choosing: up !== '' || down !== '' || params.has('choose'),
  }
}

/** Each once, blanks and empty ones left out. */
export function partsOf(values: readonly string[]): readonly string[] {
  const all = values.flatMap(parted).map((part) => part.trim())
  return [...new Set(all)].filter((part) => part !== '')
}

function moved(ids: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const [from, to] = [ids.indexOf(id), ids.indexOf(id) + by]
  const other = ids[to]
  if (from < 0 || other === undefined) return ids
  return ids.map((each, at) => (at === from ? other : at === to ? id : each))
}
