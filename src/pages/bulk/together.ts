/** Many objects of one namespace are read in pages: five hundred cost the API server about what fifty do by their names. */
import type { Context } from 'hono'
import { AppError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { exact, type KubeObject, type Ref } from '../../kube.ts'

/** Objects of a page; wanted ones of a namespace that are worth one. */
const page = { size: 500, worth: 40 }

export type Known = ReadonlyMap<string, KubeObject>

export const placeOf = ({ namespace, name }: Pick<Ref, 'namespace' | 'name'>): string =>
  `${namespace ?? '-'}/${name}`

/** Those that were found so, by their places; the others are not known, whatever the reason. */
export async function together(c: Context<Env>, refs: readonly Ref[]): Promise<Known> {
  const known = new Map<string, KubeObject>()
  for (const some of Map.groupBy(refs, ({ namespace }) => namespace).values())
    await inOne(c, some, known)
  return known
}

/** @param known is added to. */
async function inOne(
  c: Context<Env>,
  refs: readonly Ref[],
  known: Map<string, KubeObject>,
): Promise<void> {
  const wanted = new Set(refs.map(placeOf))
  const [first] = refs
  if (first === undefined) return
  let next: string | null = ''
  for (let left = Math.floor(refs.length / page.worth); left > 0 && next !== null; left -= 1) {
    const list = await listed(c, first, next)
    if (list === null) return
    for (const text of list.items) {
      // eslint-disable-next-line typescript/no-unsafe-type-assertion -- what the API server answers for objects
      const object = exact(text) as KubeObject
      const place = placeOf({ namespace: first.namespace, name: object.metadata.name })
      if (wanted.delete(place)) known.set(place, object)
    }
    next = wanted.size === 0 ? null : list.continue
  }
}

/** Null: not by this person, or not now. */
async function listed(c: Context<Env>, { resource, namespace }: Ref, from: string) {
  const query = { namespace, limit: page.size, ...(from !== '' && { continue: from }) }
  try {
    return await c.var.kube.texts(resource, query)
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
