/** The column chooser: a GET form that works without scripts, and one that makes its columns the usual ones. It is read when it is opened. */
import type { TableRow } from '../kube.ts'
import { written } from '../urls.ts'
import { wanted } from './chosen-columns.ts'
import type { Column } from './columns.ts'
import type { ListContext } from './list-context.ts'
import { type Hidden, hidden } from './hidden.ts'
import { type Read, writeList } from './query.ts'

export interface Chooser {
  /** The same page with its choices; as a fragment it is only these. */
  readonly href: string
  /**
   * Null: read when they are opened. Where they come open they are in no group of menus: a browser closes what
   * is put beside an open one, which is the one that it replaces.
   */
  readonly choices: Choices | null
}
export interface Choices {
  readonly action: string
  readonly keep: readonly Hidden[]
  /** In their order. */
  readonly shown: readonly Choice[]
  readonly others: readonly Choice[]
  /** Labels of the page's rows. */
  readonly labels: readonly Choice[]
  /** What was typed and names no column. */
  readonly typed: string
  readonly usual: string
  readonly all: string
  readonly preset: Preset
}
interface Choice {
  readonly id: string
  readonly title: string
}
/** The form that keeps the columns that are shown for the next visits. */
export interface Preset {
  readonly action: string
  readonly resource: string
  readonly cols: string
  /** The list's address without columns of its own. */
  readonly to: string
  /** What is shown is what was kept. */
  readonly kept: boolean
}

/** What the chooser is made from. */
export interface Choosing {
  readonly read: Read
  readonly context: ListContext
  /** The resource's own. */
  readonly columns: readonly Column[]
  readonly shown: readonly Column[]
  readonly rows: readonly TableRow[]
}

/** Open where a column was just moved, or something typed is no column: the person is still at it. */
export function chooser(choosing: Choosing): Chooser {
  const { read, context, shown } = choosing
  const { state, choosing: open = false } = read
  const { urls, cluster, resource } = context
  const wrong = unread(read, shown) !== ''
  const here = writeList(state, { page: state.page })
  return {
    href: urls.list(cluster, resource.id, { ...here, choose: 1 }),
    choices: open || wrong ? choices(choosing) : null,
  }
}

/** As it was typed. */
function unread({ state, typed = {} }: Read, shown: readonly Column[]): string {
  const missing = state.cols.filter((id) => shown.every((column) => column.id !== id))
  return [typed['cols'] ?? '', ...missing].filter((text) => text !== '').join()
}

function choices({ read, context, columns, shown, rows }: Choosing): Choices {
  const { state } = read
  const { urls, cluster, resource } = context
  const { preset = [] } = state
  const ids = shown.map(({ id }) => id)
  const usual = columns.filter((column) => column.shown).map(({ id }) => id)
  const to = (cols: readonly string[]) =>
    urls.list(cluster, resource.id, writeList(state, { cols, page: state.page }))
  return {
    action: urls.list(cluster, resource.id),
    keep: hidden(writeList(state), ['cols']),
    shown: shown.map(({ id, title, help }) => ({ id, title: titleOf(id, title, help) })),
    others: columns.filter(({ id }) => !ids.includes(id)),
    labels: labels(rows).filter(({ id }) => !ids.includes(id)),
    typed: unread(read, shown),
    usual: to(preset.length > 0 ? usual : []),
    all: to([...new Set([...ids, ...columns.map(({ id }) => id)])]),
    preset: {
      action: urls.columns(cluster),
      resource: resource.id,
      cols: written(everywhere(ids, read, context)),
      to: urls.list(cluster, resource.id, { ...writeList(state, { cols: [], page: state.page }) }),
      kept: preset.length > 0 && wanted(state).join() === preset.join(),
    },
  }
}

/** Within one namespace its column is not shown, in lists over several it is. */
function everywhere(
  ids: readonly string[],
  { state }: Read,
  { resource }: ListContext,
): readonly string[] {
  const within = resource.namespaced && state.namespaces.length === 1
  if (!within || ids.includes('namespace')) return ids
  return ids.flatMap((id, at) => (at === 0 ? [id, 'namespace'] : [id]))
}

/** What an address makes is called by its whole key or path too. */
function titleOf(id: string, title: string, help: string): string {
  if (!id.includes(':')) return title
  return help.includes(title) ? help : `${title} ${help}`
}

/** Labels that are offered. */
const most = 8

/** Those that most rows have; of these first the ones that tell rows apart. */
function labels(rows: readonly TableRow[]): readonly Choice[] {
  const seen = new Map<string, { count: number; readonly values: Set<string> }>()
  for (const { meta } of rows)
    for (const [key, value] of Object.entries(meta.labels ?? {})) {
      const one = seen.get(key) ?? { count: 0, values: new Set<string>() }
      one.count += 1
      one.values.add(value)
      seen.set(key, one)
    }
  const rank = (key: string) => (seen.get(key)?.count ?? 0) + (varies(key) ? rows.length : 0)
  const varies = (key: string) => (seen.get(key)?.values.size ?? 0) > 1
  return [...seen.keys()]
    .toSorted((a, b) => rank(b) - rank(a) || (a < b ? -1 : 1))
    .slice(0, most)
    .map((key) => ({ id: `label:${key}`, title: key }))
}
