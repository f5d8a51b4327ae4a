/** Which objects a form is about: those that were checked, or all that a list’s address selects. */
import type { Context } from 'hono'
import { InvalidInput } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { checkName, type Ref } from '../../kube.ts'
import { limits } from '../../runs.ts'
import { grouped } from '../../views/words.ts'
import type { Served } from '../found.ts'
import { matching } from './matching.ts'
import { placeOf } from './together.ts'

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

function checked(served: Served, lines: readonly string[]): readonly Wanted[] {
  const all = new Map<string, Wanted>()
  for (const line of new Set(lines.map((each) => each.trim()))) {
    if (line === '') continue
    const one = read(served, line)
    const place = placeOf(one.ref)
    // Named twice it is one: the line that says which object was seen says more.
    if ((all.get(place)?.uid ?? '') === '') all.set(place, one)
  }
  if (all.size <= limits.items) return [...all.values()]
  throw new InvalidInput({
    on: `These are ${grouped(all.size)} objects: at most ${grouped(limits.items)} go at once.`,
  })
}

function read({ resource }: Served, line: string): Wanted {
  const [, uid = '', space = '', name = '', seen = null] = form.exec(line) ?? []
  if (name === '' || (space === '-') === resource.namespaced)
    throw new InvalidInput({
      on: `“${line.slice(0, 80)}” names no ${resource.kind}: expected UID ${resource.namespaced ? 'NAMESPACE' : '-'}/NAME.`,
    })
  const namespace = space === '-' ? null : checkName(space)
  return { ref: { resource, namespace, name: checkName(name) }, uid, seen }
}
