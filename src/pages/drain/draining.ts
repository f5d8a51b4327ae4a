/** A node that is to be drained, as this person finds it: what becomes of its pods, and what they may not. */
import type { Context } from 'hono'
import { type Options, type Plan, planOf, sendingAway } from '../../drain.ts'
import { NotFound } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { onlyLooks } from '../../http/read-only.ts'
import type { Right } from '../../kind/action.ts'
import type { Kube, KubeObject } from '../../kube.ts'
import type { May } from '../../views/actions.ts'
import { hash } from '../../views/list-table.ts'
import type { ObjectContext } from '../../views/object.ts'
import { nameMissing, reference } from '../found.ts'
import { mayHere } from '../may.ts'
import { seenOf } from './seen.ts'

export interface Draining {
  readonly context: ObjectContext & { readonly may: May }
}

/** What was found of it at one moment. */
export interface Found {
  readonly node: KubeObject
  readonly cordoned: boolean
  readonly plan: Plan
  /** Namespaces whose budgets the person may not see. */
  readonly unseen: readonly string[]
  /** Null: nothing lacks, as far as anybody can say before it is tried. */
  readonly lacks: Lack | null
}

export interface Lack {
  readonly right: Right
  /** Of pods: where; empty: everywhere. */
  readonly namespaces: readonly string[]
}

/** @throws Refused where nobody may change anything, NotFound for what is no node. */
export async function draining(c: Context<Env>): Promise<Draining> {
  const context = await reference(c)
  const may = await mayHere(c, context.ref)
  if (may === undefined) throw onlyLooks()
  if (context.ref.resource.id !== 'nodes')
    throw new NotFound('action', 'drain', `${context.ref.resource.kind} has no action “drain”.`)
  return { context: { ...context, may } }
}

export async function found(
  c: Context<Env>,
  { context }: Draining,
  options: Options,
): Promise<Found> {
  const { ref, discovery } = context
  const { kube } = c.var
  const [{ value: node }, met] = await Promise.all([
    kube.get(ref).catch((error: unknown) => nameMissing(c, ref, error)),
    seenOf(kube, discovery, ref.name, options),
  ])
  const plan = planOf(met, options, new Date())
  const cordoned = isCordoned(node)
  const lacks = await lackOf(kube, context, plan, { options, cordoned })
  return { node, cordoned, plan, unseen: met.unseen, lacks }
}

export const isCordoned = ({ spec }: KubeObject): boolean =>
  (spec as { readonly unschedulable?: boolean } | undefined)?.unschedulable === true

async function lackOf(
  kube: Kube,
  { may, discovery }: Draining['context'],
  plan: Plan,
  { options, cordoned }: { options: Options; cordoned: boolean },
): Promise<Lack | null> {
  const patch: Right = { verb: 'patch' }
  if (!cordoned && may(patch) === false) return { right: patch, namespaces: [] }
  const right = sendingAway(options)
  const pods = discovery.get('pods')
  if (may(right) !== false || pods === undefined) return null
  const namespaces = [...new Set(plan.going.map(({ pod }) => pod.metadata.namespace ?? ''))]
  const refused = await Promise.all(
    namespaces.map(async (namespace) => {
      const rights = await kube.rights(namespace).catch(() => null)
      return rights?.may(right.verb, pods, '', right.subresource) === false
    }),
  )
  const without = namespaces.filter((_, at) => refused[at])
  return without.length === 0 ? null : { right, namespaces: without }
}

/** What does not come back, as one word. */
export const losingOf = ({ plan }: Pick<Found, 'plan'>): string => hash(plan.losing.join(' '))
