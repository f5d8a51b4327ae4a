/** What somebody wrote, and what another wrote meanwhile. */
import { linesOf } from './hunks.ts'
import { changesOf, type Changes, type Leaves, leavesOf, within } from './leaves.ts'
import { type Clash, merge } from './merge.ts'
import { valuesOf } from './values.ts'

/** An edit under way: all of it travels in the form. */
export interface Draft {
  readonly text: string
  /** What it was written over. */
  readonly base: string
  readonly uid: string
  readonly version: string
  /** Paths that others changed too, and that were shown side by side: my value overwrites theirs. */
  readonly contested: readonly string[]
}

export interface Combined {
  /** Over theirs; with my lines where both changed the same. */
  readonly draft: Draft
  /** Nothing was changed by both: only what I changed comes on top of theirs. */
  readonly clean: boolean
  /** Nothing of mine is left to do: theirs has it already. */
  readonly same: boolean
  readonly clashes: readonly Clash[]
  /** What I changed, path by path. */
  readonly mine: Changes
}

/** @param theirs the text as it is now, of this version. @throws Malformed */
export function combine(
  { text, base, uid, contested }: Draft,
  theirs: string,
  version: string,
): Combined {
  const [before, my, their] = [base, text, theirs].map((each) => leavesOf(valuesOf(each))) as [
    Leaves,
    Leaves,
    Leaves,
  ]
  const mine = changesOf(before, my)
  const others = changesOf(before, their)
  const both = [...mine].filter(([path, value]) => others.has(path) && others.get(path) !== value)
  const on = (merged: string, paths: readonly string[]): Draft => {
    const all = [...new Set([...contested, ...paths])]
    return { text: merged, base: theirs, uid, version, contested: all }
  }
  const none = { clean: true, clashes: [], mine }
  const { lines, clashes } = merge(linesOf(base), linesOf(text), linesOf(theirs))
  const merged = readable(`${lines.join('\n')}\n`) ?? text
  const would = leavesOf(valuesOf(merged))
  const come = changesOf(their, would)
  // Comments that say no more than theirs stay while they can.
  if (within(mine, others))
    return { ...none, draft: on(come.size === 0 ? merged : theirs, []), same: true }
  const whole = [...mine].every(([path, value]) => (would.get(path) ?? null) === value)
  const clean = clashes.length === 0 && both.length === 0 && whole && within(come, mine)
  if (clean) return { ...none, draft: on(merged, []), same: come.size === 0 }
  // What would go of theirs with the text as it is merged: more than what both wrote, where lines met by chance.
  const lost = [...come].filter(([path, value]) => mine.get(path) !== value)
  const paths = [...both, ...lost].map(([path]) => path)
  const sides = { mine: linesOf(text), theirs: linesOf(theirs), at: 0 }
  const shown = clashes.length > 0 || both.length > 0 ? clashes : [sides]
  return { draft: on(merged, paths), clean: false, same: false, clashes: shown, mine }
}

/** Null: lines that met by chance are no YAML. */
function readable(merged: string): string | null {
  try {
    valuesOf(merged)
    return merged
  } catch {
    return null
  }
}
