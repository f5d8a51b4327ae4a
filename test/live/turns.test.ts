/** However rows come, change, go and come back, a view of the collections is what a new look at their rows would see. */
import { expect, test } from 'vitest'
import type { TableRow } from '../../src/kube.ts'
import { collection } from '../../src/live/collection.ts'
import { keyOf } from '../../src/live/ordered.ts'
import { viewOf } from '../../src/live/views.ts'
import { type Look, look, type Value } from '../../src/live/window.ts'
import { random } from '../support/random.ts'
import { gone, resetTo, set, told } from '../support/told.ts'

const chance = random(27)
const [numbers, texts] = [
  [0, 1, 2, -1, 0.5],
  ['', '1', '10', '2', 'é', 'z'],
]
/** Few of each, so that many are equal. */
function someValue(): Value {
  const all: readonly Value[] = [null, ...numbers, ...texts]
  return all[chance.below(all.length)] ?? null
}

let last = 0
function made(namespace: string, name: string, uid: string): TableRow {
  return {
    cells: [name, someValue(), `tone${chance.below(3)}`],
    meta: { namespace, name, uid, resourceVersion: String((last += 1)) },
  }
}

const value = ({ cells }: TableRow) => cells[1] as Value
const group = ({ cells }: TableRow) => (cells[2] === 'tone0' ? undefined : String(cells[2]))
const within = ({ meta }: TableRow) => !meta.name.endsWith('3')
const matches = ({ cells }: TableRow) => cells[1] !== '2'
const looks: readonly Look<TableRow>[] = [false, true].flatMap((descending) =>
  [
    {},
    { group },
    { group, only: 'tone1' },
    { within, matches },
    { within, matches, group, only: 'tone2' },
  ].flatMap((at) => [at, { ...at, order: { value, descending } }]),
)

/** One list, and the rows that it holds. */
function fed(namespace: string) {
  const list = told()
  const all = collection({ feed: (failure) => (failure === null ? list.follow : null) })
  const there = new Map<string, TableRow>()
  const put = (row: TableRow) => {
    there.set(row.meta.uid ?? '', row)
    return list.tell(set(row))
  }
  const take = (row: TableRow) => {
    there.delete(row.meta.uid ?? '')
    return list.tell(gone(row))
  }
  const step = async () => {
    const name = `p${chance.below(40)}`
    const before = [...there.values()].find(({ meta }) => meta.name === name)
    const kind = chance.below(6)
    if (before === undefined) await put(made(namespace, name, `u${(last += 1)}`))
    else if (kind < 3) await put(made(namespace, name, before.meta.uid ?? ''))
    else if (kind === 3) await take(before)
    else {
      // Made anew; the end of the one before may be heard of later.
      const next = made(namespace, name, `u${(last += 1)}`)
      if (kind === 4) await take(before)
      await put(next)
      if (kind === 5) await take(before)
    }
  }
  return { list, all, step }
}

const named = ({ rows }: { readonly rows: readonly TableRow[] }) =>
  rows.map(({ meta }) => `${keyOf(meta)} ${meta.uid}`)

test('several collections side by side, in many ways', async () => {
  // A slash ends a namespace: `a-b/` stands before `a/`.
  const lists = ['a-b', 'a', 'b'].map(fed)
  for (const { list } of lists) await list.tell(resetTo())
  const collections = lists.map(({ all }) => all)
  for (const [key, at] of looks.entries()) {
    let looked = 0
    const way = { key: String(key), moving: false, look: () => ((looked += 1), at) }
    for (let step = 0; step < 150; step += 1) {
      await lists[chance.below(lists.length)]?.step()
      const rows = collections.flatMap((each) => each.table()?.rows ?? [])
      const cut = { page: 1 + chance.below(3), size: 1 + chance.below(60) }
      const [seen, wanted] = [(await viewOf(collections, way))(cut), look(rows, at, cut)]
      expect(named(seen)).toEqual(named(wanted))
      expect(seen).toEqual(wanted)
    }
    // Kept all the time, not made anew.
    expect(looked).toBe(1)
  }
})
