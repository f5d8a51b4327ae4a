/** Several of which one is chosen: a table, and what the chosen one would change. Pure. */
import type { Picks } from '../kind/action.ts'
import { digits } from '../kube.ts'
import type { Cell } from './cell.ts'
import { type Diff, diffOf } from './edit-diff.ts'
import type { ObjectContext } from './object.ts'
import { cellOf } from './said.ts'
import { yamlText } from './yaml-text.ts'

export interface PicksView {
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly PickRow[]
  /** Above the difference: `What revision 3 changes`. */
  readonly chosen: string
  /** Null: nothing that can be chosen is. */
  readonly diff: Diff | null
}

export interface PickRow {
  readonly cells: readonly Cell[]
  /** Where it is the chosen one; empty: it cannot be chosen. */
  readonly href: string
  readonly on: boolean
}

/** @param at the address of the form. @param value the chosen one. */
export function picksView(
  { title, heads, rows, input, before }: Picks,
  context: ObjectContext,
  { at, value }: { readonly at: string; readonly value: string },
): PicksView {
  const chosen = rows.find((each) => each.value === value && !each.isNow)
  const [was, becomes] = [before, chosen?.after].map((each) => yamlText(each ?? {}, digits))
  return {
    title,
    heads,
    rows: rows.map((each) => ({
      cells: each.said.map((said) => cellOf(said, context)),
      href: each.isNow ? '' : `${at}?${input}=${encodeURIComponent(each.value)}`,
      on: each === chosen,
    })),
    chosen: chosen === undefined ? '' : `What ${input} ${chosen.value} changes`,
    diff: chosen === undefined ? null : diffOf(was ?? '', becomes ?? '', becomes ?? ''),
  }
}
