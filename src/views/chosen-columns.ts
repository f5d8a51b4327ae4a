/** Columns that an address makes: labels, annotations and JSONPaths. And which of all columns a list shows. */
import type { TableRow } from '../kube.ts'
import { type ColumnRef, pathOf, readRef } from './column-ref.ts'
import type { Column } from './columns.ts'
import type { ListContext } from './list-context.ts'
import type { ListState } from './query.ts'

type Asked = Pick<ListState, 'cols' | 'sort' | 'preset'>

/** Column ids that the address names, else those that the person has made the usual ones. */
export const wanted = ({ cols, preset = [] }: Asked): readonly string[] =>
  cols.length > 0 ? cols : preset

/** The paths whose values rows must hold for a list's columns and its order. */
export function pathsOf(state: Asked): readonly string[] {
  const refs = made([...wanted(state), state.sort])
  return [...new Set(refs.map(pathOf).filter((path) => path !== null))]
}

/** What of some ids names no column of the resource but makes one. */
function made(ids: readonly string[]): readonly Exclude<ColumnRef, { of: 'id' }>[] {
  return [...new Set(ids)]
    .map(readRef)
    .filter((ref) => typeof ref === 'object')
    .filter((ref) => ref.of !== 'id')
}

export interface Chosen {
  /** The resource's own and what the address makes. */
  readonly every: readonly Column[]
  readonly shown: readonly Column[]
  /** Parameter → what of it names no column. */
  readonly wrong: Readonly<Record<string, string>>
}

/** @param own the resource's columns: shown where nothing is chosen, but for the wide ones. */
export function chosen(own: readonly Column[], state: ListState, context: ListContext): Chosen {
  const paths = pathsOf(state)
  const refs = made([...wanted(state), state.sort])
  const every = [...own, ...refs.map((ref) => apart(column(ref, paths, context), own))]
  const of = (id: string) => every.find((each) => each.id === id)
  const within = state.cols.length === 0 && state.namespaces.length === 1
  const found = wanted(state)
    .map(of)
    .filter((each) => each !== undefined)
    .filter(({ type }) => !within || type !== 'namespace')
  const usual = own.filter(({ shown }) => shown)
  const missing = state.cols.filter((id) => of(id) === undefined)
  const unsorted = state.sort !== '' && of(state.sort) === undefined
  return {
    every,
    shown: (found.length > 0 ? found : usual).map((each) =>
      found.length > 0 || each.id === state.sort ? { ...each, kept: true } : each,
    ),
    wrong: {
      ...(missing.length > 0 && { cols: none(missing.join(', '), own) }),
      ...(unsorted && { sort: none(state.sort, own) }),
    },
  }
}

/** A label `a.b/name` beside the object's own name is called by its whole key. */
function apart(one: Column, own: readonly Column[]): Column {
  const taken = own.some(({ title }) => title.toLowerCase() === one.title.toLowerCase())
  return taken && one.type === 'text' ? { ...one, title: one.id.replace(/^\w+:/, '') } : one
}

const none = (what: string, own: readonly Column[]) =>
  `There is no column ${what} here; there are ${own.map(({ id }) => id).join(', ')}, label:KEY, annotation:KEY and TITLE:.json.path.`

function column(
  ref: Exclude<ColumnRef, { of: 'id' }>,
  paths: readonly string[],
  context: ListContext,
): Column {
  if (ref.of === 'label') return label(ref.id, ref.key, context)
  const at = paths.indexOf(pathOf(ref) ?? '')
  const value = ({ values = [] }: TableRow) => values[at] ?? null
  const text = (row: TableRow) => String(value(row) ?? '')
  const [title, help] =
    ref.of === 'path' ? [ref.title, ref.path] : [nameOf(ref.key), `Annotation ${ref.key}`]
  const type = ref.of === 'path' ? 'path' : 'text'
  return {
    id: ref.id,
    title,
    help,
    type,
    shown: true,
    text,
    value,
    cell: (row) => ({ text: text(row) }),
  }
}

/** Its cells lead to all that have the same value. */
function label(id: string, key: string, { urls, cluster, resource, query }: ListContext): Column {
  const value = ({ meta }: TableRow) => meta.labels?.[key] ?? null
  const narrower = (one: string) => {
    const before = String(query['l'] ?? '')
    const term = `${key}=${one}`
    const l = before.split(',').includes(term) ? before : [before, term].filter(Boolean).join(',')
    return urls.list(cluster, resource.id, { ...query, l, page: undefined })
  }
  return {
    id,
    title: nameOf(key),
    help: `Label ${key}`,
    type: 'text',
    shown: true,
    text: (row) => value(row) ?? '',
    value,
    cell(row) {
      const one = value(row)
      return one === null ? { text: '' } : { text: one, href: narrower(one) }
    },
  }
}

const nameOf = (key: string) => key.slice(key.indexOf('/') + 1)
