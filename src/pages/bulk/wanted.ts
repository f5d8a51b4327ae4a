/** Which objects a form is about: those that were checked, or all that a list’s address selects. */
import type { Context } from 'hono'
import { InvalidInput } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { checkName, type Ref } from '../../kube.ts'
import { limits } from '../../runs.ts'
import { grouped } from '../../views/words.ts'
import type { Served } from '../found.ts'
import { matching } from './matching.ts'

export interface Wanted {
  readonly ref: Ref
  /** Of the object that was seen; empty: it was not said, whatever stands there is meant. */
  readonly uid: string
  /** A mark of what of it was seen; null: none was made yet. */
  readonly seen: string | null
}

export interface Selection {
  readonly all: readonly Wanted[]
  /** What is to be said of it: of more than may be, some are left out. */
  readonly notes: readonly string[]
}

/** `UID NAMESPACE/NAME SEEN`, the first and the last may lack; `-` where there is no namespace. */
const form = /^(?:([\w-]{0,64}) )?([^\s/]+)\/([^\s/]+)(?: ([0-9a-f]{0,8}))?$/

/** @param lines as the form’s boxes have them. @param query a list’s, where all that match are meant; null: they are not. */
export async function selection(
  c: Context<Env>,
  served: Served,
  lines: readonly string[],
  query: string | null,
): Promise<Selection> {
  if (query === null) return { all: checked(served, lines), notes: [] }
  const { metas, total } = await matching(c, served, new URLSearchParams(query))
  const { resource } = served
  const all = metas.map(({ name, namespace = null, uid = '' }) => ({
    ref: { resource, namespace, name },
    uid,
    seen: null,
  }))
  if (total <= all.length) return { all, notes: [] }
  const note = `${grouped(total)} match, and at most ${grouped(limits.items)} go at once: these are the first ${grouped(all.length)} of them.`
  return { all, notes: [note] }
}

function checked({ resource }: Served, lines: readonly string[]): readonly Wanted[] {
  const all = [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))]
  if (all.length > limits.items)
    throw new InvalidInput({
      on: `These are ${grouped(all.length)} objects: at most ${grouped(limits.items)} go at once.`,
    })
  return all.map((line) => {
    const [, uid = '', space = '', name = '', seen = null] = form.exec(line) ?? []
    if (name === '' || (space === '-') === resource.namespaced)
      throw new InvalidInput({
        on: `“${line.slice(0, 80)}” names no ${resource.kind}: expected UID ${resource.namespaced ? 'NAMESPACE' : '-'}/NAME.`,
      })
    const namespace = space === '-' ? null : checkName(space)
    return { ref: { resource, namespace, name: checkName(name) }, uid, seen }
  })
}
