/** What somebody is told who edits what others change meanwhile. Pure. */
import type { Diff } from './edit-diff.ts'
import { cut } from './room.ts'

export interface Meanwhile {
  /** Empty: nothing changed, or it is as it was again. */
  readonly said: string
  /** Where their change is asked for. */
  readonly action: string
}

/** What another changed since the edit began. */
export interface Theirs {
  /** Instead of a change; empty: there is one. */
  readonly said: string
  readonly diff: Diff | null
}

/** @param who field managers; none: it is not known. */
export function changedBy(who: readonly string[]): string {
  const names = who.slice(0, 3).map((name) => cut(name, 100))
  const more = who.length > names.length ? ' and others' : ''
  const subject = names.length === 0 ? 'Somebody' : names.join(', ') + more
  return `${subject} changed it while you edit.`
}

const stays = 'Nothing was saved; what you typed stays here'

/** @param replaced another object has its name now. */
export const lostWords = (replaced: boolean): string =>
  replaced
    ? `The object that you edit was deleted, and another has its name now. ${stays}, to be copied.`
    : `The object that you edit was deleted. ${stays}, to make a new one of it.`
