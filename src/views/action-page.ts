/** The form of one action. Pure. */
import { type AppError, KubeError } from '../errors.ts'
import type { Action, Input } from '../kind/action.ts'
import type { KubeObject, Ref } from '../kube.ts'
import { rightWords, roleFor } from './actions.ts'
import type { Link } from './shell.ts'
import type { Exact } from './escape.ts'
import { hash } from './list-table.ts'
import { objectAction } from './kubectl-line.ts'
import { type ObjectContext, type ObjectHead, place } from './object.ts'
import type { Foot, Shell } from './shell.ts'

export interface ActionPage {
  readonly shell: Shell
  readonly head: ObjectHead
  readonly status: number
  readonly id: string
  readonly title: string
  readonly says: string
  readonly warns: readonly string[]
  /** What goes with it. */
  readonly goes: Goes | null
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
  readonly back: string
  readonly kubectl: string
  readonly foot: Foot
}

export interface InputField extends Pick<Input, 'name' | 'label' | 'type'> {
  readonly choices: readonly {
    readonly value: string
    readonly text: string
    readonly on: boolean
  }[]
  readonly value: Exact
  readonly hint: string
  readonly wrong: string
}

/** What an object takes with it. */
export interface Goes {
  /** Kind by kind: `3 Pods: a, b and 1 more`. */
  readonly lines: readonly {
    readonly text: string
    readonly links: readonly Link[]
    readonly more: string
  }[]
  /** What could not be looked at; empty: all was. */
  readonly unseen: string
}

/** A form's values by name, as they were sent. */
export type Sent = Readonly<Record<string, string>>

export interface Failed {
  readonly sent: Sent
  readonly error: AppError
}

export const doneAlready = ({ title }: Action) =>
  `This is done already: ${title} makes no sense now.`

/** @param kube kubectl's context. */
export function actionForm(
  action: Action,
  object: KubeObject,
  { ref, urls, cluster, may }: ObjectContext,
  { failed, person, kube }: { failed: Failed | null; person: string; kube: string },
): Omit<ActionPage, 'shell' | 'head' | 'once' | 'foot' | 'goes'> {
  const lacks = isRefused(failed) || may?.(action.needs) === false
  const inputs = inputFields(action, object, failed?.sent ?? null)
  const values = Object.fromEntries(inputs.map(({ name, value }) => [name, value.exact]))
  return {
    ...(lacks
      ? refusal(action, ref, person)
      : { status: 200, role: '', ...hindrance(action, object) }),
    ...(failed !== null && failure(failed)),
    id: action.id,
    title: action.title,
    says: action.says(object),
    warns: action.warns(object),
    action: urls.part(cluster, place(ref), action.id),
    uid: object.metadata.uid ?? '',
    seen: hash(action.seen(object)),
    inputs,
    back: urls.object(cluster, place(ref)),
    kubectl: objectAction(ref, action.kubectl(values), kube),
  }
}

const isRefused = (failed: Failed | null) =>
  failed?.error instanceof KubeError && failed.error.status === 403

/** It is not theirs to do. */
const refusal = ({ needs }: Action, ref: Ref, person: string) => ({
  status: 403,
  said: `You may not ${rightWords(needs, ref)}.`,
  off: true,
  role: roleFor(needs, ref, person),
})

/** It cannot be done now. */
function hindrance(action: Action, object: KubeObject) {
  const said = action.hindered(object) ?? doneAlready(action)
  return { said, off: said !== '' }
}

/** It was tried. */
const failure = ({ error }: Failed) => ({
  status: error.status,
  said: [
    error.message,
    ...(isBudget(error) ? error.causes.map(({ message }) => message) : []),
  ].join(' '),
})

/** A disruption budget says no, and how many it needs. */
const isBudget = (error: AppError): error is KubeError =>
  error instanceof KubeError && error.status === 429

/** @param typed null: the form is new. */
function inputFields(
  action: Action,
  object: KubeObject,
  typed: Sent | null,
): readonly InputField[] {
  return action.inputs(object).map(({ name, label, type, value, hint, wrong, choices = [] }) => {
    const given = typed?.[name]
    return {
      name,
      label,
      type,
      choices: choices.map(([each, text]) => ({
        value: each,
        text,
        on: each === (given ?? value),
      })),
      value: { exact: given ?? value },
      hint: hint ?? '',
      wrong: given === undefined ? '' : wrong(given.trim()),
    }
  })
}
