/** What of a list's page its kubectl line says, and what it leaves out. Pure. */
import { kindOf } from '../kinds.ts'
import { terms } from '../live/filter.ts'
import type { Resource } from '../kube.ts'
import { readRef } from './column-ref.ts'
import { listLine, mostNamespaces } from './kubectl-line.ts'
import { pushed, selecting } from './pushed.ts'
import type { ListState } from './query.ts'
import { quoted } from './words.ts'

export interface ListKubectl {
  readonly kubectl: string
  /** `without the filter and the order`; empty where it asks for all that the page shows. */
  readonly lacks: string
}

/** @param context of the kubeconfig; empty: kubectl's own. */
export function listKubectl(resource: Resource, state: ListState, context: string): ListKubectl {
  const labels = state.cols.map(labelOf).filter((key) => key !== '')
  const more = [sortBy(state), labels.length === 0 ? '' : `-L ${quoted(labels.join())}`]
  const words = left(resource, state)
    .join(', ')
    .replace(/, (?=[^,]*$)/, ' and ')
  return {
    kubectl: listLine(resource, pushed(state, kindOf(resource.id)), context, more),
    lacks: words === '' ? '' : `without ${words}`,
  }
}

function left({ id, namespaced }: Resource, state: ListState): readonly string[] {
  const { q, status, namespaces, sort, by, cols } = state
  const filtered = terms(q).length > selecting(q, kindOf(id)).length || status !== null
  const all: readonly (readonly [boolean, string])[] = [
    [filtered, 'the filter'],
    [namespaced && namespaces.length > mostNamespaces, 'the namespaces'],
    [sort !== '' && sortBy(state) === '', 'the order'],
    [by !== undefined, 'the groups'],
    [cols.some((column) => labelOf(column) === ''), 'the columns'],
  ]
  return all.filter(([is]) => is).map(([, what]) => what)
}

/** kubectl sorts by a field, upward only; empty where the order is none of those. */
function sortBy({ sort, descending }: ListState): string {
  if (sort === 'age' && descending) return '--sort-by=.metadata.creationTimestamp'
  if (descending) return ''
  if (sort === 'name' || sort === 'namespace') return `--sort-by=.metadata.${sort}`
  const ref = readRef(sort)
  return typeof ref === 'object' && ref.of === 'path' ? `--sort-by=${quoted(ref.path)}` : ''
}

/** The label that a column shows; empty where it is another column. */
function labelOf(column: string): string {
  const ref = readRef(column)
  return typeof ref === 'object' && ref.of === 'label' ? ref.key : ''
}
