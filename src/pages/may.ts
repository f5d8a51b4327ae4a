/** What a person may do to one object: the rules that the sidebar has read already, as far as they say. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { Ref } from '../kube.ts'
import type { May } from '../views/actions.ts'

/** Undefined where nobody may change anything. */
export async function mayHere(
  c: Context<Env>,
  { resource, ...ref }: Ref,
): Promise<May | undefined> {
  if (c.var.parts.config.readOnly) return undefined
  const { kube } = c.var
  const [rights, discovery] = await Promise.all([
    kube.rights(ref.namespace).catch(() => null),
    kube.discovery(),
  ])
  return (right) => {
    const of = right.resource === undefined ? resource : discovery.get(right.resource)
    if (of === undefined) return false
    return rights?.may(right.verb, of, ref.name, right.subresource) ?? null
  }
}
