/** An object's page for kinds without a kind file: what it is, what its conditions say, all its fields. Pure. */
import type { Discovery, KubeObject, ObjectMeta, Ref, Table } from '../kube.ts'
import type { Urls } from '../urls.ts'
import type { Block, Tags } from './blocks.ts'
import type { Cell, Tone } from './cell.ts'
import { owner } from './owner.ts'
import { conditions, instant } from './conditions.ts'
import type { Shell } from './shell.ts'
import { statusOf } from './status.ts'
import { tree } from './tree.ts'
import { counted, sentence } from './words.ts'

export interface ObjectContext {
  readonly cluster: string
  readonly ref: Ref
  readonly discovery: Discovery
  readonly urls: Urls
  readonly now: Date
}

/** The title line and the tabs: the same on every part of an object. */
export interface ObjectHead {
  readonly kind: string
  readonly name: string
  readonly tone: Tone | ''
  readonly status: string
  readonly namespace: Cell | null
  readonly owner: Cell | null
  readonly age: Cell | null
  /** Being deleted: since when, and what holds it. */
  readonly deletion: string
  readonly tabs: readonly {
    readonly text: string
    readonly href: string
    readonly current: boolean
  }[]
  readonly warnings: readonly string[]
}
export interface ObjectPage {
  readonly shell: Shell
  readonly head: ObjectHead
  readonly main: readonly Block[]
  readonly side: readonly Block[]
  /** What of the address made no sense. */
  readonly wrong: readonly { readonly name: string; readonly text: string }[]
  /** Fragments that arrive on their own. */
  readonly owners: string
  readonly events: string
  /** Where the events stand without JavaScript. */
  readonly eventsPage: string
  readonly foot: readonly string[]
}

export type Tab = 'overview' | 'yaml' | 'events'

/** @param printed the object as a table of one row: its metadata, and its status in the server's words. */
export function objectHead(printed: Table, context: ObjectContext, tab: Tab): ObjectHead {
  const { ref, urls, cluster, now } = context
  const meta = printed.rows[0]?.meta ?? { name: ref.name }
  const status = statusOf(printed)
  const tabs: readonly (readonly [Tab, string, string])[] = [
    ['overview', 'Overview', urls.object(cluster, place(ref))],
    ['yaml', 'YAML', urls.part(cluster, place(ref), 'yaml')],
    ['events', 'Events', urls.part(cluster, place(ref), 'events')],
  ]
  return {
    kind: sentence(ref.resource.kind),
    name: meta.name,
    tone: status.tone,
    status: status.text,
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
    tabs: tabs.map(([id, text, href]) => ({ text, href, current: id === tab })),
    warnings: printed.warnings,
  }
}

export const place = ({ resource, namespace, name }: Ref) => ({
  resource: resource.id,
  namespace,
  name,
})

function deletion(meta: ObjectMeta, now: Date): string {
  if (meta.deletionTimestamp === undefined) return ''
  const since = instant(meta.deletionTimestamp, now)?.text ?? ''
  const held = meta.finalizers ?? []
  if (held.length === 0) return `It is being deleted, asked for ${since} ago.`
  return `It is being deleted, asked for ${since} ago, and waits for ${counted(held.length, 'finalizer')}: ${held.join(', ')}. Whoever set a finalizer must take it away.`
}

/** The owner as `Kind name`, with a link where the cluster serves its kind. */
export function ownerCell(
  meta: ObjectMeta,
  { discovery, urls, cluster, ref }: ObjectContext,
): Cell | null {
  const by = owner(meta)
  if (by === undefined) return null
  const resource = discovery.of(by.apiVersion, by.kind)
  const text = `${by.kind} ${by.name}`
  if (resource === undefined) return { text }
  const namespace = resource.namespaced ? ref.namespace : null
  return { text, href: urls.object(cluster, { resource: resource.id, namespace, name: by.name }) }
}

const own = new Set(['apiVersion', 'kind', 'metadata'])
const order = ['spec', 'data', 'stringData', 'rules', 'roleRef', 'subjects', 'webhooks', 'status']

/** The blocks of the overview: conditions and fields to the left, what describes it to the right. */
export function objectBlocks(object: KubeObject, context: ObjectContext) {
  const said = conditions(object, context.now)
  const budget = { nodes: 1500, text: 1000 }
  const fields = Object.keys(object)
    .filter((key) => !own.has(key))
    .toSorted((a, b) => rank(a) - rank(b))
  const trees = fields.map((key): Block => {
    const nodes = tree(withoutConditions(key, object[key]), budget)
    const more =
      budget.nodes <= 0 ? 'There is more than a page can show: the YAML has all of it.' : ''
    return { block: 'tree', title: sentence(key), nodes, more }
  })
  const main: Block[] =
    said.length === 0 ? [] : [{ block: 'conditions', title: 'Conditions', items: said }]
  main.push(...trees.filter((block) => block.block === 'tree' && block.nodes.length > 0))
  return { main, side: side(object.metadata, context) }
}

const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length - 1.5)

function withoutConditions(key: string, value: unknown): unknown {
  if (key !== 'status' || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'conditions'))
}

function side(meta: ObjectMeta, context: ObjectContext): readonly Block[] {
  const created = instant(meta.creationTimestamp, context.now)
  const fields = [
    { label: 'Created', cells: created === null ? [] : [created] },
    {
      label: 'Generation',
      cells: meta.generation === undefined ? [] : [{ text: String(meta.generation) }],
    },
    { label: 'Finalizers', cells: (meta.finalizers ?? []).map((text) => ({ text })) },
    { label: 'UID', cells: meta.uid === undefined ? [] : [{ text: meta.uid }] },
  ]
  return [
    tags('Labels', meta.labels ?? {}, context),
    {
      block: 'fields' as const,
      title: 'Object',
      fields: fields.filter(({ cells }) => cells.length > 0),
    },
    tags('Annotations', meta.annotations ?? {}, null),
  ].filter((block) => block.block !== 'tags' || block.tags.length > 0)
}

const most = { tags: 60, text: 300 }

/** @param context given: each tag leads to the objects of this kind that carry it. */
function tags(
  title: string,
  values: Readonly<Record<string, string>>,
  context: ObjectContext | null,
): Tags {
  const all = Object.entries(values)
  const shown = all.slice(0, most.tags).map(([key, value]) => ({
    key,
    value:
      value.length > most.text
        ? `${value.slice(0, most.text)}… ${value.length - most.text} more characters`
        : value,
    href:
      context === null
        ? ''
        : context.urls.list(context.cluster, context.ref.resource.id, {
            l: `${key}=${value}`,
            ns: context.ref.namespace ?? undefined,
          }),
  }))
  const rest = all.length - shown.length
  return {
    block: 'tags',
    title,
    tags: shown,
    more: rest > 0 ? `${rest} more: the YAML has them all.` : '',
  }
}
