/** Where the pods of a log come from: lists, read once or followed. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Kind, Problem } from '../../kind.ts'
import { kindOf } from '../../kinds.ts'
import type { Discovery, Kube, KubeObject, ListQuery, Resource, Table } from '../../kube.ts'
import { ticks } from '../../live/ticks.ts'
import { grouped, plural } from '../../views/words.ts'
import { follower } from '../follower.ts'
import { readsOf } from '../reads.ts'
import { readSome } from '../related.ts'
import { type Enter, looker, mostBelow } from './inside.ts'

export interface Crew {
  readonly resource: Resource
  readonly query: ListQuery
  /** Which of them count. */
  readonly own: (object: KubeObject) => boolean
  /** They are no pods but have some; null: they are the pods. */
  readonly below: ((object: KubeObject) => Crew | null) | null
  /** What they say is wrong. @param whole false: there may be more of them. */
  readonly problems: (own: readonly KubeObject[], now: Date, whole: boolean) => readonly Problem[]
}

/** The pods of a workload, or of what it owns; null where it selects none. */
export function crewOf(kind: Kind, object: KubeObject, discovery: Discovery): Crew | null {
  const relation = kind.relations.find(({ id }) => id === kind.logs)
  const resource = relation && discovery.get(relation.resource)
  const which = relation?.which(object) ?? null
  if (relation === undefined || resource === undefined || which === null) return null
  const query = { ...which, reads: readsOf(resource) }
  const own = relation.keep?.(object) ?? everyone
  const problems: Crew['problems'] = (others, now, whole) =>
    relation.problems?.(object, others, now, whole) ?? []
  return { resource, query, own, below: belowOf(resource, discovery), problems }
}

const everyone = () => true

function belowOf(resource: Resource, discovery: Discovery): Crew['below'] {
  const kind = kindOf(resource.id)
  if (kind === undefined || kind.logs === 'itself') return null
  return (object) => crewOf(kind, object, discovery)
}

export interface Mustered {
  readonly pods: readonly KubeObject[]
  /** What was not looked at. */
  readonly notes: readonly string[]
  readonly problems: readonly Problem[]
}

export async function readCrew(kube: Kube, crew: Crew): Promise<Mustered> {
  const { resource, query, below } = crew
  const table = await readSome(kube, resource, query)
  const own = members(crew, table)
  const notes = table.continue === null ? [] : [cutShort(table, resource)]
  const problems = crew.problems(own, new Date(), table.continue === null)
  if (below === null) return { pods: own, notes, problems }
  const newest = own.toSorted(newestFirst)
  const under = newest.slice(0, mostBelow).map((object) => below(object))
  const read = await Promise.all(
    under.filter((one) => one !== null).map((one) => readCrew(kube, one)),
  )
  if (newest.length > mostBelow) notes.push(older(newest.length, resource))
  return {
    pods: read.flatMap(({ pods }) => pods),
    notes: [...notes, ...read.flatMap((one) => one.notes)],
    problems,
  }
}

/** @param table the first of them. */
export function cutShort({ rows, remaining }: Table, resource: Resource): string {
  const of = remaining === null ? '' : ` of ${grouped(rows.length + remaining)}`
  return `Only the first ${grouped(rows.length)}${of} ${low(resource)}, by name, were looked at.`
}

const older = (all: number, resource: Resource) =>
  `These are the newest ${mostBelow} of ${grouped(all)} ${low(resource)}: what older ones said stands in their own logs.`

const low = ({ kind, plural: many }: Resource) => plural(kind, many).toLowerCase()

const members = ({ own }: Crew, { rows }: Table): readonly KubeObject[] =>
  rows
    .map(({ object }) => object)
    .filter((object) => object !== undefined)
    .filter(own)

/** The same order for the same objects. */
export function newestFirst({ metadata: a }: KubeObject, { metadata: b }: KubeObject): number {
  const [mine, yours] = [a.creationTimestamp ?? '', b.creationTimestamp ?? '']
  if (mine !== yours) return mine < yours ? 1 : -1
  return a.name < b.name ? -1 : 1
}

/** Milliseconds between two looks: each goes over all pods, of which there may be ten thousand. */
const pace = 1000

/**
 * @param found hears pods that are there, at once and after they may have changed. @param fail hears what it
 * threw. @returns how to stop.
 */
export async function followCrews(
  c: Context<Env>,
  crews: readonly Crew[],
  found: (pods: readonly KubeObject[], crew: Crew) => void,
  fail: (error: unknown) => void,
): Promise<() => void> {
  const join = await follower(c)
  const open = new Set<() => void>()
  const enter: Enter<Crew> = (crew, over) => {
    const { resource, query, below } = crew
    const read = (kube: Kube) => kube.table(resource, query)
    const shared = join({ resource, query, read, unwatched: [403, 405] })
    const inside = below === null ? null : looker(below, enter)
    const look = () => {
      const table = shared.collection.table()
      if (table === null) return
      const own = members(crew, table)
      if (inside === null) found(own, crew)
      else inside(own.toSorted(newestFirst))
      if (own.length === 0 && over()) leave()
    }
    const end = new AbortController()
    const leave = () => {
      open.delete(leave)
      end.abort()
      shared.leave()
    }
    open.add(leave)
    void each(ticks([shared], pace, end.signal), look).catch(fail)
    return look
  }
  for (const crew of crews) enter(crew, () => false)
  return () => {
    for (const leave of open) leave()
  }
}

async function each(times: AsyncIterable<void>, act: () => void): Promise<void> {
  for await (const _ of times) act()
}
