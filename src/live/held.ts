/** The rows of one list by what they are; the table is put together when somebody looks. */
import type { Change, Table, TableRow } from '../kube.ts'
import type { Pool } from './interned.ts'
import { idOf, inOrder, keyOf, Ordered } from './ordered.ts'
import { eachOf } from '../slices.ts'
import type { Turn } from './view.ts'
import { weigh, sharedWeight } from './weight.ts'
import { bytes } from './window.ts'

/** What changes one row. */
export type RowChange = Extract<Change, { type: 'set' | 'gone' }>

/** A table as it will be held. */
interface Read {
  readonly table: Table
  readonly rows: Map<string, TableRow>
  readonly weight: number
  readonly owned: number
  readonly ordered: TableRow[]
}

export class Held {
  readonly #pool: Pool | null
  #head: Table | null = null
  /** The last row that was read. */
  #last: TableRow | null = null
  #rows = new Map<string, TableRow>()
  readonly #order = new Ordered()
  #table: Table | null = null
  #weight = 0
  /** Rows with an owner. */
  #owned = 0

  /** @param pool where others of the same resource hold their rows. */
  constructor(pool: Pool | null) {
    this.#pool = pool
  }

  /** Null where nothing of what is held changes. */
  take(change: RowChange): Turn | null {
    const turn = change.type === 'gone' ? this.#gone(idOf(change.meta)) : this.#set(change.row)
    if (turn !== null) this.#table = null
    return turn
  }

  /** What a table would make of it: worked out in slices, nothing is held of it yet. */
  async read(table: Table): Promise<Read> {
    const rows = new Map<string, TableRow>()
    let [weight, owned] = [0, 0]
    await eachOf(table.rows, (row) => {
      const held = this.#own(row)
      rows.set(idOf(row.meta), held.row)
      weight += held.weight
      owned += ownedBy(held.row)
    })
    return { table, rows, weight, owned, ordered: await inOrder([...rows.values()]) }
  }

  /** In the place of all that is held. */
  begin({ table, rows, weight, owned, ordered }: Read): void {
    this.#head = { ...table, rows: [] }
    this.#last = table.rows.at(-1) ?? null
    this.#rows = rows
    this.#weight = weight
    this.#owned = owned
    this.#order.begin(ordered)
    this.#table = null
  }

  /** Nothing is held any more. */
  free(): void {
    this.#head = null
    this.#last = null
    this.#rows = new Map()
    this.#weight = 0
    this.#owned = 0
    this.#order.begin([])
    this.#table = null
  }

  /** Bytes that the rows take, about; a row that others hold too counts once. */
  get weight(): number {
    return this.#weight
  }

  /** Nothing was read yet. */
  get empty(): boolean {
    return this.#head === null
  }

  get rows(): ReadonlyMap<string, TableRow> {
    return this.#rows
  }

  /** Only the beginning was read, and fewer than `least` rows of it are left. */
  lacks(least: number): boolean {
    return this.#partly() && this.#rows.size < least
  }

  /** All of the table but its rows: it does not cost what putting those together does. */
  head(): Table | null {
    return this.#head === null ? null : { ...this.#head, owned: this.#owned > 0 }
  }

  table(): Table | null {
    if (this.#head === null) return null
    this.#table ??= { ...this.#head, owned: this.#owned > 0, rows: this.#order.list() }
    return this.#table
  }

  #set(row: TableRow): Turn | null {
    if (this.#beyond(row)) return null
    const before = this.#rows.get(idOf(row.meta)) ?? null
    const now = this.#put(row)
    if (before === null) this.#order.add(now)
    else this.#order.replace(before, now)
    return { before, now }
  }

  #gone(id: string): Turn | null {
    const before = this.#rows.get(id)
    if (before === undefined) return null
    this.#drop(id)
    this.#order.replace(before, null)
    return { before, now: null }
  }

  #put(row: TableRow): TableRow {
    const id = idOf(row.meta)
    this.#drop(id)
    const held = this.#own(row)
    this.#rows.set(id, held.row)
    this.#weight += held.weight
    this.#owned += ownedBy(held.row)
    return held.row
  }

  /** The row that is held: somebody else may hold the same already. */
  #own(row: TableRow): { readonly row: TableRow; readonly weight: number } {
    const dated = { ...row, printed: Date.now() }
    const held = this.#pool?.take(idOf(row.meta), dated) ?? dated
    return { row: held, weight: held === dated ? weigh(held) : sharedWeight }
  }

  #drop(id: string): void {
    const row = this.#rows.get(id)
    if (row === undefined) return
    this.#owned -= ownedBy(row)
    this.#weight -= this.#weight / this.#rows.size
    this.#rows.delete(id)
  }

  #partly(): boolean {
    return this.#head !== null && this.#head.remaining !== 0
  }

  /** Where only the beginning was read, rows behind it are not known, and changes of them say nothing about it. */
  #beyond({ meta }: TableRow): boolean {
    const last = this.#partly() ? this.#last : null
    if (last === null || this.#rows.has(idOf(meta))) return false
    return bytes(keyOf(meta), keyOf(last.meta)) > 0
  }
}

const ownedBy = ({ meta }: TableRow) => Number((meta.ownerReferences ?? []).length > 0)
