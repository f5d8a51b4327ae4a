/** What is done to each of many objects: to the one that was seen, as it is now, or nothing and why. */
import type { Context } from 'hono'
import { KubeError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Given } from '../../kind/action.ts'
import type { KubeObject } from '../../kube.ts'
import type { Came, Item, Task, Working } from '../../runs.ts'
import type { Urls } from '../../urls.ts'
import { doneAlready } from '../../views/action-page.ts'
import {
  able,
  type Chosen,
  countedOf,
  hindrance,
  inputsOf,
  type ManyAction,
  markOf,
  verbOf,
} from '../../views/bulk-rows.ts'
import { manyAction } from '../../views/kubectl-line.ts'
import { inLine } from '../../views/typed-line.ts'
import { changed, Meanwhile } from '../changed.ts'
import { contextOf } from '../kubectl.ts'
import { backOf } from './form.ts'
import type { Sent } from './sent.ts'

interface One extends Item {
  readonly of: Pick<Chosen, 'ref' | 'uid' | 'seen'>
  /** Why it is left alone; empty: it is not. */
  readonly why: string
}

interface Doing {
  readonly action: ManyAction
  readonly given: Given
}

/** Of what is hindered, or there no more, it says so. */
export function taskOf(
  c: Context<Env>,
  action: ManyAction,
  chosen: readonly Chosen[],
  { fields, from }: Sent,
): Task<One> {
  const { cluster, parts } = c.var
  const { resource } = chosen[0]?.ref ?? {}
  if (resource === undefined) throw new Error('a task of nothing')
  const asked = inputsOf(action, able(action, chosen))
  const given = Object.fromEntries(
    asked.map(({ name, value }) => [name, (fields[name] ?? value).trim()]),
  )
  const words = (action.many.kubectl ?? action.kubectl)(inLine(asked, given))
  return {
    title: `${verbOf(action)} ${countedOf(chosen.length, resource)}`,
    resource,
    back: backOf(c, resource.id, from),
    kubectl: manyAction(
      resource,
      chosen.map(({ ref }) => ref),
      words,
      contextOf(cluster),
    ),
    items: chosen.map((one) => itemOf(action, one, cluster.name, parts.urls)),
    act: (item, working) => acted(item, { action, given }, working),
    atOnce: 3,
  }
}

function itemOf(action: ManyAction, one: Chosen, cluster: string, urls: Urls): One {
  const { ref, uid, seen } = one
  const { resource, namespace, name } = ref
  const why = hindrance(action, one)
  const href = urls.object(cluster, { resource: resource.id, namespace, name })
  const id = uid || `${namespace ?? '-'}/${name}`
  return { id, name, namespace, href, of: { ref, uid, seen }, why }
}

async function acted({ of, why }: One, doing: Doing, { kube }: Working): Promise<Came> {
  const { action } = doing
  if (why !== '') return { state: 'skipped', words: why }
  let given: Given = doing.given
  try {
    await changed(kube, of.ref, of.uid, (object) => {
      check(action, object, of.seen)
      given = { ...defaults(action, object), ...doing.given }
      return (action.many.effect ?? action.effect)(object, given, new Date())
    })
    return { state: 'done', words: action.done(given) }
  } catch (error) {
    return left(error)
  }
}

function check(action: ManyAction, object: KubeObject, seen: string | null): void {
  const hindered = action.hindered(object) ?? doneAlready(action)
  if (hindered !== '') throw new Meanwhile(hindered)
  if (seen !== null && seen !== markOf(action, object))
    throw new Meanwhile('It was changed by somebody else meanwhile: it was left as it is.')
}

/** What an object’s own form would stand at. */
const defaults = (action: ManyAction, object: KubeObject): Given =>
  Object.fromEntries(action.inputs(object).map(({ name, value }) => [name, value]))

/** What is not what was seen is left alone; a disruption budget that says no is named. */
function left(error: unknown): Came {
  if (error instanceof Meanwhile) return { state: 'skipped', words: error.message }
  if (!(error instanceof KubeError)) throw error
  if (error.status === 404) return { state: 'skipped', words: 'It was not there any more.' }
  if (error.status !== 429 || error.causes.length === 0) throw error
  const causes = error.causes.map(({ message }) => message).join(' ')
  const { asked, status, reason, retryAfter, auditId } = error
  const message = `${error.message} ${causes}`
  throw new KubeError(asked, { status, reason, message, causes: error.causes, retryAfter, auditId })
}
