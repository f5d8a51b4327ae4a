/** What is seen of collections, worked out once for all who look the same way and kept while the rows change. */
import type { TableRow } from '../kube.ts'
import type { Source } from './collection.ts'
import { type Kept, Keeper, type Lease, type Same } from './keeper.ts'
import { type Turn, View } from './view.ts'
import type { Cut, Look, Seen } from './window.ts'

/** One page of what is seen: the same object until a row or a number of it is another. */
export type Viewed = (cut: Cut) => Seen<TableRow>

export interface Way extends Same {
  readonly look: () => Look<TableRow>
}

const kept = new Keeper<Sight>()

/** @param collections whose rows are there, side by side in the order of their keys. Works in slices. */
export async function viewOf(collections: readonly Source[], way: Way): Promise<Viewed> {
  return kept.ask(collections, way, (lease) => new Sight(collections, way.look(), lease)).viewed()
}

/** Bytes of a row's place in a view. */
const placeWeight = 48

/** Bytes of the views that a collection keeps, about. */
export function viewsWeight(collection: Source): number {
  let places = 0
  for (const sight of kept.of(collection)) places += sight.size
  return places * placeWeight
}

/** A view, and the pages of it that are looked at. */
class Sight implements Kept {
  readonly lease: Lease
  readonly #of: readonly Source[]
  readonly #look: Look<TableRow>
  readonly #leave: readonly (() => void)[]
  #view = new View({})
  /** By page and size, as of the last change. */
  #pages = new Map<string, Seen<TableRow>>()
  #before = new Map<string, Seen<TableRow>>()
  /** What changed while the rows are gone through; null: they were. */
  #meanwhile: Turn[] | null = []
  #ready: Promise<void>

  constructor(collections: readonly Source[], look: Look<TableRow>, lease: Lease) {
    this.lease = lease
    this.#of = collections
    this.#look = look
    this.#leave = collections.map((each) => each.hear((turn) => this.#turned(turn)))
    this.#ready = this.#anew()
  }

  get size(): number {
    return this.#view.size
  }

  async viewed(): Promise<Viewed> {
    await this.#ready
    return (cut) => this.#page(cut)
  }

  #page(cut: Cut): Seen<TableRow> {
    const key = `${cut.page} ${cut.size}`
    const found = this.#pages.get(key)
    if (found !== undefined) return found
    const [now, before] = [this.#view.at(cut), this.#before.get(key)]
    const seen = before !== undefined && alike(before, now) ? before : now
    this.#pages.set(key, seen)
    return seen
  }

  /** Pages that nobody asked for since the change before are forgotten. */
  #changed(): void {
    if (this.#pages.size === 0) return
    this.#before = this.#pages
    this.#pages = new Map()
  }

  /** Who has it may look once more. */
  stop(): void {
    this.lease.forget()
    for (const leave of this.#leave) leave()
  }

  /** A look that fails fails those who ask, not the collection that tells of a change. */
  #anew(): Promise<void> {
    const ready = this.#begin()
    ready.catch(() => this.stop())
    return ready
  }

  async #begin(): Promise<void> {
    const meanwhile: Turn[] = []
    this.#meanwhile = meanwhile
    const view = new View(this.#look)
    await view.begin(this.#of.flatMap((one) => one.table()?.rows ?? []))
    // All rows were read anew: another has begun.
    if (this.#meanwhile !== meanwhile) return this.#ready
    for (const turn of meanwhile) view.take(turn)
    this.#meanwhile = null
    this.#view = view
    this.#changed()
    return undefined
  }

  #turned(turn: Turn | null): void {
    if (this.lease.isOver()) this.stop()
    else if (turn === null) this.#ready = this.#anew()
    else if (this.#meanwhile !== null) this.#meanwhile.push(turn)
    else this.#take(turn)
  }

  #take(turn: Turn): void {
    try {
      if (this.#view.take(turn)) this.#changed()
    } catch {
      // Who looks next begins anew, and hears of it.
      this.stop()
    }
  }
}

function alike(a: Seen<TableRow>, b: Seen<TableRow>): boolean {
  const numbers = (['all', 'total', 'page', 'pages', 'matching'] as const).every(
    (name) => a[name] === b[name],
  )
  const groups = a.groups.size === b.groups.size
  return (
    numbers &&
    groups &&
    a.rows.length === b.rows.length &&
    [...a.groups].every(([group, count]) => b.groups.get(group) === count) &&
    a.rows.every((row, at) => row === b.rows[at])
  )
}
