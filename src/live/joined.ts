/** Several collections seen as one: namespaces side by side. */
import type { Table } from '../kube.ts'
import type { Collection, State } from './collection.ts'

/** All rows, namespace by namespace; null until each has its own. `remaining` adds up. */
export function joined(collections: readonly Collection[]): Table | null {
  const [first, ...others] = collections
  if (others.length === 0) return first?.table() ?? null
  const head = headOf(collections)
  return head && { ...head, rows: collections.flatMap((each) => each.table()?.rows ?? []) }
}

/** What they have in common, without the rows; null until each has its own. */
export function headOf(collections: readonly Pick<Collection, 'head'>[]): Table | null {
  const heads = collections.map((each) => each.head())
  const [first = null] = heads
  if (first === null || heads.includes(null)) return null
  const owned = heads.some((head) => head?.owned === true)
  return heads.length === 1 ? first : { ...first, owned, remaining: 0, continue: null }
}

/** The least true of their states. */
export function stateOf(collections: readonly Collection[]): State {
  const states = collections.map((each) => each.state())
  const worst = ['ended', 'stale', 'loading', 'polled', 'live'] as const
  for (const name of worst) {
    const found = states.find(({ state }) => state === name)
    if (found !== undefined) return found
  }
  return { state: 'live' }
}
