/** What others do to an object while somebody edits it: told on the page, at once. */
import type { Context } from 'hono'
import { type Managed, managedOf, valuesOf, wroteSince } from '../../edit.ts'
import { AppError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { changedBy, lostWords, type Meanwhile } from '../../views/edit-meanwhile.ts'
import { hash } from '../../views/list-table.ts'
import { place } from '../../views/object.ts'
import { objectStream } from '../object-stream.ts'
import type { Editing } from './frame.ts'
import { editable } from './outcome.ts'

/** @param seen uid and version that the text was begun with, a dot between. */
export async function editStream(c: Context<Env>, at: Editing, seen: string): Promise<Response> {
  const base = c.req.query('base') ?? ''
  const before = await writersThen(c, at, seen)
  const draw = async () => ({ edited: await changed(c, at, base, before) })
  const lost = (_: unknown, replaced: boolean) => {
    const next = replaced ? at.urls.part(at.cluster, place(at.ref), 'yaml') : ''
    return { gone: lostWords(replaced), next }
  }
  return objectStream(c, at, seen, { draw, lost })
}

/** A Secret's values are hidden here. */
const now = async (c: Context<Env>, { ref }: Editing) => (await c.var.kube.yaml(ref)).value

/** Who had written what when the edit began; null: it is another version by now. */
async function writersThen(
  c: Context<Env>,
  at: Editing,
  seen: string,
): Promise<readonly Managed[] | null> {
  try {
    const object = valuesOf(await now(c, at))
    const { resourceVersion } = object['metadata'] as { readonly resourceVersion?: string }
    return seen.endsWith(`.${resourceVersion ?? ''}`) ? managedOf(object) : null
  } catch (error) {
    // What it is, gone or refused, the stream says itself.
    if (error instanceof AppError) return null
    throw error
  }
}

async function changed(
  c: Context<Env>,
  at: Editing,
  base: string,
  before: readonly Managed[] | null,
): Promise<Meanwhile> {
  const text = await now(c, at)
  if (base !== '' && hash(editable(text, at.ref)) === base) return { said: '', action: '' }
  const who = wroteSince(before, managedOf(valuesOf(text)))
  return { said: changedBy(who), action: at.action }
}
