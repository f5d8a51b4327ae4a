/** A list that comes in pages. */
import type { ListQuery } from './contract.ts'

/** Each is asked for once the one before has been taken: who has enough asks for no more. @throws what `read` throws */
export async function* eachPage<P extends { readonly continue: string | null }>(
  query: ListQuery,
  read: (query: ListQuery) => Promise<P>,
): AsyncGenerator<P, void> {
  let next: string | null = null
  do {
    const page = await read(next === null ? query : { ...query, continue: next })
    yield page
    next = page.continue
  } while (next !== null)
}
