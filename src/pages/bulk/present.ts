/** Objects that were selected, as they are now: in pages where they are many, else each by its name. */
import type { Context } from 'hono'
import { AppError, KubeError, NotSignedIn, Unreachable } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { Chosen } from '../../views/bulk-rows.ts'
import { wholeOf } from '../beside.ts'
import { mayHere } from '../may.ts'
import { type Known, placeOf, together } from './together.ts'
import type { Wanted } from './wanted.ts'

/** Calls at a time. */
const calls = 24

/** In their order. @throws Unreachable, NotSignedIn: then none of them is known. */
export async function present(c: Context<Env>, all: readonly Wanted[]): Promise<readonly Chosen[]> {
  const found: Chosen[] = []
  const known = await together(
    c,
    all.map(({ ref }) => ref),
  )
  const todo = all.entries()
  const worker = async () => {
    for (const [at, one] of todo) found[at] = await chosen(c, one, known)
  }
  await Promise.all(Array.from({ length: calls }, worker))
  return found
}

async function chosen(c: Context<Env>, { ref, uid, seen }: Wanted, known: Known): Promise<Chosen> {
  const may = await mayHere(c, ref)
  const about = { ref, seen, may }
  try {
    const object = known.get(placeOf(ref)) ?? (await wholeOf(c.var.kube, ref))
    const now = object.metadata.uid ?? ''
    // An API may have none.
    if (uid === '' || now === '' || uid === now) return { ...about, uid: now, object, lost: '' }
    const lost = 'It was deleted, and another one has its name now: that is left alone.'
    return { ...about, uid, object: null, lost }
  } catch (error) {
    return { ...about, uid, object: null, lost: wordsOf(error) }
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof AppError)) throw error
  if (error instanceof NotSignedIn || error instanceof Unreachable) throw error
  return error instanceof KubeError && error.status === 404
    ? 'It is not there any more.'
    : error.message
}
