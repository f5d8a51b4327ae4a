/** What a list's stream says: the steps from one window to the next, and how true the page is. Pure. */
import { diff, type Drawn, type Step } from '../live/diff.ts'
import type { Row } from './cell.ts'
import type { ListPage } from './list.ts'
import type { Facet } from './group-menus.ts'
import { hash } from './list-table.ts'
import type { Live } from './live.ts'

/** What a stream compares and sends. */
export type Window = Pick<
  ListPage,
  'rows' | 'count' | 'total' | 'chips' | 'facets' | 'empty' | 'pager'
> & {
  readonly form?: Pick<ListPage['form'], 'broken'>
  readonly usage: ListPage['usage']
}

/** A row that leaves is gone, or stands where the page does not show it: on another one, or filtered out. */
type Told =
  | Exclude<Step<Row>, { step: 'remove' }>
  | (Extract<Step<Row>, { step: 'remove' }> & { readonly gone: boolean })

export interface Patch {
  readonly steps: readonly Told[]
  /** The whole window instead of steps: what the page shows is not known. */
  readonly whole: readonly Row[] | null
  /** What stands around the rows; null for what looks as before. */
  readonly count: Pick<Window, 'count' | 'total'> | null
  readonly chips: Pick<Window, 'chips'> | null
  /** Those that have other choices. */
  readonly facets: readonly Facet[] | null
  readonly empty: Pick<Window, 'empty'> | null
  readonly pager: Window['pager'] | null
  /** Where the filter turned out to be broken once all rows were there. */
  readonly broken: Pick<ListPage['form'], 'broken'> | null
  /** Told where columns show what is used. */
  readonly usage: ListPage['usage']
  readonly live: Live | null
}

/** What stands for a window in an address: two windows with one digest look the same. */
export function digest(rows: readonly Drawn[]): string {
  return `${rows.length}-${hash(rows.map(({ id, mark }) => `${id}:${mark}`).join())}`
}

/** What the page shows: known after the first message. The digest that it brings tells of its rows alone. */
export interface Shown {
  readonly window: Pick<Window, 'rows'> & Partial<Window>
  readonly live: Live | null
}

/**
 * @param shown null: not known, so that everything is sent.
 * @param there whether a row that leaves the window is still one of the list's.
 */
export function patch(
  shown: Shown | null,
  window: Window,
  live: Live,
  there: (row: Row) => boolean,
): Patch {
  const before = shown?.window
  const was: Partial<Window> = before ?? {}
  const { count, total, chips, facets, empty, pager, rows } = window
  return {
    steps: before === undefined ? [] : told(before.rows, rows, there),
    whole: before === undefined ? rows : null,
    count: fresh({ count, total }, before && { count: before.count, total: before.total }),
    chips: fresh({ chips }, before && { chips: before.chips }),
    facets: changed(facets, was.facets),
    empty: fresh({ empty }, before && { empty: before.empty }),
    pager: fresh(pager, was.pager),
    broken: fresh(brokenOf(window), brokenOf(was)),
    usage: fresh(window.usage, was.usage),
    live: fresh(live, shown?.live ?? undefined),
  }
}

function changed(facets: readonly Facet[], were?: readonly Facet[]): Patch['facets'] {
  const all = facets.filter((one, at) => fresh(one, were?.[at]) !== null)
  return all.length === 0 ? null : all
}

/** The page was sent with its mark: only what is another one since is told. */
const brokenOf = (window?: Partial<Window>) => ({ broken: window?.form?.broken ?? null })

function told(
  from: readonly Row[],
  to: readonly Row[],
  there: (row: Row) => boolean,
): readonly Told[] {
  const gone = (id: string) => from.some((row) => row.id === id && !there(row))
  return diff(from, to).map((step) =>
    step.step === 'remove' ? { ...step, gone: gone(step.id) } : step,
  )
}

/** The value where it differs from what is shown. */
function fresh<T>(now: T, old: unknown): T | null {
  return old !== undefined && JSON.stringify(now) === JSON.stringify(old) ? null : now
}

/** Nothing would change on the page. */
export function idle({ steps, ...around }: Patch): boolean {
  return steps.length === 0 && Object.values(around).every((part) => part === null)
}
