/** Troubles that are alike: which of them are put in words. Pure. */
import type { KubeObject, Problem, To } from '../kind.ts'
import type { TableRow } from '../kube.ts'
import type { Tally } from '../live/tally.ts'
import { leaving, toneOfGroup } from './overview-facts.ts'
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
  return kinds
    .filter(({ resource }) => !isSilent(resource.id))
    .flatMap((seen) => seen.looked.flatMap(({ tally }) => groupsOf(seen, tally)))
    .toSorted(worst)
    .slice(0, worded)
}

function groupsOf(seen: KindSeen, { alike }: Tally): readonly Group[] {
  const found: Group[] = []
  for (const [word, { rows }] of alike) {
    const [first] = some(rows, 1)
    if (first === undefined || word === leaving) continue
    const { of: subject, over = false } = seen.kind.trouble?.(objectOf(first)) ?? {}
    const rank = over ? ended : rankOf(seen.resource.id)
    found.push({ seen, tone: toneOfGroup(word), rows, first, subject, rank })
  }
  return found
}

function worst(a: Group, b: Group): number {
  if (a.tone !== b.tone) return a.tone === 'bad' ? -1 : 1
  return a.rank - b.rank || b.rows.size - a.rows.size
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
