/** An object's page: what it is and what is wrong with it, what its kind says of it, else all its fields. Pure. */
import { kindOf } from '../kinds.ts'
import type { Kind, Problem } from '../kind.ts'
import { askedAt } from '../kinds/parts/deletion.ts'
import type { Discovery, KubeObject, ObjectMeta, Ref, Table } from '../kube.ts'
import type { Urls } from '../urls.ts'
import { type ActionLink, actionLinks, type May, mayAct } from './actions.ts'
import type { Block } from './blocks.ts'
import type { Cell, Tone } from './cell.ts'
import { conditions, instant } from './conditions.ts'
import { kindBlocks } from './kind-blocks.ts'
import type { Live } from './live.ts'
import { metadataBlocks, some } from './metadata.ts'
import { ofSameOwner } from './narrower.ts'
import { trees } from './object-trees.ts'
import { owner } from './owner.ts'
import { plainProblems } from './plain-problems.ts'
import { type PartAddress, type ProblemBox, problemBoxes } from './problems.ts'
import { toldPlaces } from './related.ts'
import { cut, pageRoom } from './room.ts'
import type { Foot, Link, Shell } from './shell.ts'
import { statusOf } from './status.ts'
import { counted, sentence } from './words.ts'

export interface ObjectContext {
  readonly cluster: string
  /** The kubeconfig's name of it, for commands; empty: it has none. */
  readonly context?: string
  readonly ref: Ref
  readonly discovery: Discovery
  readonly urls: Urls
  readonly now: Date
  /** Absent: nothing can be done from here. */
  readonly may?: May | undefined
  /** Shells may be opened through this Portlight. */
  readonly shells?: boolean
}

/** The title line and the tabs: the same on every part of an object. */
export interface ObjectHead {
  readonly kind: string
  readonly name: string
  readonly tone: Tone | ''
  readonly status: string
  /** Why it is so. */
  readonly reason: string
  readonly namespace: Cell | null
  readonly owner: Cell | null
  readonly age: Cell | null
  /** Being deleted: since when, and what holds it. */
  readonly deletion: string
  readonly tabs: readonly {
    readonly text: string
    readonly href: string
    readonly current: boolean
    /** A document of its own, with its own policy. */
    readonly whole: boolean
  }[]
  readonly warnings: readonly string[]
  readonly actions: readonly ActionLink[]
}
/** What changes when the object does: the page around it stays. */
export interface ObjectBody {
  readonly head: ObjectHead
  readonly problems: readonly ProblemBox[]
  /** Where its events say what else is wrong: a fragment; empty where they are not asked. */
  readonly told: string
  /** Elements where what belongs to it says what else is wrong: filled with those. */
  readonly toldBy: readonly string[]
  readonly main: readonly Block[]
  readonly side: readonly Block[]
  /** Fragments that arrive on their own. */
  readonly owners: string
  /** All of its kind that its owner owns. */
  readonly others: Link | null
  readonly events: string
  /** Where the events stand without JavaScript: a page, and a frame in this one; empty where a script asked. */
  readonly eventsPage: string
  readonly eventsFrame: string
}
/** What stands around each part of an object. */
export interface ObjectFrame {
  readonly shell: Shell
  /** The line that asks for the same; empty where there is none. */
  readonly kubectl: string
  /** Where the page's own stream stands. */
  readonly stream: string
  readonly live: Live
  readonly foot: Foot
}
export interface ObjectPage extends ObjectBody, ObjectFrame {
  /** What of the address made no sense. */
  readonly wrong: readonly { readonly name: string; readonly text: string }[]
}

export type Tab = 'overview' | 'keys' | 'yaml' | 'events' | 'logs' | 'exec'

/** @param printed the object as a table of one row: its metadata, and its status in the server's words. */
export function objectHead(printed: Table, context: ObjectContext, tab: Tab): ObjectHead {
  const { ref, urls, cluster, now } = context
  const meta = printed.rows[0]?.meta ?? { name: ref.name }
  const status = statusOf(printed, ref.resource.id)
  const tabs: readonly (readonly [Tab, string, string])[] = [
    ['overview', 'Overview', urls.object(cluster, place(ref))],
    ...own(context),
    ['events', 'Events', urls.part(cluster, place(ref), 'events')],
    ['yaml', 'YAML', urls.part(cluster, place(ref), 'yaml')],
    ...(context.shells === true && ref.resource.subresources.includes('exec')
      ? [['exec', 'Shell', urls.part(cluster, place(ref), 'exec')] as const]
      : []),
  ]
  return {
    kind: sentence(ref.resource.kind),
    name: meta.name,
    tone: status.tone,
    status: cut(status.text, 200),
    reason: cut(status.reason, 200),
    namespace:
      ref.namespace === null
        ? null
        : {
            text: ref.namespace,
            href: urls.list(cluster, ref.resource.id, { ns: ref.namespace }),
          },
    owner: ownerCell(meta, context),
    age: instant(meta.creationTimestamp, now),
    deletion: deletion(meta, now),
    tabs: tabs.map(([id, text, href]) => ({
      text,
      href,
      current: id === tab,
      whole: id === 'exec',
    })),
    warnings: printed.warnings.slice(0, 20).map((text) => cut(text, 500)),
    actions: [],
  }
}

/** What only its kind has. */
function own({ ref, urls, cluster }: ObjectContext): readonly (readonly [Tab, string, string])[] {
  const { logs, keys } = kindOf(ref.resource.id) ?? {}
  const part = (tab: Tab, text: string) => [tab, text, urls.part(cluster, place(ref), tab)] as const
  return [
    ...(keys === undefined ? [] : [part('keys', 'Keys')]),
    ...(logs === undefined ? [] : [part('logs', 'Logs')]),
  ]
}

/** Everything of an object's page that a change of the object changes. */
export function objectBody(object: KubeObject, printed: Table, context: ObjectContext): ObjectBody {
  const { ref, urls, cluster } = context
  const owned = (object.metadata.ownerReferences ?? []).length > 0
  const { uid } = object.metadata
  const kind = kindOf(ref.resource.id)
  return {
    head: { ...objectHead(printed, context, 'overview'), actions: actionLinks(object, context) },
    problems: boxes(problemsOf(object, kind, context), context),
    told: kind?.told === undefined ? '' : urls.part(cluster, place(ref), 'parts/told', { uid }),
    toldBy: toldPlaces(kind?.relations ?? [], object, context),
    ...objectBlocks(object, context),
    owners: owned ? urls.part(cluster, place(ref), 'parts/owners') : '',
    others: ofSameOwner(object.metadata, ref.resource, context),
    events: urls.part(cluster, place(ref), 'parts/events', { uid }),
    eventsPage: urls.part(cluster, place(ref), 'events'),
    eventsFrame: '',
  }
}

const problemsOf = (
  object: KubeObject,
  kind: Kind | undefined,
  { now }: ObjectContext,
): readonly Problem[] =>
  kind === undefined ? plainProblems(object, now) : kind.problems(object, now)

/** What is wrong, as it stands on the page. */
export function boxes(problems: readonly Problem[], context: ObjectContext): readonly ProblemBox[] {
  const { urls, cluster, ref } = context
  const part: PartAddress = (name, query) => urls.part(cluster, place(ref), name, query)
  return problemBoxes(problems, context, { part, context: context.context, may: mayAct(context) })
}

/** uid and version of what a page shows, a dot between: what its stream goes on from. */
export const versionOf = ({ uid, resourceVersion }: ObjectMeta) =>
  `${uid ?? ''}.${resourceVersion ?? ''}`

export const place = ({ resource, namespace, name }: Ref) => ({
  resource: resource.id,
  namespace,
  name,
})

function deletion(meta: ObjectMeta, now: Date): string {
  if (meta.deletionTimestamp === undefined) return ''
  const since = instant(askedAt(meta), now)?.text ?? ''
  const held = meta.finalizers ?? []
  if (held.length === 0) return `It is being deleted, asked for ${since} ago.`
  return `It is being deleted, asked for ${since} ago, and waits for ${counted(held.length, 'finalizer')}: ${some(held, pageRoom()).join(', ')}. Whoever set a finalizer must take it away.`
}

/** Characters of an object's name: no API server keeps a longer one, though references may hold it. */
export const longestName = 253
export const isName = (text: string) => text !== '' && text.length <= longestName

/** The owner as `Kind name`, with a link where the cluster serves its kind. */
export function ownerCell(
  meta: ObjectMeta,
  { discovery, urls, cluster, ref }: ObjectContext,
): Cell | null {
  const by = owner(meta)
  if (by === undefined) return null
  const resource = discovery.of(by.apiVersion, by.kind)
  const text = `${cut(by.kind, 200)} ${cut(by.name, longestName)}`
  if (resource === undefined || !isName(by.name)) return { text }
  const namespace = resource.namespaced ? ref.namespace : null
  return { text, href: urls.object(cluster, { resource: resource.id, namespace, name: by.name }) }
}

/** The blocks of the overview: conditions and fields to the left, what describes it to the right. */
export function objectBlocks(
  object: KubeObject,
  context: ObjectContext,
): Pick<ObjectPage, 'main' | 'side'> {
  const { now, urls, cluster, ref } = context
  const room = pageRoom()
  const ns = ref.namespace ?? undefined
  const labelled = (l: string) => urls.list(cluster, ref.resource.id, { l, ns })
  const side = metadataBlocks(object.metadata, { now, room, labelled })
  const { items, more } = conditions(object, now, room)
  const said: Block[] =
    items.length === 0 ? [] : [{ block: 'conditions', title: 'Conditions', items, more }]
  const kind = kindOf(ref.resource.id)
  if (kind === undefined) return { main: [...said, ...trees(object, room)], side }
  const part: PartAddress = (name, query) => urls.part(cluster, place(ref), name, query)
  const blocks = kindBlocks(kind, object, { around: context, room, part })
  return { main: [...blocks.main, ...said], side: [...blocks.side, ...side] }
}
