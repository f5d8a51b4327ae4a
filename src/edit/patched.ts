/** What a patch makes of an object: the way back of `difference`. */
import { isRecord } from '../json.ts'

/**
 * By RFC 7386. @param byName as far as a strategic merge patch needs it: lists whose items all have a
 * `name` are merged by it, where they go whole otherwise.
 */
export function patched(target: unknown, change: unknown, byName = false): unknown {
  if (byName && Array.isArray(change) && change.every(nameOf)) return named(target, change)
  if (!isRecord(change)) return change
  const made = new Map(Object.entries(isRecord(target) ? target : {}))
  for (const [key, value] of Object.entries(change))
    if (value === null) made.delete(key)
    else made.set(key, patched(made.get(key), value, byName))
  return Object.fromEntries(made)
}

function named(target: unknown, change: readonly unknown[]): readonly unknown[] {
  const before: readonly unknown[] = Array.isArray(target) ? target : []
  const all = new Map(before.map((one) => [nameOf(one), one]))
  for (const one of change) all.set(nameOf(one), patched(all.get(nameOf(one)), one, true))
  return [...all.values()]
}

const nameOf = (one: unknown): unknown => (isRecord(one) ? one['name'] : undefined)
