/** What a list's address asks for, as far as it makes sense for its resource and this person. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import { type Read, readList } from '../views/query.ts'
import { affordable } from './affordable.ts'
import { withPreset } from './my-columns.ts'

/** @param params of the address, or as it is read in another form. */
export async function asksFor(
  c: Context<Env>,
  resource: Resource,
  params: URLSearchParams,
): Promise<Read> {
  const read = scoped(readList(params), resource)
  return affordable(c, resource, withPreset(c, resource, read))
}

/** `ns` means nothing for what has no namespace. */
function scoped(read: Read, resource: Resource): Read {
  if (resource.namespaced || read.state.namespaces.length === 0) return read
  return {
    ...read,
    state: { ...read.state, namespaces: [] },
    wrong: { ...read.wrong, ns: `${resource.kind} has no namespace.` },
  }
}
