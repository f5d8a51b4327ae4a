/** From page to page of a list, and what is said where there is none such. Pure. */
import type { Table, TableRow } from '../kube.ts'
import type { Seen } from '../live/window.ts'
import type { ListContext } from './list-context.ts'
import { type ListState, writeList } from './query.ts'
import type { Link } from './shell.ts'
import { grouped } from './words.ts'

export interface Pager {
  /** `1–100 of 412`. */
  readonly text: string
  /** Empty on the first page, and where the previous one is it. */
  readonly first: string
  readonly previous: string
  readonly next: string
  /** Empty on the last page, where the next one is it, and where it is not known. */
  readonly last: string
}

/** A part of an address that is left out, and why. */
export interface LeftOut {
  readonly name: string
  readonly text: string
  /** What is shown instead. */
  readonly to?: Link | undefined
}

interface Paged {
  readonly state: ListState
  readonly context: ListContext
  readonly table: Table
  readonly whole: boolean
  readonly total: number | null
  readonly page: Seen<TableRow>
}

export function pager(paged: Paged): Pager {
  const { state, context, page, table, whole, total } = paged
  const last = whole ? page.pages : Math.ceil((total ?? 0) / state.size)
  const more = whole ? page.page < last : table.continue !== null
  const turn = (to: number, is: boolean) => (is ? address(state, to, context) : '')
  return {
    text: range(paged),
    first: turn(1, page.page > 2),
    previous: turn(page.page - 1, page.page > 1),
    next: turn(page.page + 1, more),
    last: turn(last, more && last > page.page + 1),
  }
}

function range({ state, total, page }: Paged): string {
  if (page.rows.length === 0) return ''
  const before = (page.page - 1) * state.size
  const of = total === null ? '' : ` of ${grouped(total)}`
  const none = isBeyond(state, page) ? `; there is no page ${grouped(state.page)}` : ''
  return `${grouped(before + 1)}–${grouped(before + page.rows.length)}${of}${none}`
}

/** Behind the last page there is none: that is said, and the last one shown. Nothing where the page is there, or no row is. */
export function beyond(
  state: ListState,
  page: Seen<unknown>,
  context: ListContext,
): readonly LeftOut[] {
  const { pages, rows } = page
  if (rows.length === 0 || !isBeyond(state, page)) return []
  if (pages === 1) return [{ name: 'page', text: 'there is only one page.' }]
  const to = { text: `Page ${grouped(pages)}`, href: address(state, pages, context) }
  return [{ name: 'page', text: `there are only ${grouped(pages)} pages. This is the last:`, to }]
}

const isBeyond = ({ page: asked }: ListState, { page }: Pick<Seen<unknown>, 'page'>) => asked > page

const address = (state: ListState, page: number, { urls, cluster, resource }: ListContext) =>
  urls.list(cluster, resource.id, writeList(state, { page }))
