/** The rows of one list by what they are; the table is put together when somebody looks. */
import type { Change, Table, TableRow } from '../kube.ts'
import type { Pool } from './interned.ts'
import { weigh, sharedWeight } from './weight.ts'
import { bytes } from './window.ts'

/** What changes rows. */
export type RowChange = Extract<Change, { type: 'reset' | 'set' | 'gone' }>

export class Held {
  readonly #pool: Pool | null
  #head: Table | null = null
  #rows = new Map<string, TableRow>()
  #table: Table | null = null
  #weight = 0

  /** @param pool where others of the same resource hold their rows. */
  constructor(pool: Pool | null) {
    this.#pool = pool
  }

  take(change: RowChange): void {
    this.#table = null
    if (change.type === 'reset') this.#reset(change.table)
    else if (change.type === 'gone') this.#drop(idOf(change.meta))
    else if (!this.#beyond(change.row)) this.#put(change.row)
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
    this.#table ??= { ...this.#head, rows: [...this.#rows.values()].toSorted(inOrder) }
    return this.#table
  }

  #reset(table: Table): void {
    this.#head = table
    this.#rows = new Map()
    this.#weight = 0
    for (const row of table.rows) this.#put(row)
  }

  #put(row: TableRow): void {
    const id = idOf(row.meta)
    this.#drop(id)
    const dated = { ...row, printed: Date.now() }
    const held = this.#pool?.take(id, dated) ?? dated
    this.#rows.set(id, held)
    this.#weight += held === dated ? weigh(held) : sharedWeight
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
const keyOf = ({ namespace, name }: TableRow['meta']) => `${namespace ?? ''}/${name}`
const inOrder = (a: TableRow, b: TableRow) => bytes(keyOf(a.meta), keyOf(b.meta))
