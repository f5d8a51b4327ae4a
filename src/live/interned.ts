/** One row for all who hold the same version of an object, so that ten identities do not keep ten copies. */
import type { Resource, TableRow } from '../kube.ts'

/** What one collection sees of the rows that others hold. */
export interface Pool {
  /** The row that somebody holds already, where it is the same version of the same object; else this one. */
  take(id: string, row: TableRow): TableRow
}

export interface Interned {
  /** @param rows what this member holds at any time. Leaving gives up its rows. */
  join(key: string, rows: () => ReadonlyMap<string, TableRow>): { pool: Pool; leave(): void }
}

type Member = () => ReadonlyMap<string, TableRow>

export function interned(): Interned {
  const pools = new Map<string, Set<Member>>()
  return {
    join(key, rows) {
      const members = pools.get(key) ?? new Set()
      pools.set(key, members)
      members.add(rows)
      return {
        pool: { take: (id, row) => found(members, rows, id, row) ?? row },
        leave() {
          members.delete(rows)
          if (members.size === 0 && pools.get(key) === members) pools.delete(key)
        },
      }
    },
  }
}

/** Members that are looked at for one row: with more of them most rows are with the first. */
const looked = 4

function found(members: ReadonlySet<Member>, own: Member, id: string, row: TableRow) {
  const version = row.meta.resourceVersion
  if (row.meta.uid === undefined || version === undefined) return undefined
  let left = looked
  for (const rows of members) {
    if (rows === own) continue
    const held = rows().get(id)
    if (held?.meta.resourceVersion === version && alike(held, row)) return held
    left -= 1
    if (left === 0) return undefined
  }
  return undefined
}

/** Ages are printed at their own moments: what stands beside them is compared. */
const alike = (held: TableRow, row: TableRow) =>
  held.cells.length === row.cells.length &&
  (held.object === undefined) === (row.object === undefined)

/**
 * Whether a version of an object looks the same to everybody: what the API server keeps itself. An
 * aggregated API may show each person something else, and groups of others cannot be told from them.
 */
export function sameForAll({ group }: Resource): boolean {
  return !group.includes('.') || (group.endsWith('.k8s.io') && !group.includes('metrics'))
}
