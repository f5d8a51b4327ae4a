/** What a log is of: an object, or pods that the address chooses. */
import type { Context } from 'hono'
import { NotFound } from '../../errors.ts'
import { embedded } from '../../http/embedded.ts'
import type { Env } from '../../http/env.ts'
import { fieldsWritten } from '../../kinds/parts/selectors.ts'
import { kindOf } from '../../kinds.ts'
import type { Ref, Resource } from '../../kube.ts'
import type { Query } from '../../urls.ts'
import type { Asked } from '../../logs/asked.ts'
import { logLine } from '../../views/kubectl-line.ts'
import type { PodChoice } from '../../views/log-choice.ts'
import { type ObjectContext, type ObjectHead, objectHead, place } from '../../views/object.ts'
import { contextOf } from '../kubectl.ts'
import { nameMissing, reference } from '../found.ts'
import { readsOf } from '../reads.ts'
import { type Crew, crewOf, type Mustered, readCrew } from './crew.ts'
import { type Gathered, gathered, type Sources } from './sources.ts'

export interface Subject<S = Sources> {
  readonly resource: Resource
  readonly pods: Resource
  readonly sources: S
  /** Of a file with it. */
  readonly name: string
  readonly title: string
  /** Its address with a query of a log, what says whose log it is added. */
  readonly address: (query: Query) => string
  /** What says whose log it is beside the path. */
  readonly besides: Query
  /** The line that reads the same; empty where there is none. */
  readonly kubectl: (asked: Asked) => string
  readonly head: () => Promise<ObjectHead | null>
  readonly choice: PodChoice | null
  /** What of `besides` makes no sense: nothing is read then. */
  readonly wrong: Readonly<Record<string, string>>
}

/** @throws NotFound for what has no log. */
export async function objectLog(c: Context<Env>): Promise<Subject<Gathered>> {
  const context = await reference(c)
  const { ref, discovery, urls, cluster } = context
  const pods = discovery.get('pods')
  if (pods === undefined) throw new NotFound('resource', 'pods')
  const read = musteredOf(c, context).catch((error: unknown) => nameMissing(c, ref, error))
  const { mustered, ...from } = await read
  return {
    resource: ref.resource,
    pods,
    sources: gathered(mustered, from),
    name: ref.name,
    title: `${ref.name} · ${ref.resource.kind} · Logs`,
    address: (query) => urls.part(cluster, place(ref), 'logs', query),
    besides: embedded(c) ? { embed: 1 } : {},
    kubectl: (asked) => logLine(ref, asked, contextOf(c.var.cluster)),
    head: async () => objectHead(await c.var.kube.row(ref, readsOf(ref.resource)), context, 'logs'),
    choice: null,
    wrong: {},
  }
}

interface From {
  readonly crews: readonly Crew[]
  readonly self?: Crew
  readonly mustered: Mustered
}

async function musteredOf(c: Context<Env>, { ref, discovery }: ObjectContext): Promise<From> {
  const kind = kindOf(ref.resource.id)
  if (kind?.logs === undefined)
    throw new NotFound('log', ref.name, `${ref.resource.kind} has no log.`)
  const { value } = await c.var.kube.get(ref)
  const alone = { notes: [], problems: [] }
  if (kind.logs === 'itself')
    return { crews: [], self: itself(ref), mustered: { pods: [value], ...alone } }
  const crew = crewOf(kind, value, discovery)
  if (crew === null) return { crews: [], mustered: { pods: [], ...alone } }
  return { crews: [crew], mustered: await readCrew(c.var.kube, crew) }
}

/** Another one may take its place, and what it is doing changes. */
function itself({ resource, namespace, name }: Ref): Crew {
  const query = {
    namespace,
    fields: fieldsWritten({ 'metadata.name': name }),
    reads: readsOf(resource),
  }
  return { resource, query, own: () => true, below: null, problems: () => [] }
}
