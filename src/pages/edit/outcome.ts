/** What becomes of an edit: tried, saved, merged with what others wrote meanwhile, or in need of its writer. */
import {
  changesOf,
  combine,
  type Combined,
  cutForEdit,
  type Draft,
  identityOf,
  leavesOf,
  valuesOf,
  within,
} from '../../edit.ts'
import { KubeError } from '../../errors.ts'
import type { Kube, KubeObject, Ref, Written } from '../../kube.ts'
import { send } from './sent.ts'

/** `merged`: the draft stands on what another wrote since it was begun. */
export type Outcome =
  /** The API server would take it, and the person has to see it first. */
  | {
      readonly is: 'fits'
      readonly draft: Draft
      readonly result: Written
      readonly merged: boolean
    }
  | Saved
  /** There is nothing to write. */
  | { readonly is: 'same'; readonly draft: Draft; readonly merged: boolean }
  | { readonly is: 'clash'; readonly combined: Combined }
  | { readonly is: 'gone'; readonly draft: Draft }
  /** Another object has its name now. */
  | { readonly is: 'replaced'; readonly draft: Draft }

export interface Saved {
  readonly is: 'saved'
  readonly merged: boolean
  /** Nothing held its deletion any more, and it is not there now. */
  readonly over?: boolean
}

/** Who writes more often than this in between has to be waited for. */
const turns = 10

/** An object's text for an edit; a Secret's with its values, of which the audit log is told. */
export async function current(kube: Kube, ref: Ref): Promise<string> {
  const { value } = await (ref.resource.id === 'secrets' ? kube.reveal(ref) : kube.yaml(ref))
  return value
}

/** Its status is written on its own, by who keeps it. */
export const editable = (text: string, { resource }: Ref): string =>
  cutForEdit(text, resource.subresources.includes('status'))

/** Stores nothing. */
export async function tried(kube: Kube, ref: Ref, begun: Draft): Promise<Outcome> {
  let draft = begun
  for (let turn = 0; ; turn++) {
    if (draft.text === draft.base) return { is: 'same', draft, merged: turn > 0 }
    try {
      const result = await send(kube, ref, draft, true)
      return { is: 'fits', draft, result, merged: draft.base !== begun.base }
    } catch (error) {
      const met = await meet(kube, ref, draft, error)
      if ('is' in met || turn === turns) return throughout(met, error)
      draft = met.draft
    }
  }
}

/** Stores it where nobody has to be asked: never over what another wrote. */
export async function saved(kube: Kube, ref: Ref, begun: Draft): Promise<Outcome> {
  if (begun.text === begun.base) return { is: 'same', draft: begun, merged: false }
  let draft = begun
  let mine: Combined['mine'] | null = null
  for (let turn = 0; ; turn++) {
    try {
      return await stored(kube, ref, draft, mine)
    } catch (error) {
      const met = await meet(kube, ref, draft, error)
      if ('is' in met || turn === turns) return throughout(met, error)
      const merged = met.draft.base !== begun.base
      if (met.same) return { is: 'saved', merged }
      draft = met.draft
      // Where theirs is what the person saw, there is nothing to look over.
      mine = merged ? (mine ?? met.mine) : null
    }
  }
}

/** @param mine what the person changed, where it was merged: more than that is for them to see first. */
async function stored(
  kube: Kube,
  ref: Ref,
  draft: Draft,
  mine: Combined['mine'] | null,
): Promise<Outcome> {
  const merged = mine !== null
  if (merged) {
    const result = await send(kube, ref, draft, true)
    if (!onlyMine(draft, result, ref, mine)) return { is: 'fits', draft, result, merged }
  }
  const { yaml } = await send(kube, ref, draft, false)
  return { is: 'saved', merged, over: isOver(yaml) }
}

/** It was to be deleted, and the last finalizer went. */
function isOver(yaml: string): boolean {
  const { metadata } = valuesOf(yaml) as unknown as KubeObject
  const { deletionTimestamp, deletionGracePeriodSeconds: wait = 0, finalizers = [] } = metadata
  return deletionTimestamp !== undefined && wait === 0 && finalizers.length === 0
}

function throughout(met: Outcome | Combined, error: unknown): Outcome {
  if ('is' in met) return met
  throw error
}

/** Of the result only that differs from theirs what the person changed. */
function onlyMine(draft: Draft, { yaml }: Written, ref: Ref, mine: Combined['mine']): boolean {
  const [theirs, would] = [draft.base, editable(yaml, ref)].map((text) => leavesOf(valuesOf(text)))
  return within(changesOf(theirs ?? new Map(), would ?? new Map()), mine)
}

/** What stands there now, and the draft over it. Rethrows what is no matter of versions. */
async function meet(
  kube: Kube,
  ref: Ref,
  draft: Draft,
  error: unknown,
): Promise<Outcome | Combined> {
  if (!(error instanceof KubeError) || !ofVersions(error)) throw error
  const text = await now(kube, ref)
  if (text === null) return { is: 'gone', draft }
  const { uid, version } = identityOf(text)
  if (uid !== draft.uid) return { is: 'replaced', draft }
  if (error.status !== 409 || version === draft.version) throw error
  const combined = combine(draft, editable(text, ref), version)
  return combined.clean ? combined : { is: 'clash', combined }
}

/** A patch with another uid is not a conflict to the API server but invalid. */
const ofVersions = ({ status, asked }: KubeError) =>
  status === 404 || status === 409 || (status === 422 && asked.verb === 'patch')

/** Null: there is none of this name. */
async function now(kube: Kube, ref: Ref): Promise<string | null> {
  try {
    return await current(kube, ref)
  } catch (error) {
    if (error instanceof KubeError && error.status === 404) return null
    throw error
  }
}
