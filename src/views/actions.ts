/** What can be done to an object: its buttons, and what lacks where it may not be. Pure. */
import { actionsOf } from '../actions.ts'
import { sendingAway, usual } from '../drain.ts'
import type { Right } from '../kind/action.ts'
import type { KubeObject, Ref } from '../kube.ts'
import type { Urls } from '../urls.ts'

/** A button on an object's page. */
export interface ActionLink {
  readonly id: string
  readonly text: string
  readonly href: string
  /** Why it cannot be done, or not by this person; empty: it can. */
  readonly off: string
}

/** Whether the person may; null: nobody can say before it is tried. */
export type May = (right: Right) => boolean | null

interface Around {
  readonly cluster: string
  readonly ref: Ref
  readonly urls: Urls
  /** Absent: nothing can be done from here. */
  readonly may?: May | undefined
}

export function actionLinks(object: KubeObject, around: Around): readonly ActionLink[] {
  const { may, ref, urls, cluster } = around
  const place = { resource: ref.resource.id, namespace: ref.namespace, name: ref.name }
  if (may === undefined) return []
  const edit = editLink(may, { ref, href: urls.part(cluster, place, 'edit') })
  const others = actionsOf(ref.resource).flatMap((action) => {
    const hindered = action.hindered(object)
    if (hindered === null) return []
    const off =
      may(action.needs) === false ? `You may not ${rightWords(action.needs, ref)}` : hindered
    const href = urls.part(cluster, place, action.id)
    return [{ id: action.id, text: action.title, href, off }]
  })
  const drain = drainLink(may, { ref, href: urls.part(cluster, place, 'drain') })
  return [...edit, ...drain, ...others]
}

/** Whether the person may do what is called so; undefined: nothing can be done from here. */
export function mayAct({ may, ref }: Pick<Around, 'may' | 'ref'>) {
  if (may === undefined) return undefined
  const actions = actionsOf(ref.resource)
  return (id: string): boolean =>
    actions.some((action) => action.id === id && may(action.needs) !== false)
}

/** Of a node: closed to new pods, and those that are there sent away. */
function drainLink(may: May, { ref, href }: { ref: Ref; href: string }): readonly ActionLink[] {
  if (ref.resource.id !== 'nodes') return []
  const needed: readonly Right[] = [{ verb: 'patch' }, sendingAway(usual)]
  const lacks = needed.find((right) => may(right) === false)
  const off = lacks === undefined ? '' : `You may not ${rightWords(lacks, ref)}`
  return [{ id: 'drain', text: 'Drain', href, off }]
}

/** All of it as text: an update, or where only that is theirs a patch. */
function editLink(may: May, { ref, href }: { ref: Ref; href: string }): readonly ActionLink[] {
  const verbs = (['update', 'patch'] as const).filter((verb) => ref.resource.verbs.includes(verb))
  if (verbs.length === 0) return []
  const refused = verbs.every((verb) => may({ verb }) === false)
  const off = refused ? `You may not ${rightWords({ verb: 'update' }, ref)}` : ''
  return [{ id: 'edit', text: 'Edit', href, off }]
}

/** `patch deployments.apps/scale in shop`. */
export function rightWords({ verb, subresource, resource }: Right, ref: Ref): string {
  const what = `${resource ?? ref.resource.id}${subresource === undefined ? '' : `/${subresource}`}`
  return `${verb} ${what}${ref.namespace === null ? '' : ` in ${ref.namespace}`}`
}

/** Who lacks a right gives this to who can grant it. */
export function roleFor(right: Right, ref: Ref, user: string): string {
  const [plural = '', ...group] = (right.resource ?? ref.resource.id).split('.')
  const resources = right.subresource === undefined ? plural : `${plural}/${right.subresource}`
  const [role, scope] =
    ref.namespace === null ? ['ClusterRole', ''] : ['Role', `\n  namespace: ${ref.namespace}`]
  const name = `portlight-${right.verb}-${resources.replace('/', '-')}`
  const api = 'rbac.authorization.k8s.io'
  return `apiVersion: ${api}/v1
kind: ${role}
metadata:
  name: ${name}${scope}
rules:
  - apiGroups: [${JSON.stringify(group.join('.'))}]
    resources: [${JSON.stringify(resources)}]
    verbs: [${JSON.stringify(right.verb)}]
---
apiVersion: ${api}/v1
kind: ${role}Binding
metadata:
  name: ${name}${scope}
roleRef:
  apiGroup: ${api}
  kind: ${role}
  name: ${name}
subjects:
  - apiGroup: ${api}
    kind: User
    name: ${JSON.stringify(user)}
`
}
