/** Objects to which something is to be done, and which of them hinder it. Pure. */
import type { Action, Input, Many } from '../kind/action.ts'
import { kindOf } from '../kinds.ts'
import type { KubeObject, Ref, Resource } from '../kube.ts'
import type { Urls } from '../urls.ts'
import { doneAlready } from './action-page.ts'
import { type May, rightWords } from './actions.ts'
import type { Tone } from './cell.ts'
import { hash } from './list-table.ts'
import { scopeOf } from './kubectl-line.ts'
import { counted, quoted } from './words.ts'

/** An object that was selected, as it is now. */
export interface Chosen {
  readonly ref: Ref
  /** Of the one that was selected. */
  readonly uid: string
  /** What of it the form was made of; null: there was no form yet. */
  readonly seen: string | null
  /** Null: it is not there, or another one of its name is, or it cannot be read. */
  readonly object: KubeObject | null
  /** Why; empty: it is there. */
  readonly lost: string
  /** Undefined where nothing can be changed. */
  readonly may: May | undefined
}

export type ManyAction = Action & { readonly many: Many }

export interface BulkRow {
  /** Of its box: `UID NAMESPACE/NAME SEEN`. */
  readonly value: string
  readonly name: string
  readonly href: string
  readonly namespace: string
  readonly uid: string
  readonly tone: Tone | ''
  readonly status: string
  readonly now: string
  /** For a kubectl line: its name and its namespace. */
  readonly object: string
  readonly scope: string
  /** Its word in what is typed to confirm; empty: none. */
  readonly confirms: string
  /** Why it is left out; empty: it is not. */
  readonly why: string
}

/** Why it is not done to this one; empty: it is. */
export function hindrance(action: Action, { object, lost, may, ref }: Chosen): string {
  if (object === null) return lost
  if (may?.(action.needs) === false) return `You may not ${rightWords(action.needs, ref)}.`
  return action.hindered(object) ?? doneAlready(action)
}

/** `Delete`, `Label`. */
export const verbOf = ({ title, many }: ManyAction): string => many.verb ?? title

const seenOf = (action: ManyAction, object: KubeObject): string =>
  (action.many.seen ?? action.seen)(object)

/** A mark of what of it the form is made of. */
export const markOf = (action: ManyAction, object: KubeObject): string =>
  hash(seenOf(action, object))

/** What is asked for once, for those to which it is done. */
export const inputsOf = (action: ManyAction, objects: readonly KubeObject[]): readonly Input[] =>
  objects.length === 0 ? [] : (action.many.inputs?.(objects) ?? [])

/** One that is there, and to which it can be done. */
export type Able = Chosen & { readonly object: KubeObject }

export const ableOf = (action: Action, all: readonly Chosen[]): readonly Able[] =>
  all.filter((one): one is Able => one.object !== null && hindrance(action, one) === '')

export const able = (action: Action, all: readonly Chosen[]): readonly KubeObject[] =>
  ableOf(action, all).map(({ object }) => object)

export function rowOf(
  action: ManyAction | null,
  one: Chosen,
  { cluster, urls }: { readonly cluster: string; readonly urls: Urls },
): BulkRow {
  const { ref, uid, object, lost } = one
  const { resource, namespace, name } = ref
  const { seen, ...looks } = looksOf(action, object, resource)
  return {
    value: `${uid} ${namespace ?? '-'}/${name}${seen}`,
    name,
    href: urls.object(cluster, { resource: resource.id, namespace, name }),
    namespace: namespace ?? '',
    uid,
    object: quoted(name),
    scope: scopeOf(namespace),
    confirms: (object !== null && action?.many.confirms?.(object)) || '',
    ...looks,
    why: action === null ? lost : hindrance(action, one),
  }
}

function looksOf(action: ManyAction | null, object: KubeObject | null, { id }: Resource) {
  if (object === null) return { tone: '', status: '', now: '', seen: '' } as const
  const { tone = '', word = '' } = kindOf(id)?.status(object) ?? {}
  if (action === null) return { tone, status: word, now: '', seen: '' } as const
  const now = action.many.now?.(object) ?? ''
  return { tone, status: word, now, seen: ` ${markOf(action, object)}` } as const
}

/** `3 deployments`. */
export const countedOf = (count: number, { kind, plural }: Resource): string =>
  counted(count, kind.toLowerCase(), plural)
