/** The rows of one list by what they are; the table is put together when somebody looks. */
import type { Change, Table, TableRow } from '../kube.ts'
import type { Pool } from './interned.ts'
import { keyOf, Ordered } from './ordered.ts'
import { weigh, sharedWeight } from './weight.ts'
import { bytes } from './window.ts'

/** What changes rows. */
export type RowChange = Extract<Change, { type: 'reset' | 'set' | 'gone' }>

export class Held {
  readonly #pool: Pool | null
  #head: Table | null = null
  #rows = new Map<string, TableRow>()
  readonly #order = new Ordered()
  #table: Table | null = null
  #weight = 0

  /** @param pool where others of the same resource hold their rows. */
  constructor(pool: Pool | null) {
    this.#pool = pool
  }

  take(change: RowChange): void {
    this.#table = null
    if (change.type === 'reset') this.#reset(change.table)
    else if (change.type === 'gone') this.#gone(idOf(change.meta))
    else if (!this.#beyond(change.row)) this.#set(change.row)
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

  table(): Table | null {
    if (this.#head === null) return null
    this.#table ??= { ...this.#head, rows: this.#order.list() }
    return this.#table
  }

  #reset(table: Table): void {
    this.#head = table
    this.#rows = new Map()
    this.#weight = 0
    for (const row of table.rows) this.#put(row)
    this.#order.begin([...this.#rows.values()])
  }

  #set(row: TableRow): void {
    const before = this.#rows.get(idOf(row.meta))
    const now = this.#put(row)
    if (before === undefined) this.#order.add(now)
    else this.#order.replace(before, now)
  }

  #gone(id: string): void {
    const before = this.#rows.get(id)
    if (before === undefined) return
    this.#drop(id)
    this.#order.replace(before, null)
  }

  /** @returns the row that is held: somebody else may hold the same already. */
  #put(row: TableRow): TableRow {
    const id = idOf(row.meta)
    this.#drop(id)
    const dated = { ...row, printed: Date.now() }
    const held = this.#pool?.take(id, dated) ?? dated
    this.#rows.set(id, held)
    this.#weight += held === dated ? weigh(held) : sharedWeight
    return held
  }

  #drop(id: string): void {
    if (!this.#rows.has(id)) return
    this.#weight -= this.#weight / this.#rows.size
    this.#rows.delete(id)
  }

  #partly(): boolean {
    return this.#head !== null && this.#head.remaining !== 0
  }

  /** Where only the beginning was read, rows behind it are not known, and changes of them say nothing about it. */
  #beyond({ meta }: TableRow): boolean {
    const last = this.#partly() ? this.#head?.rows.at(-1) : undefined
    if (last === undefined || this.#rows.has(idOf(meta))) return false
    return bytes(keyOf(meta), keyOf(last.meta)) > 0
  }
}

/** Aggregated APIs may have no uid. */
const idOf = (meta: TableRow['meta']) => meta.uid ?? keyOf(meta)
