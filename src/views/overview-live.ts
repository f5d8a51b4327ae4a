/** What an overview's stream says: the parts that look different. Pure. */
import { hash } from './list-table.ts'
import type { Live } from './live.ts'
import type { OverviewParts } from './overview.ts'

/** Null for what looks as before. */
export type OverviewPatch = {
  readonly [K in keyof OverviewParts]: { readonly part: OverviewParts[K] } | null
} & { readonly live: Live | null }

const names = ['troubles', 'warnings', 'counts', 'capacity', 'changes'] as const

/** A mark for each part: ages tick by themselves and are no change. */
function marksOf(parts: OverviewParts): readonly string[] {
  return names.map((name) => hash(JSON.stringify(parts[name], withoutAges)))
}

function withoutAges(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('time' in value)) return value
  return { ...value, text: '' }
}

/** Stands for what a page shows in the address of its stream. */
export const digest = (parts: OverviewParts): string => marksOf(parts).join('-')

/** @param shown the digest of what the page shows; what it does not tell of is sent. */
export function patch(shown: string, parts: OverviewParts, live: Live | null): OverviewPatch {
  const before = shown.split('-')
  const now = marksOf(parts)
  const fresh = (name: (typeof names)[number]) =>
    before[names.indexOf(name)] !== now[names.indexOf(name)]
  return {
    troubles: fresh('troubles') ? { part: parts.troubles } : null,
    warnings: fresh('warnings') ? { part: parts.warnings } : null,
    counts: fresh('counts') ? { part: parts.counts } : null,
    capacity: fresh('capacity') ? { part: parts.capacity } : null,
    changes: fresh('changes') ? { part: parts.changes } : null,
    live,
  }
}

export const idle = (of: OverviewPatch): boolean => Object.values(of).every((part) => part === null)
