/** Two changes of one text as one, where they are of different lines. */
import { type Hunk, hunksOf } from './hunks.ts'

/** The same lines, changed by both. */
export interface Clash {
  readonly mine: readonly string[]
  readonly theirs: readonly string[]
  /** Where it stands in the merged text, counted from 0: my lines. */
  readonly at: number
}

export interface Merged {
  /** With my lines where both changed the same. */
  readonly lines: readonly string[]
  readonly clashes: readonly Clash[]
}

interface Region {
  from: number
  to: number
  readonly mine: Hunk[]
  readonly theirs: Hunk[]
}

export function merge(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): Merged {
  const lines: string[] = []
  const clashes: Clash[] = []
  let done = 0
  for (const region of regions(single(hunksOf(base, mine)), single(hunksOf(base, theirs)))) {
    lines.push(...base.slice(done, region.from))
    const my = changed(base, region, region.mine)
    const their = changed(base, region, region.theirs)
    const both = region.mine.length > 0 && region.theirs.length > 0
    if (both && my.join('\n') !== their.join('\n'))
      clashes.push({ mine: my, theirs: their, at: lines.length })
    lines.push(...(region.mine.length > 0 ? my : their))
    done = region.to
  }
  return { lines: [...lines, ...base.slice(done)], clashes }
}

/** As many lines for as many: each for its own. */
const single = (hunks: readonly Hunk[]): readonly Hunk[] =>
  hunks.flatMap((hunk) =>
    hunk.to - hunk.from !== hunk.lines.length
      ? [hunk]
      : hunk.lines.map((line, index) => {
          const from = hunk.from + index
          return { from, to: from + 1, at: hunk.at + index, lines: [line] }
        }),
  )

/** Hunks that overlap, or begin at the same place, are one region. */
function regions(mine: readonly Hunk[], theirs: readonly Hunk[]): readonly Region[] {
  const all = [
    ...mine.map((hunk) => ({ hunk, whose: 'mine' as const })),
    ...theirs.map((hunk) => ({ hunk, whose: 'theirs' as const })),
  ].toSorted((a, b) => a.hunk.from - b.hunk.from || a.hunk.to - b.hunk.to)
  const found: Region[] = []
  for (const { hunk, whose } of all) {
    const last = found.at(-1)
    const joins = last !== undefined && (hunk.from < last.to || hunk.from === last.from)
    const region = joins ? last : { from: hunk.from, to: hunk.to, mine: [], theirs: [] }
    if (!joins) found.push(region)
    region.to = Math.max(region.to, hunk.to)
    region[whose].push(hunk)
  }
  return found
}

function changed(
  base: readonly string[],
  { from, to }: Region,
  hunks: readonly Hunk[],
): readonly string[] {
  const lines: string[] = []
  let done = from
  for (const hunk of hunks) {
    lines.push(...base.slice(done, hunk.from), ...hunk.lines)
    done = hunk.to
  }
  return [...lines, ...base.slice(done, to)]
}
