/** What a list's address asks for, as far as it makes sense for its resource and this person. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import { kindOf } from '../kinds.ts'
import { type ListState, type Read, readList } from '../views/query.ts'
import { affordable } from './affordable.ts'
import { withPreset } from './my-columns.ts'

/** @param params of the address, or as it is read in another form. */
export async function asksFor(
  c: Context<Env>,
  resource: Resource,
  params: URLSearchParams,
): Promise<Read> {
  const read = grouped(scoped(readList(params), resource), resource)
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

/** By what its rows are put together, where its kind says so: the usual way unless the address says another. */
function grouped(read: Read, { id }: Resource): Read {
  const { group = '', ...state } = read.state
  const words = Object.keys(kindOf(id)?.groups?.by ?? {})
  const why = group === '' ? '' : oddGroup(group, words)
  const own = { ...state, sort: state.sort || usualSort(group, id) }
  if (why === '') return { ...read, state: { ...own, ...groupedBy(group, words) } }
  return {
    ...read,
    state: { ...state, ...groupedBy('', words) },
    wrong: { ...read.wrong, group: why },
  }
}

/** Those of one group and those of all come in the same order. */
const usualSort = (group: string, id: string): string =>
  group === 'none' ? (kindOf(id)?.groups?.sort ?? '') : ''

/** Each on its own is what others are anyway. */
function oddGroup(group: string, words: readonly string[]): string {
  if (group === 'none') return ''
  if (words.length === 0) return 'These are not put together in groups.'
  return words.includes(group) ? '' : `“${group}” is none of ${[...words, 'none'].join(', ')}.`
}

/** The usual way is not said in an address. */
function groupedBy(group: string, [usual]: readonly string[]): Pick<ListState, 'group' | 'by'> {
  if (usual === undefined) return {}
  if (group === '' || group === usual) return { by: usual }
  return group === 'none' ? { group } : { group, by: group }
}
