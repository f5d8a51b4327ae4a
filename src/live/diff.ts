/** From one window to the next: the fewest rows that must change, move, come and go. */

/** A row as it stands in a window. */
export interface Drawn {
  /** Its element's id. */
  readonly id: string
  /** Another one whenever it looks different: the object's resourceVersion. */
  readonly mark: string
}

/** Applied in this order they turn the old window into the new one. htmx looks
 * up the places of all steps of a message before it takes the first: a step names only rows that stand in
 * both windows.
 */
export type Step<R extends Drawn> =
  | { readonly step: 'remove'; readonly id: string }
  | { readonly step: 'change'; readonly row: R }
  /** Before the row `before`, or at the end. */
  | { readonly step: 'insert'; readonly rows: readonly R[]; readonly before: string | null }

/** Ids are unique in each window. A row that changes its place is removed and inserted anew. */
export function diff<R extends Drawn>(
  from: readonly Drawn[],
  to: readonly R[],
): readonly Step<R>[] {
  const old = new Map(from.map((row, place) => [row.id, { row, place }]))
  const stays = steady(to.map(({ id }) => old.get(id)?.place ?? -1))
  const kept = new Set(to.filter((_, place) => stays.has(place)).map(({ id }) => id))
  const removed = from.filter(({ id }) => !kept.has(id))
  const changed = to.filter(({ id, mark }) => kept.has(id) && old.get(id)?.row.mark !== mark)
  return [
    ...removed.map(({ id }) => ({ step: 'remove', id }) as const),
    ...changed.map((row) => ({ step: 'change', row }) as const),
    ...inserted(to, kept),
  ]
}

/** Neighbours that come are one step, before the next row that stays. */
function inserted<R extends Drawn>(to: readonly R[], kept: ReadonlySet<string>): Step<R>[] {
  const steps: Step<R>[] = []
  let rows: R[] = []
  const place = (before: string | null) => {
    if (rows.length > 0) steps.push({ step: 'insert', rows, before })
    rows = []
  }
  for (const row of to) {
    if (kept.has(row.id)) place(row.id)
    else rows.push(row)
  }
  place(null)
  return steps
}

/** Places in `olds` that form a longest rising run: rows there keep their place. -1 is a new row. */
function steady(olds: readonly number[]): ReadonlySet<number> {
  const tails: number[] = []
  const back: number[] = []
  olds.forEach((old, at) => {
    if (old < 0) return
    const length = lower(tails, olds, old)
    back[at] = tails[length - 1] ?? -1
    tails[length] = at
  })
  const found = new Set<number>()
  for (let at = tails.at(-1) ?? -1; at >= 0; at = back[at] ?? -1) found.add(at)
  return found
}

/** The first of `tails` whose row stood at or behind `old`. */
function lower(tails: readonly number[], olds: readonly number[], old: number): number {
  let [low, high] = [0, tails.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((olds[tails[middle] ?? 0] ?? 0) < old) low = middle + 1
    else high = middle
  }
  return low
}
