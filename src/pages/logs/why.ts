/** Why containers say nothing: by their pods, by events, and by what the API server answered. */
import type { Context } from 'hono'
import { AppError, KubeError, NotSignedIn } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Problem } from '../../kind.ts'
import type { Pod } from '../../kinds/parts/pod.ts'
import { podTold } from '../../kinds/parts/pod-problems.ts'
import { podSilence } from '../../kinds/parts/pod-silence.ts'
import { podStatus } from '../../kinds/parts/pod-status.ts'
import type { KubeObject, Resource } from '../../kube.ts'
import type { Asked } from '../../logs/asked.ts'
import type { Source } from '../../logs/source.ts'
import { isRefused, isSilent, type Unread } from '../../logs/unread.ts'
import {
  type LogWhy,
  mayNotSeeEvents,
  nothingWrong,
  refusedLog,
  silentNode,
  warningsOf,
} from '../../views/log-why.ts'
import { boxes, type ObjectContext, place } from '../../views/object.ts'
import { eventsAbout } from '../about.ts'
import { contextOf as kubectlContext } from '../kubectl.ts'
import type { Sources } from './sources.ts'

/** What is known of the pods whose log is looked at. */
export type Looked = Pick<Sources, 'pods' | 'chosen' | 'problems'>

/** Boxes about several pods. */
const most = 3

/** @param pods their resource. */
export async function whyOf(
  c: Context<Env>,
  pods: Resource,
  { pods: all, chosen, problems }: Looked,
  asked: Asked,
): Promise<LogWhy> {
  const involved = all.filter((pod) => chosen.some((source) => isOf(source, pod)))
  const [first] = involved
  if (first === undefined) return nothingWrong
  const context = await contextOf(c, pods, first)
  if (involved.length > 1) return ofMany(problems, context)
  const names = chosen.map(({ container }) => container)
  return ofOne(c, context, first, podSilence(first, names, asked.previous, context.now))
}

/** Folded: most of them may be well, and it is their lines that one came for. */
function ofMany(all: readonly Problem[], context: ObjectContext): LogWhy {
  const worst = all.toSorted((a, b) => order[a.tone] - order[b.tone]).slice(0, most)
  const [first, ...others] = worst
  if (first === undefined) return nothingWrong
  const more = others.length === 0 ? '' : `, and ${others.length} more`
  const { tone, title } = first
  const problems = boxes(worst, context)
  return { ...nothingWrong, tone, summary: `${title}${more}`, problems }
}

const isOf = ({ namespace, pod }: Source, { metadata }: KubeObject): boolean =>
  metadata.name === pod && metadata.namespace === namespace

async function contextOf(
  c: Context<Env>,
  resource: Resource,
  { metadata }: KubeObject,
): Promise<ObjectContext> {
  const { kube, cluster, parts } = c.var
  const ref = { resource, namespace: metadata.namespace ?? null, name: metadata.name }
  const discovery = await kube.discovery()
  const [context, now] = [kubectlContext(cluster), new Date()]
  return { cluster: cluster.name, context, ref, discovery, urls: parts.urls, now }
}

async function ofOne(
  c: Context<Env>,
  context: ObjectContext,
  pod: Pod,
  problems: readonly Problem[],
): Promise<LogWhy> {
  const { urls, cluster, ref, now } = context
  const well = problems.length === 0 && ['ok', 'idle'].includes(podStatus(pod).tone)
  if (well) return nothingWrong
  try {
    const events = await eventsAbout(c.var.connection.kube({ tally: c.var.tally }), context)
    const told = podTold(pod, events, now)
    const rows = warningsOf(events, [...problems, ...told], now)
    const eventsPage = rows.length === 0 ? '' : urls.part(cluster, place(ref), 'events')
    const warnings = { events: rows, note: '' }
    const known = told.length > 0
    const all = [...told, ...problems.filter((one) => !known || leads(one))].toSorted(
      (a, b) => order[a.tone] - order[b.tone],
    )
    return { ...nothingWrong, problems: boxes(all, context), warnings, eventsPage }
  } catch (error) {
    if (error instanceof NotSignedIn || !(error instanceof AppError)) throw error
    const note = mayNotSeeEvents(error)
    return { ...nothingWrong, problems: boxes(problems, context), note }
  }
}

/** That a container has not started needs no word where its events say why. */
const leads = ({ tone, next }: Problem): boolean =>
  tone !== 'idle' || next.some(({ part }) => part === 'logs')

const order = { bad: 0, warn: 1, idle: 2 } as const

/** What the API server refused, and which nodes did not answer: as it was when the page was read. */
export async function unreadOf(
  c: Context<Env>,
  pods: Resource,
  unread: readonly Unread[],
): Promise<LogWhy> {
  const refused = unread.filter(isRefused)
  const error = refused[0]?.error ?? null
  const silent = new Map(
    unread
      .filter((one) => isSilent(one) && one.source.node !== '')
      .map(({ source, why }) => [source.node, why] as const),
  )
  if (error === null && silent.size === 0) return nothingWrong
  const context = await contextOf(c, pods, { apiVersion: '', kind: '', metadata: { name: '' } })
  const nodes = await Promise.all(
    [...silent].slice(0, most).map(async ([name, why]) => {
      return silentNode(name, await nodeOf(c, context, name), why, context.now)
    }),
  )
  const all = [...(error === null ? [] : [refusedLog(error, refused.length)]), ...nodes.flat()]
  return { ...nothingWrong, problems: boxes(all, context) }
}

/** Null: it is gone. Undefined: it cannot be seen. */
async function nodeOf(
  c: Context<Env>,
  { discovery }: ObjectContext,
  name: string,
): Promise<KubeObject | null | undefined> {
  const resource = discovery.get('nodes')
  if (resource === undefined) return undefined
  try {
    return (await c.var.kube.get({ resource, namespace: null, name })).value
  } catch (error) {
    return error instanceof KubeError && error.status === 404 ? null : undefined
  }
}
