/** The form of one action. Pure. */
import { type AppError, AtField, KubeError } from '../errors.ts'
import type { Action, Around, Right, Warning } from '../kind/action.ts'
import type { KubeObject, Ref } from '../kube.ts'
import { focused, type InputField, inputFields, type Sent } from './action-inputs.ts'
import { type PicksView, picksView } from './action-picks.ts'
import { rightWords, roleFor } from './actions.ts'
import { hash } from './list-table.ts'
import { type TypedLine, typedLine } from './typed-line.ts'
import { type ObjectContext, type ObjectHead, place } from './object.ts'
import { address } from './said.ts'
import type { Foot, Link, Shell } from './shell.ts'

export { type InputField, inputFields, type Sent } from './action-inputs.ts'

export interface ActionPage {
  readonly shell: Shell
  readonly head: ObjectHead
  readonly status: number
  readonly id: string
  readonly title: string
  /** On its button. */
  readonly does: string
  readonly says: string
  readonly warns: readonly { readonly text: string; readonly link: Link | null }[]
  /** It goes. */
  readonly ends: boolean
  /** What goes with it; null: nothing. */
  readonly goes: Goes | null
  /** One of several is chosen; null: nothing is. */
  readonly picks: PicksView | null
  /** What styles them. */
  readonly css: string
  /** The script of a field of lines; empty: there is none. */
  readonly js: string
  /** Why it was not done, or cannot be; empty where nothing is in its way. */
  readonly said: string
  /** It cannot be sent as it stands. */
  readonly off: boolean
  /** The Role that is missing; empty where none is. */
  readonly role: string
  readonly action: string
  readonly uid: string
  readonly seen: string
  /** The same form sent twice is one wish. */
  readonly once: string
  readonly inputs: readonly InputField[]
  /** Nothing is asked for: its button is where one begins. */
  readonly focus: boolean
  readonly back: string
  /** The kubectl line. */
  readonly line: TypedLine
  readonly foot: Foot
}

/** What an object takes with it. */
export interface Goes {
  /** `Its dependents` */
  readonly title: string
  /** Kind by kind: `3 Pods: a, b and 1 more`. */
  readonly lines: readonly {
    readonly text: string
    readonly links: readonly Link[]
    readonly more: string
  }[]
  /** What could not be looked at; empty: all was. */
  readonly unseen: string
}

export interface Failed {
  readonly sent: Sent
  readonly error: AppError
}

export const doneAlready = ({ title }: Action) =>
  `This is done already: ${title} makes no sense now.`

/** An object, and what was found beside it. */
export interface Subject {
  readonly object: KubeObject
  readonly around: Around
}

export interface Asking {
  readonly failed: Failed | null
  /** What the address has chosen, by the inputs' names. */
  readonly chosen: Sent
  readonly person: string
  /** kubectl's context. */
  readonly kube: string
}

export function actionForm(
  action: Action,
  { object, around }: Subject,
  context: ObjectContext,
  { failed, chosen, person, kube }: Asking,
): Omit<ActionPage, 'shell' | 'head' | 'once' | 'foot' | 'ends' | 'goes' | 'css' | 'js'> {
  const { ref, urls, cluster } = context
  const asked = action.inputs(object, around)
  const inputs = focused(inputFields(asked, failed?.sent ?? chosen))
  const at = urls.part(cluster, place(ref), action.id)
  const picks = action.picks?.(object, around) ?? null
  const value = inputs.find(({ name }) => name === picks?.input)?.value.exact ?? ''
  return {
    ...standing(action, { object, around }, context, { failed, person }),
    id: action.id,
    title: action.title,
    does: action.does ?? action.title,
    says: action.says(object),
    warns: action.warns(object, around).map((each) => warning(each, context)),
    picks: picks && picksView(picks, context, { at, value }),
    action: at,
    uid: object.metadata.uid ?? '',
    seen: hash(action.seen(object)),
    inputs,
    focus: asksNothing(action, inputs),
    back: urls.object(cluster, place(ref)),
    line: typedLine(action, ref, asked, inputs, kube),
  }
}

/** What ends an object is not begun by a key pressed too soon. */
const asksNothing = ({ ends }: Action, inputs: readonly InputField[]): boolean =>
  ends !== true && inputs.every(({ type }) => type === 'hidden')

/** What to know before, and where it leads. */
export function warning(
  warns: string | Warning,
  context: Pick<ObjectContext, 'cluster' | 'urls' | 'discovery' | 'now'>,
): ActionPage['warns'][number] {
  if (typeof warns === 'string') return { text: warns, link: null }
  const href = address(warns.to, context)
  return { text: warns.text, link: href === '' ? null : { text: warns.named, href } }
}

/** Whether it can be done, and what came of trying. */
function standing(
  action: Action,
  { object, around }: Subject,
  { ref, may }: ObjectContext,
  { failed, person }: Pick<Asking, 'failed' | 'person'>,
) {
  const said = failed !== null && failure(failed)
  if (isRefused(failed) || may?.(action.needs) === false)
    return { ...refusal(action.needs, ref, person), ...said }
  const stopped = action.stopped(object, around)
  const lacks = Object.values(around).find(({ unseen }) => unseen === stopped)?.lacks
  if (stopped !== '' && lacks != null) return { ...refusal(lacks, ref, person), ...said }
  const hindered = action.hindered(object) ?? doneAlready(action)
  const why = hindered || stopped
  return { status: 200, role: '', said: why, off: why !== '', ...said }
}

const isRefused = (failed: Failed | null) =>
  failed?.error instanceof KubeError && failed.error.status === 403

/** It is not theirs to do. */
const refusal = (needs: Right, ref: Ref, person: string) => ({
  status: 403,
  said: `You may not ${rightWords(needs, ref)}.`,
  off: true,
  role: roleFor(needs, ref, person),
})

/** It was tried. */
const failure = ({ error }: Failed) => ({
  status: error.status,
  // The field says it.
  said: error instanceof AtField ? '' : [error.message, ...budgetsOf(error)].join(' '),
})

const budgetsOf = (error: AppError) =>
  isBudget(error) ? error.causes.map(({ message }) => message) : []

/** A disruption budget says no, and how many it needs. */
const isBudget = (error: AppError): error is KubeError =>
  error instanceof KubeError && error.status === 429
