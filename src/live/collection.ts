/** The rows of one list as they are now, fed by one watch, seen by any number of viewers. */
import type { Change, Table, TableRow } from '../kube.ts'
import { bytes } from './window.ts'

/** How true the rows are. */
export type State =
  | { readonly state: 'loading'; readonly rows: number; readonly remaining: number | null }
  | { readonly state: 'live' }
  /** Milliseconds since 1970. */
  | { readonly state: 'stale'; readonly since: number; readonly why: string }
  /** For good: the watch may not go on. */
  | { readonly state: 'ended'; readonly error: Error }

export interface Collection {
  /** The rows in the server's order; null until they are there for the first time. */
  table(): Table | null
  state(): State
  /** Calls `changed` after each change, until the returned function is called. */
  watch(changed: () => void): () => void
  close(): void
}

/** @param follow the list's changes, ended by the signal. */
export function collection(follow: (signal: AbortSignal) => AsyncIterable<Change>): Collection {
  const rows = new Rows()
  const viewers = new Set<() => void>()
  const over = new AbortController()
  let state: State = { state: 'loading', rows: 0, remaining: null }
  const told = (next: State) => {
    state = next
    for (const changed of viewers) changed()
  }
  void run()
  return {
    table: () => rows.table(),
    state: () => state,
    watch(changed) {
      viewers.add(changed)
      return () => void viewers.delete(changed)
    },
    close: () => over.abort(),
  }

  async function run(): Promise<void> {
    try {
      for await (const change of follow(over.signal)) told(rows.take(change, state))
    } catch (error) {
      const why = error instanceof Error ? error : new Error(String(error))
      if (!over.signal.aborted) told({ state: 'ended', error: why })
    }
  }
}

/** Rows by what they are; the table is put together when somebody looks. */
class Rows {
  #head: Table | null = null
  #rows = new Map<string, TableRow>()
  #table: Table | null = null

  take(change: Change, state: State): State {
    switch (change.type) {
      case 'filling':
        return this.#head === null
          ? { state: 'loading', rows: change.rows, remaining: change.remaining }
          : state
      case 'stale':
        return { state: 'stale', since: change.since, why: change.why }
      case 'reset':
        this.#head = change.table
        this.#rows = new Map(change.table.rows.map((row) => [idOf(row.meta), dated(row)]))
        break
      case 'set':
        if (!this.#beyond(change.row)) this.#rows.set(idOf(change.row.meta), dated(change.row))
        break
      case 'gone':
        this.#rows.delete(idOf(change.meta))
        break
      case 'live':
        return { state: 'live' }
    }
    this.#table = null
    return { state: 'live' }
  }

  /** Where only the beginning was read, rows behind it are not known, and changes of them say nothing about it. */
  #beyond({ meta }: TableRow): boolean {
    const last = this.#head?.remaining === 0 ? undefined : this.#head?.rows.at(-1)
    if (last === undefined || this.#rows.has(idOf(meta))) return false
    return bytes(keyOf(meta), keyOf(last.meta)) > 0
  }

  table(): Table | null {
    if (this.#head === null) return null
    this.#table ??= { ...this.#head, rows: [...this.#rows.values()].toSorted(inOrder) }
    return this.#table
  }
}

/** The server prints spans (`5m`), which age while the row is kept. */
const dated = (row: TableRow): TableRow => ({ ...row, printed: Date.now() })

/** Aggregated APIs may have no uid. */
const idOf = (meta: TableRow['meta']) => meta.uid ?? keyOf(meta)
const keyOf = ({ namespace, name }: TableRow['meta']) => `${namespace ?? ''}/${name}`
const inOrder = (a: TableRow, b: TableRow) => bytes(keyOf(a.meta), keyOf(b.meta))
