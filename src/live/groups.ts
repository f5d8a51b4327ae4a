/** A list's rows put together where they are alike: rows of their own, kept so while those behind them change. */
import type { Table, TableRow } from '../kube.ts'
import type { Collection, Source } from './collection.ts'
import { Group, type Member, type Taken, type Whole } from './group.ts'
import { Following } from './following.ts'
import { headOf } from './joined.ts'
import { type Kept, Lease } from './keeper.ts'
import { Listeners } from './listeners.ts'
import { idOf, inOrder, Ordered } from './ordered.ts'
import { eachOf } from '../slices.ts'
import type { Turn } from './view.ts'

export interface Grouping {
  /** Null: it is not looked at. Always the same of one row, but for what depends on the time of day. */
  readonly member: (row: TableRow) => Member | null
  /** One row for those that are alike, with a uid and a resourceVersion: another one whenever it looks different. */
  readonly row: (whole: Whole) => TableRow
  /** What rows of its own are counted by. */
  readonly facets: (row: TableRow) => readonly string[]
}

/** What groups are made of. */
export type Behind = Source & Pick<Collection, 'head'>

export interface Counts {
  /** Rows that are looked at, and all that there are. */
  readonly matching: number
  readonly all: number
  /** How many rows of its own have each facet. */
  readonly facets: ReadonlyMap<string, number>
}

/** What was made of all rows that are looked at. */
class Made {
  /** Rows that there are. */
  all = 0
  readonly taken = new Map<TableRow, Taken>()
  readonly groups = new Map<string, Group>()
  readonly rows = new Map<string, TableRow>()
  readonly facets = new Map<string, number>()
  readonly order = new Ordered()
}

export class Groups implements Source, Kept {
  readonly lease: Lease
  readonly #of: readonly Behind[]
  readonly #by: Grouping
  readonly #hearers = new Listeners<Turn | null>()
  readonly #following: Following<Made>
  #made = new Made()
  #counts: Counts | null = null

  /** @param lease absent: nobody keeps them. */
  constructor(of: readonly Behind[], by: Grouping, lease = new Lease(false, () => {})) {
    this.#of = of
    this.#by = by
    this.lease = lease
    const steps = {
      make: (rows: readonly TableRow[]) => this.#make(rows),
      begin: (made: Made) => {
        this.#made = made
        this.#counts = null
        this.#hearers.tell(null)
      },
      take: (turn: Turn) => this.#take(turn),
    }
    this.#following = new Following(of, steps, lease)
  }

  /** All rows that there are were gone through. */
  get ready(): Promise<void> {
    return this.#following.ready
  }
  /** The same object until a row is another. */
  get behind(): Counts {
    this.#counts ??= {
      matching: this.#made.taken.size,
      all: this.#made.all,
      facets: new Map(this.#made.facets),
    }
    return this.#counts
  }

  table(): Table | null {
    const head = headOf(this.#of)
    return head === null ? null : { ...head, owned: false, rows: this.#made.order.list() }
  }
  rows(): ReadonlyMap<string, TableRow> {
    return this.#made.rows
  }
  hear(turned: (turn: Turn | null) => void): () => void {
    return this.#hearers.add(turned)
  }
  stop(): void {
    this.#following.stop()
  }

  async #make(rows: readonly TableRow[]): Promise<Made> {
    const made = new Made()
    await eachOf(rows, (row) => void this.#add(made, row))
    made.all = rows.length
    const own: TableRow[] = []
    await eachOf([...made.groups.values()], (group) => {
      const row = this.#drawn(group)
      if (row !== null) own.push(row)
    })
    const ordered = await inOrder(own)
    await eachOf(ordered, (row) => put(made, row, this.#by))
    made.order.begin(ordered)
    return made
  }

  #take({ before, now }: Turn): void {
    const made = this.#made
    this.#counts = null
    made.all += Number(now !== null) - Number(before !== null)
    const old = before === null ? undefined : made.taken.get(before)
    if (old !== undefined) {
      made.taken.delete(old.row)
      made.groups.get(old.key)?.drop(old)
    }
    const next = now === null ? null : this.#add(made, now)
    if (old !== undefined && old.key !== next?.key) this.#renew(old.key)
    if (next !== null) this.#renew(next.key)
  }

  /** A row that cannot be understood breaks neither the page nor the collection. */
  #add({ taken, groups }: Made, row: TableRow): Taken | null {
    const member = orNull(this.#by.member, row)
    if (member === null) return null
    const one = { ...member, row, gone: false }
    const group = groups.get(one.key) ?? new Group()
    taken.set(row, one)
    groups.set(one.key, group)
    group.add(one)
    return one
  }

  #drawn(group: Group): TableRow | null {
    const whole = group.whole()
    group.row = whole === null ? null : this.#by.row(whole)
    return group.row
  }

  /** @param key of some of which one came, changed or went. */
  #renew(key: string): void {
    const made = this.#made
    const group = made.groups.get(key)
    if (group === undefined) return
    const before = group.row
    const now = this.#drawn(group)
    if (now === null) made.groups.delete(key)
    if (before === null && now === null) return
    if (before !== null) {
      drop(made, before, this.#by)
      made.order.replace(before, now)
    } else if (now !== null) made.order.add(now)
    if (now !== null) put(made, now, this.#by)
    this.#hearers.tell({ before, now })
  }
}

function put({ rows, facets }: Made, row: TableRow, by: Grouping): void {
  rows.set(idOf(row.meta), row)
  for (const facet of by.facets(row)) facets.set(facet, (facets.get(facet) ?? 0) + 1)
}

function drop({ rows, facets }: Made, row: TableRow, by: Grouping): void {
  rows.delete(idOf(row.meta))
  for (const facet of by.facets(row)) {
    const left = (facets.get(facet) ?? 0) - 1
    if (left > 0) facets.set(facet, left)
    else facets.delete(facet)
  }
}

function orNull(member: Grouping['member'], row: TableRow): Member | null {
  try {
    return member(row)
  } catch {
    return null
  }
}
