/** Columns of annotations and JSONPaths make rows of their own: where all rows are needed, of so many at most. */
import type { Context } from 'hono'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import { pathsOf } from '../views/chosen-columns.ts'
import type { ListState, Read } from '../views/query.ts'
import { grouped } from '../views/words.ts'
import { needsAll, scopes } from './rows.ts'

/** Rows of one list that are kept with such columns. */
const most = 20_000

/** What is too much is named and left out: first the order, then the columns. What selectors leave is taken as it is. */
export async function affordable(c: Context<Env>, resource: Resource, read: Read): Promise<Read> {
  const { state, wrong } = read
  const selected = state.labels !== '' || state.fields !== ''
  if (selected || !dear(state)) return read
  const rows = await count(c, resource, state)
  if (rows <= most) return read
  const unsorted = byPath(state) ? { ...state, sort: '', descending: false } : state
  const next = dear(unsorted) ? without(unsorted) : unsorted
  const why = `There are ${grouped(rows)}: annotations and JSONPaths are read of at most ${grouped(most)} where a list is sorted, filtered or paged far. Choose a namespace or a label selector first.`
  const names = [unsorted === state ? [] : ['sort'], next === unsorted ? [] : ['cols']].flat()
  return {
    state: next,
    wrong: { ...wrong, ...Object.fromEntries(names.map((name) => [name, why])) },
  }
}

const dear = (state: ListState) => pathsOf(state).length > 0 && needsAll(state)
const byPath = ({ sort }: ListState) => pathsOf({ cols: [], sort }).length > 0

const without = (state: ListState): ListState => ({
  ...state,
  cols: state.cols.filter(isCheap),
  preset: (state.preset ?? []).filter(isCheap),
})
const isCheap = (id: string) => pathsOf({ cols: [id], sort: '' }).length === 0

/** Over all that the list is about; what cannot be counted is not: reading it tells why. */
async function count(c: Context<Env>, resource: Resource, state: ListState): Promise<number> {
  const one = async (namespace: string | null) => {
    const { items, remaining } = await c.var.kube.metadata(resource, { namespace, limit: 1 })
    return items.length + (remaining ?? 0)
  }
  const counts = await Promise.allSettled(scopes(resource, state).map(one))
  return counts.reduce((sum, each) => sum + (each.status === 'fulfilled' ? each.value : 0), 0)
}
