/** Where two texts differ, line by line. */
import { diffArrays } from 'diff'

/** Lines `from` to `to` (without it) of the one text are `lines` in the other, from its line `at` on. Counted from 0. */
export interface Hunk {
  readonly from: number
  readonly to: number
  readonly at: number
  readonly lines: readonly string[]
}

/** Lines gone and come at most; a text that differs in more is one hunk. It bounds the time: 0.1 s. */
const most = 1000

export const linesOf = (text: string): readonly string[] => text.replace(/\n$/, '').split('\n')

export function hunksOf(a: readonly string[], b: readonly string[]): readonly Hunk[] {
  const found = diffArrays([...a], [...b], { maxEditLength: most })
  if (found === undefined) return [whole(a, b)]
  const hunks: Hunk[] = []
  let [from, at] = [0, 0]
  let open: { from: number; to: number; at: number; lines: string[] } | null = null
  for (const { added, removed, value } of found) {
    if (!added && !removed) {
      if (open !== null) hunks.push(open)
      open = null
      from += value.length
      at += value.length
      continue
    }
    open ??= { from, to: from, at, lines: [] }
    if (removed) open.to = from += value.length
    else {
      open.lines.push(...value)
      at += value.length
    }
  }
  return open === null ? hunks : [...hunks, open]
}

/** All but what they begin and end with alike. */
function whole(a: readonly string[], b: readonly string[]): Hunk {
  const shorter = Math.min(a.length, b.length)
  let from = 0
  while (from < shorter && a[from] === b[from]) from++
  let end = 0
  while (end < shorter - from && a.at(-1 - end) === b.at(-1 - end)) end++
  return { from, to: a.length - end, at: from, lines: b.slice(from, b.length - end) }
}
