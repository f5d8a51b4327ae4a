/** Troubles that are alike: which of them are put in words. Pure. */
import type { KubeObject, Problem, To } from '../kind.ts'
import type { TableRow } from '../kube.ts'
import type { Alike, Tally } from '../live/tally.ts'
import { howOf, leaving } from './overview-facts.ts'
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
export function groups(kinds: readonly KindSeen[], now: Date): readonly Group[] {
  const since = new Date(now.getTime() - patience).toISOString()
  const worst: Ranked[] = []
  for (const seen of kinds) {
    const tallies = isSilent(seen.resource.id) ? [] : seen.looked
    for (const { tally } of tallies) choose(seen, tally, since, worst)
  }
  return joined(worst).flatMap(grouped)
}

/** Milliseconds for which what is well again is told of: as long as a kubelet takes to forget that it crashed. */
const patience = 10 * 60_000

/** A group before its words are read: there may be very many. */
interface Ranked {
  readonly seen: KindSeen
  readonly tone: Bad
  readonly rank: number
  readonly rows: ReadonlySet<TableRow>
  readonly shared: string
}

function choose(seen: KindSeen, { alike }: Tally, since: string, worst: Ranked[]): void {
  for (const [word, rows] of alike) {
    const one = ranked(seen, word, rows, since)
    if (one !== null) place(one, worst)
  }
}

function ranked(seen: KindSeen, word: string, alike: Alike, since: string): Ranked | null {
  if (word === leaving) return null
  const { how, shared } = howOf(word)
  const own = rankOf(seen.resource.id)
  if (how !== 'again') {
    const over = how.endsWith('-over')
    const tone = how.startsWith('bad') ? 'bad' : 'warn'
    return { seen, tone, rank: over ? ended : own, rows: alike.rows, shared }
  }
  if (alike.newestAt < since) return null
  const late = some(alike.rows, asked * 10).filter((row) => againAt(seen, row) >= since)
  return { seen, tone: 'bad', rank: own, rows: new Set(late), shared }
}

const againAt = (seen: KindSeen, row: TableRow): string =>
  seen.kind.trouble?.(objectOf(row))?.again ?? ''

/** In its place, where it is among the worst. */
function place(one: Ranked, worst: Ranked[]): void {
  const last = worst.at(-1)
  if (worst.length >= worded && last !== undefined && compare(one, last) >= 0) return
  const at = worst.findIndex((other) => compare(one, other) < 0)
  worst.splice(at < 0 ? worst.length : at, 0, one)
  if (worst.length > worded) worst.pop()
}

function compare(a: Ranked, b: Ranked): number {
  if (a.tone !== b.tone) return a.tone === 'bad' ? -1 : 1
  return a.rank - b.rank || b.rows.size - a.rows.size
}

/** What crashes, and what runs between two crashes, is one. */
function joined(all: readonly Ranked[]): readonly Ranked[] {
  const known = new Map<string, Ranked>()
  for (const one of all) {
    const key = `${one.seen.resource.id} ${one.tone} ${one.shared}`
    const before = known.get(key)
    if (before === undefined) known.set(key, one)
    else known.set(key, { ...before, rows: new Set([...before.rows, ...one.rows]) })
  }
  return [...known.values()]
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
