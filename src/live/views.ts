/** What is seen of collections, worked out once for all who look the same way and kept while the rows change. */
import type { TableRow } from '../kube.ts'
import type { Source } from './collection.ts'
import { Following } from './following.ts'
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
const placeWeight = 8

/** Bytes of the views that a collection keeps, about. */
export function viewsWeight(collection: Source): number {
  let places = 0
  for (const sight of kept.of(collection)) places += sight.size
  return places * placeWeight
}

/** A view, and the pages of it that are looked at. */
class Sight implements Kept {
  readonly lease: Lease
  readonly #rows: Following<View>
  #view = new View({})
  /** By page and size, as of the last change. */
  #pages = new Map<string, Seen<TableRow>>()
  #before = new Map<string, Seen<TableRow>>()

  constructor(collections: readonly Source[], look: Look<TableRow>, lease: Lease) {
    this.lease = lease
    const steps = {
      async make(rows: readonly TableRow[]) {
        const view = new View(look)
        await view.begin(rows)
        return view
      },
      begin: (view: View) => {
        this.#view = view
        this.#changed()
      },
      take: (turn: Turn) => {
        if (this.#view.take(turn)) this.#changed()
      },
    }
    this.#rows = new Following(collections, steps, lease)
  }

  get size(): number {
    return this.#view.size
  }

  async viewed(): Promise<Viewed> {
    await this.#rows.ready
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
    this.#rows.stop()
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
