/** The chain of owners, as a fragment: each hop is a read of its own, so it never holds the page back. */
import { Hono } from 'hono'
import { KubeError } from '../errors.ts'
import type { Env } from '../http/env.ts'
import { html } from '../http/html.ts'
import type { Discovery, Kube, ObjectMeta, Ref } from '../kube.ts'
import { paths } from '../urls.ts'
import type { Cell } from '../views/cell.ts'
import { owner } from '../views/owner.ts'
import { ownerCell } from '../views/object.ts'
import { reference } from './found.ts'

/** Pod, ReplicaSet, Deployment, and an operator's two above them. */
const hops = 5

export const owners = new Hono<Env>().get(`${paths.object}/parts/owners`, async (c) => {
  const context = await reference(c)
  const chain: Cell[] = []
  let at: Ref | null = context.ref
  while (at !== null && chain.length < hops) {
    const meta: ObjectMeta | null = await metadata(c.var.kube, at)
    const cell = meta && ownerCell(meta, { ...context, ref: at })
    if (cell !== null) chain.push(cell)
    at = meta && above(meta, at, context.discovery)
  }
  return html(c, 'object/owners', { owners: chain })
})

/** An owner that is gone or hidden from this person ends the chain. */
async function metadata(kube: Kube, ref: Ref): Promise<ObjectMeta | null> {
  try {
    return (await kube.head(ref)).value.metadata
  } catch (error) {
    if (error instanceof KubeError && (error.status === 403 || error.status === 404)) return null
    throw error
  }
}

function above(meta: ObjectMeta, ref: Ref, discovery: Discovery): Ref | null {
  const by = owner(meta)
  const resource = by && discovery.of(by.apiVersion, by.kind)
  if (by === undefined || resource === undefined) return null
  return { resource, namespace: resource.namespaced ? ref.namespace : null, name: by.name }
}
