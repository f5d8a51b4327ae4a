/** What came or was rolled out last. Pure. */
import type { Kind } from '../kind.ts'
import { askedAt } from '../kinds/parts/deletion.ts'
import type { TableRow } from '../kube.ts'
import type { Cell } from './cell.ts'
import { instant } from './conditions.ts'
import { objectOf } from './overview-groups.ts'
import { nameCell } from './overview-lines.ts'
import type { KindSeen } from './overview-seen.ts'
import { cut } from './room.ts'
import type { Around } from './said.ts'
import { sentence } from './words.ts'

export interface Change {
  readonly at: Cell | null
  readonly name: Cell
  /** `Deployment in shop rolled out as revision 42`. */
  readonly words: string
}

/** Changes that are told. */
export const mostChanges = 8

/** When a row was changed last, RFC 3339; empty where that is not said. */
export const changedAt = (kind: Kind, row: TableRow): string => last(kind, row).at

/** The latest that is known of it. */
function last(kind: Kind, row: TableRow): { readonly at: string; readonly words: string } {
  const { creationTimestamp } = row.meta
  const created = { at: creationTimestamp ?? '', words: 'created' }
  const changed = kind.changed?.(objectOf(row)) ?? created
  const deleted = { at: askedAt(row.meta), words: 'is being deleted' }
  return [created, changed, deleted].reduce((a, b) => (b.at !== '' && b.at >= a.at ? b : a))
}

export function changes(kinds: readonly KindSeen[], around: Around): readonly Change[] {
  return kinds
    .flatMap((seen) => seen.newest.map((row) => ({ seen, row, ...last(seen.kind, row) })))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, mostChanges)
    .map(({ seen, row, at, words }) => {
      const { namespace = '' } = row.meta
      const where = namespace === '' ? '' : ` in ${namespace}`
      return {
        at: instant(at, around.now),
        name: nameCell(seen, row, around),
        words: cut(`${sentence(seen.resource.kind)}${where} ${words}`, 300),
      }
    })
}
