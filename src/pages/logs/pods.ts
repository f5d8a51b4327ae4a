/** The log of pods that the address chooses: as a list of them does, or by their names. */
import type { Context } from 'hono'
import { KubeError, NotFound } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { KubeObject, Resource } from '../../kube.ts'
import type { Asked } from '../../logs/asked.ts'
import { type PodName, type PodsAsked, readPods } from '../../logs/pods-asked.ts'
import { engineFor } from '../../live/filter.ts'
import { podsProblems } from '../../kinds/parts/pods-problems.ts'
import { podChoice } from '../../views/log-choice.ts'
import { logLine, podsLogLine } from '../../views/kubectl-line.ts'
import { passing } from '../../views/list-filter.ts'
import type { ListState } from '../../views/query.ts'
import { plural } from '../../views/words.ts'
import type { Spread } from '../narrowed.ts'
import { contextOf } from '../kubectl.ts'
import { readsOf } from '../reads.ts'
import { selectors } from '../rows.ts'
import { readable } from '../selected.ts'
import { type Crew, cutShort, type Mustered } from './crew.ts'
import { type Gathered, gathered } from './sources.ts'
import type { Subject } from './subject.ts'

/** What was found, and what of the address the API server does not take. */
interface Found {
  readonly mustered: Mustered
  readonly crews: readonly Crew[]
  readonly wrong: PodsAsked['wrong']
}
const nobody: Found = { mustered: { pods: [], notes: [], problems: [] }, crews: [], wrong: {} }

export async function podsLog(c: Context<Env>, asked: Asked): Promise<Subject<Gathered>> {
  const { cluster, parts, kube } = c.var
  const { urls } = parts
  const resource = (await kube.discovery()).get('pods')
  if (resource === undefined) throw new NotFound('resource', 'pods')
  const params = new URL(c.req.url).searchParams
  const which = readPods(params)
  const found = await search(c, resource, which)
  const wrong = { ...which.wrong, ...found.wrong }
  const still = which.named || Object.keys(wrong).length > 0
  const besides = { ...which.query, ...(still && { pod: asked.pods }) }
  return {
    resource,
    pods: resource,
    sources: gathered(found.mustered, found),
    name: 'pods',
    title: `${plural(resource.kind, resource.plural)} · Logs`,
    address: (query) => urls.podLogs(cluster.name, { ...besides, ...query }),
    besides,
    kubectl: lineOf(c, resource, which),
    head: async () => null,
    choice: podChoice(params, { ...which, wrong }, urls, cluster.name),
    wrong,
  }
}

/** Of one pod alone, or of those that labels select in one namespace: kubectl knows no other choice. */
function lineOf(c: Context<Env>, resource: Resource, which: PodsAsked): Subject['kubectl'] {
  const { named, pods, state } = which
  const context = contextOf(c.var.cluster)
  const [pod, ...more] = pods
  if (named)
    return (asked) =>
      pod === undefined || more.length > 0 ? '' : logLine({ resource, ...pod }, asked, context)
  return (asked) => podsLogLine(state, asked, context)
}

async function search(c: Context<Env>, resource: Resource, which: PodsAsked): Promise<Found> {
  const { nobody: nothing, wrong, named } = which
  if (nothing || Object.keys(wrong).length > 0) return nobody
  return named ? byName(c, resource, which.pods) : bySelection(c, resource, which)
}

/** Each is read: who may not list pods may have the log of one. */
async function byName(
  c: Context<Env>,
  resource: Resource,
  pods: readonly PodName[],
): Promise<Found> {
  const found: KubeObject[] = []
  const notes: string[] = []
  const one = async ({ namespace, name }: PodName) => {
    try {
      found.push((await c.var.kube.get({ resource, namespace, name })).value)
    } catch (error) {
      if (pods.length === 1 || !(error instanceof KubeError) || ![403, 404].includes(error.status))
        throw error
      notes.push(`${namespace}/${name}: ${error.message}`)
    }
  }
  for (let at = 0; at < pods.length; at += 10)
    await Promise.all(pods.slice(at, at + 10).map((pod) => one(pod)))
  return { ...nobody, mustered: { pods: found, notes, problems: podsProblems(found) } }
}

async function bySelection(
  c: Context<Env>,
  resource: Resource,
  { state, wrong }: PodsAsked,
): Promise<Found> {
  const filter = await filterOf(c, resource, state)
  if (filter.wrong.length > 0) return { ...nobody, wrong: { match: filter.wrong.join(' ') } }
  // As many as one call gives.
  const found = await readable(c, resource, { state: { ...state, page: 4, size: 500 }, wrong })
  if (Object.keys(found.read.wrong).length > 0) return { ...nobody, wrong: found.read.wrong }
  const own = (pod: KubeObject) => filter.passes({ cells: [], meta: pod.metadata, object: pod })
  const pods = found.table.rows.map(({ object }) => object).filter((pod) => pod !== undefined)
  const scopes = scopesOf(found, state)
  return {
    wrong: {},
    crews: crewsOf(resource, state, scopes, own),
    mustered: {
      pods: pods.filter(own),
      notes: notesOf(found, scopes, resource),
      problems: podsProblems(pods.filter(own), found.whole),
    },
  }
}

async function filterOf(c: Context<Env>, resource: Resource, state: ListState) {
  const { cluster, parts, kube } = c.var
  return passing(state, {
    cluster: cluster.name,
    resource,
    discovery: await kube.discovery(),
    urls: parts.urls,
    query: {},
    now: new Date(),
    engine: await engineFor(state.q),
  })
}

/** Namespaces; null: all of them. */
const scopesOf = ({ narrowed, refused }: Spread, { namespaces }: ListState) =>
  narrowed?.namespaces ??
  (namespaces.length === 0 ? [null] : namespaces.filter((name) => !refused.includes(name)))

function crewsOf(
  resource: Resource,
  state: ListState,
  scopes: readonly (string | null)[],
  own: Crew['own'],
): readonly Crew[] {
  const reads = readsOf(resource)
  return scopes.map((namespace) => {
    const query = { namespace, ...selectors(state), reads }
    return { resource, query, own, below: null, problems: problemsOf }
  })
}

const problemsOf: Crew['problems'] = (pods, _now, whole) => podsProblems(pods, whole)

function notesOf(
  { table, whole, refused, narrowed }: Spread,
  scopes: readonly (string | null)[],
  resource: Resource,
): readonly string[] {
  const only = `You may not list pods in all namespaces: these are those of ${scopes.join(', ')}.`
  return [
    ...(whole ? [] : [cutShort(table, resource)]),
    ...refused.map((name) => `You may not list pods in ${name}.`),
    ...(narrowed === null ? [] : [only]),
  ]
}
