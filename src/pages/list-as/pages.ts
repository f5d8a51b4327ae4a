/** All pages of a list, read one after the other as fast as they are taken: namespaces in the API server's order. */
import { kindOf } from '../../kinds.ts'
import type { ListQuery } from '../../kube.ts'
import { pushed } from '../../views/pushed.ts'
import { inOrder, scopes, selectors } from '../rows.ts'
import { type Exported, pageSize } from './exported.ts'

interface Page {
  readonly continue: string | null
}

/** @param most objects that are wanted in all: no more are read than it takes. */
export async function* pagesOf<P extends Page & { readonly items: readonly unknown[] }>(
  { resource, state }: Exported,
  read: (query: ListQuery) => Promise<P>,
  most = Infinity,
): AsyncGenerator<P> {
  const narrow = selectors(pushed(state, kindOf(resource.id)))
  let left = most
  for (const namespace of scopes(resource, state).toSorted(inOrder)) {
    let next: string | null = ''
    while (next !== null && left > 0) {
      const limit = Math.min(pageSize, left)
      const page: P = await read({
        namespace,
        ...narrow,
        limit,
        ...(next && { continue: next }),
      })
      yield page
      left -= page.items.length
      next = page.continue
    }
  }
}
