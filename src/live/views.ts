/** What is seen of collections, worked out once for all who look the same way and kept while the rows change. */
import type { TableRow } from '../kube.ts'
import type { Source } from './groups.ts'
import { type Turn, View } from './view.ts'
import type { Cut, Look, Seen } from './window.ts'

/** Views that one collection keeps; the one not asked for the longest goes. */
const most = 8
/** Milliseconds after which one that nobody asked for is not kept any more. */
const idle = 60_000
/** Milliseconds after which a look that depends on the time of day is taken anew. */
const fresh = 10_000

/** One page of what is seen: the same object until a row or a number of it is another. */
export type Viewed = (cut: Cut) => Seen<TableRow>

export interface Way {
  /** All that makes two looks at the same collections the same. */
  readonly key: string
  /** What it says of a row changes with the time of day. */
  readonly moving: boolean
  readonly look: () => Look<TableRow>
}

/** The first of them keeps the views: of it alone, and of it beside others. */
const kept = new WeakMap<Source, Map<string, Kept>>()

/** @param collections whose rows are there, side by side in the order of their keys. Works in slices. */
export async function viewOf(collections: readonly Source[], way: Way): Promise<Viewed> {
  const [first] = collections
  if (first === undefined) throw new Error('a view of nothing')
  const views = kept.get(first) ?? new Map<string, Kept>()
  kept.set(first, views)
  const key = `${collections.map(numberOf).join()} ${way.key}`
  for (const each of views.values()) if (each.isOld()) each.stop()
  const forget = (view: Kept) => {
    if (views.get(key) === view) views.delete(key)
  }
  const view = views.get(key) ?? new Kept(collections, way, forget)
  // Who was asked for last stands last.
  views.delete(key)
  views.set(key, view)
  if (views.size > most) views.values().next().value?.stop()
  return view.viewed()
}

const numbered = new WeakMap<Source, number>()
let last = 0

/** One number for each, as long as it lives. */
export function numberOf(collection: Source): number {
  const number = numbered.get(collection) ?? (last += 1)
  numbered.set(collection, number)
  return number
}

/** Bytes of a row's place in a view. */
const placeWeight = 48

/** Bytes of the views that a collection keeps, about. */
export function viewsWeight(collection: Source): number {
  let places = 0
  for (const view of kept.get(collection)?.values() ?? []) places += view.size
  return places * placeWeight
}

class Kept {
  readonly #of: readonly Source[]
  readonly #look: Look<TableRow>
  readonly #leave: readonly (() => void)[]
  readonly #forget: (view: Kept) => void
  readonly #moving: boolean
  readonly #began = performance.now()
  #asked = performance.now()
  #view = new View({})
  /** By page and size, as of the last change. */
  #pages = new Map<string, Seen<TableRow>>()
  #before = new Map<string, Seen<TableRow>>()
  /** What changed while the rows are gone through; null: they were. */
  #meanwhile: Turn[] | null = []
  #ready: Promise<void>

  constructor(collections: readonly Source[], { look, moving }: Way, forget: (view: Kept) => void) {
    this.#of = collections
    this.#forget = forget
    this.#moving = moving
    this.#look = look()
    this.#leave = collections.map((each) => each.hear((turn) => this.#turned(turn)))
    this.#ready = this.#anew()
  }

  get size(): number {
    return this.#view.size
  }

  /** Nobody asked for it lately, or it has to be taken anew. */
  isOld(): boolean {
    const now = performance.now()
    return now - this.#asked > idle || (this.#moving && now - this.#began > fresh)
  }

  async viewed(): Promise<Viewed> {
    this.#asked = performance.now()
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

  /** It keeps nothing up to date from here on; who has it may look once more. */
  stop(): void {
    this.#forget(this)
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
    if (this.isOld()) this.stop()
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
