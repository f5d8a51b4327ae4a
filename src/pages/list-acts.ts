/** What a list’s bar of selected rows offers to do with them, as far as it is known what the person may. */
import type { Context } from 'hono'
import { actionsOfMany } from '../actions.ts'
import type { Env } from '../http/env.ts'
import { anyOf, type Discovery, type Resource } from '../kube.ts'
import type { Right } from '../kind/action.ts'
import type { ManyAct } from '../views/list.ts'
import type { ListState } from '../views/query.ts'

/** Nothing is asked for: rights that are not known yet refuse nothing. */
export function actsOf(
  c: Context<Env>,
  { resource, discovery }: { readonly resource: Resource; readonly discovery: Discovery },
  { namespaces }: Pick<ListState, 'namespaces'>,
): readonly ManyAct[] {
  if (c.var.parts.config.readOnly) return []
  const refused = refuses(c, resource, discovery, namespaces)
  return actionsOfMany(resource).map(({ id, title, needs }) => {
    const { verb, subresource } = needs
    const what = [needs.resource ?? resource.plural, subresource].filter(Boolean).join('/')
    return { id, title, off: refused(needs) ? `You may not ${verb} ${what} here` : '' }
  })
}

/** Whether a shell may be opened in its rows, as far as that is known. */
export function hasShells(
  c: Context<Env>,
  { resource, discovery }: { readonly resource: Resource; readonly discovery: Discovery },
  { namespaces }: Pick<ListState, 'namespaces'>,
): boolean {
  const { shell, readOnly } = c.var.parts.config
  if (!shell || readOnly || !resource.subresources.includes('exec')) return false
  const refused = refuses(c, resource, discovery, namespaces)
  return !refused({ verb: 'create', subresource: 'exec' })
}

/** Over all namespaces what is refused there may be allowed in one of them. */
function refuses(
  c: Context<Env>,
  resource: Resource,
  discovery: Discovery,
  namespaces: readonly string[],
): (right: Right) => boolean {
  const scopes = resource.namespaced ? namespaces : [null]
  const known = scopes.map((name) => c.var.kube.knownRights(name))
  const rights = known.filter((each) => each !== null)
  if (rights.length === 0 || rights.length < known.length) return () => false
  const all = anyOf(rights)
  return (right) => {
    const of = right.resource === undefined ? resource : discovery.get(right.resource)
    return of !== undefined && all.may(right.verb, of, '', right.subresource) === false
  }
}
