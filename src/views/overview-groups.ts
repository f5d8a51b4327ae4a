/** Troubles that are alike: which of them are put in words. Pure. */
import type { KubeObject, Problem, To } from '../kind.ts'
import type { TableRow } from '../kube.ts'
import type { Tally } from '../live/tally.ts'
import { isOver, leaving, toneOfGroup } from './overview-facts.ts'
import { isSilent, rankOf } from './overview-kinds.ts'
import type { KindSeen } from './overview-seen.ts'

export type Bad = 'bad' | 'warn'

/** Rows of one kind with the same trouble; of one owner where they have one. */
export interface Group {
  readonly seen: KindSeen
  readonly tone: Bad
  readonly rows: ReadonlySet<TableRow>
  /** The first of them, to read its words from. */
  readonly first: TableRow
  /** Whom it is told of; undefined: each of them by itself. */
  readonly subject: To | undefined
  /** The less, the sooner it is told among what is as bad. */
  readonly rank: number
}

/** Groups that are put in words; the worst of more. */
const worded = 60
/** What ended stands among runs that failed. */
const ended = rankOf('jobs.batch')
/** Objects on their way out that are asked whether that takes too long. */
const asked = 20

/** The worst first; of what is as bad, what more of them have. */
export function groups(kinds: readonly KindSeen[]): readonly Group[] {
  const worst: Ranked[] = []
  for (const seen of kinds)
    if (!isSilent(seen.resource.id)) for (const { tally } of seen.looked) rank(seen, tally, worst)
  return worst.flatMap(grouped)
}

/** A group before its words are read: there may be very many. */
interface Ranked {
  readonly seen: KindSeen
  readonly tone: Bad
  readonly rank: number
  readonly rows: ReadonlySet<TableRow>
}

/** Puts those of a tally that are among the worst in their places. */
function rank(seen: KindSeen, { alike }: Tally, worst: Ranked[]): void {
  const own = rankOf(seen.resource.id)
  for (const [word, { rows }] of alike) {
    if (word === leaving) continue
    const one = { seen, tone: toneOfGroup(word), rank: isOver(word) ? ended : own, rows }
    const last = worst.at(-1)
    if (worst.length >= worded && last !== undefined && compare(one, last) >= 0) continue
    const at = worst.findIndex((other) => compare(one, other) < 0)
    worst.splice(at < 0 ? worst.length : at, 0, one)
    if (worst.length > worded) worst.pop()
  }
}

function compare(a: Ranked, b: Ranked): number {
  if (a.tone !== b.tone) return a.tone === 'bad' ? -1 : 1
  return a.rank - b.rank || b.rows.size - a.rows.size
}

function grouped(one: Ranked): readonly Group[] {
  const [first] = one.rows
  if (first === undefined) return []
  return [{ ...one, first, subject: one.seen.kind.trouble?.(objectOf(first))?.of }]
}

export interface Overdue {
  readonly seen: KindSeen
  readonly row: TableRow
  readonly problem: Problem
}

/** Those whose deletion does not come to its end. */
export function overdue(kinds: readonly KindSeen[], now: Date): readonly Overdue[] {
  return kinds.flatMap((seen) =>
    seen.looked.flatMap(({ tally }) =>
      some(tally.alike.get(leaving)?.rows ?? [], asked).flatMap((row) => {
        const [problem] = seen.kind.problems(objectOf(row), now)
        return problem === undefined ? [] : [{ seen, row, problem }]
      }),
    ),
  )
}

/** The first of many: nobody goes through all of them. */
export function some<T>(all: Iterable<T>, most: number): readonly T[] {
  const found: T[] = []
  for (const one of all) {
    if (found.length >= most) break
    found.push(one)
  }
  return found
}

/** Rows that are looked into are objects. */
export const objectOf = ({ object, meta }: TableRow): KubeObject =>
  object ?? { apiVersion: '', kind: '', metadata: meta }
