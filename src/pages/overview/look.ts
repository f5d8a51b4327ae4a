/** One kind of an overview: counted, and looked into where it is among what nearly always matters. */
import type { Kind } from '../../kind.ts'
import { kindOf } from '../../kinds.ts'
import type { Kube, Resource, TableRow } from '../../kube.ts'
import { viewOf } from '../../live/views.ts'
import { changedAt, mostChanges } from '../../views/overview-changes.ts'
import { factsOf } from '../../views/overview-facts.ts'
import { always, isNews, lookedAt } from '../../views/overview-kinds.ts'
import type { Count, KindSeen } from '../../views/overview-seen.ts'
import type { ListState } from '../../views/query.ts'
import type { Join } from '../follower.ts'
import type { Looked } from '../known.ts'
import { allOf } from '../list-collections.ts'
import { isRefused } from '../reach.ts'
import { KeptRows } from './kept.ts'
import { lately } from './lately.ts'
import { scoped } from './scope.ts'

/** What all kinds of one page have in common. */
export interface Looking {
  readonly kube: Kube
  /** Whose answers may be given again. */
  readonly connection: object
  readonly join: Join
  /** Of a list of all; its namespaces are those of the address. */
  readonly state: ListState
  readonly known: Looked
  readonly changed: () => void
  readonly over: AbortSignal
}

/** How many there are; null where the API server does not say. A list of one: that it may be listed is known by that, too. */
export function countOf(
  { kube, connection }: Pick<Looking, 'kube' | 'connection'>,
  resource: Resource,
  namespace: string | null,
): Promise<number | null> {
  return lately(connection, JSON.stringify([resource.id, namespace]), async () => {
    const page = await kube.metadata(resource, { namespace, limit: 1 })
    const rest = page.continue === null ? 0 : page.remaining
    return rest === null ? null : page.items.length + rest
  })
}

/** Namespaces of which each has a watch of its own, for kinds that matter less. */
const few = 4
/** Milliseconds after which one that failed is asked for once more. */
const again = 10_000
const ids = new Set(lookedAt.map(({ id }) => id))

export class Look {
  readonly resource: Resource
  readonly #at: Looking
  readonly #kind: Kind | undefined
  #count: Count
  #rows: KeptRows | null = null

  constructor(resource: Resource, at: Looking) {
    this.resource = resource
    this.#at = at
    this.#kind = looksInto(resource)
    this.#count = { resource, count: 'late', namespaces: null }
    void this.#begin()
  }

  /** The count is there, and all rows were looked at, where they are. */
  get settled(): boolean {
    return (
      this.#count.count !== 'late' &&
      (this.#rows === null || this.#rows.ended() !== '' || this.#rows.whole)
    )
  }
  /** Rows are on their way. */
  get reading(): boolean {
    return this.#rows !== null && !this.settled
  }
  get count(): Count {
    return this.#count
  }
  get rows(): KeptRows | null {
    return this.#rows
  }

  /** Null where it is only counted, and where it may not be listed. */
  async seen(): Promise<KindSeen | null> {
    const { resource } = this
    const { count, namespaces } = this.#count
    if (this.#kind === undefined || count === 'forbidden') return null
    const failed = count === 'failed' ? 'the API server failed' : ''
    return {
      resource,
      kind: this.#kind,
      namespaces,
      looked: this.#rows?.looked() ?? [],
      newest: isNews(resource.id) ? await this.#newest(this.#kind) : [],
      ended: this.#rows?.ended() ?? failed,
    }
  }

  leave(): void {
    this.#rows?.leave()
    this.#rows = null
  }

  /** That a list may be read is asked as the person; what others of the same identity keep is joined only then. */
  async #begin(): Promise<void> {
    const { kube, state, known, over, changed } = this.#at
    try {
      const { values, namespaces } = await scoped(
        kube,
        this.resource,
        this.resource.namespaced ? state.namespaces : [],
        known,
        (namespace) => countOf(this.#at, this.resource, namespace),
      )
      if (over.aborted) return
      const told = values.filter((value) => value !== null)
      const sum = told.reduce((total, value) => total + value, 0)
      this.#count = {
        resource: this.resource,
        count: told.length < values.length ? 'unknown' : sum,
        namespaces,
      }
      this.#follow(namespaces ?? [])
    } catch (error) {
      const count = isRefused(error) ? 'forbidden' : 'failed'
      this.#count = { resource: this.resource, count, namespaces: null }
      if (count === 'failed') this.#again()
    }
    changed()
  }

  /** As long as the page is open. */
  #again(): void {
    const { over } = this.#at
    const timer = setTimeout(() => void (over.aborted || this.#begin()), again)
    timer.unref()
  }

  #follow(namespaces: readonly string[]): void {
    const { join, state, changed } = this.#at
    if (this.#kind === undefined) return
    const most = always.includes(this.resource.id) ? undefined : few
    const wanted = allOf(this.resource, { ...state, namespaces }, most)
    const facts = factsOf(this.#kind)
    this.#rows = new KeptRows(wanted.map(join), 'overview', facts, changed)
  }

  async #newest(kind: Kind): Promise<readonly TableRow[]> {
    const rows = this.#rows
    if (rows === null || !rows.whole) return []
    const value = (row: TableRow) => changedAt(kind, row)
    const look = () => ({ order: { value, descending: true } })
    const collections = rows.shared.map(({ collection }) => collection)
    const viewed = await viewOf(collections, { key: 'newest', moving: false, look })
    return viewed({ page: 1, size: mostChanges }).rows
  }
}

function looksInto(resource: Resource): Kind | undefined {
  const kind = ids.has(resource.id) ? kindOf(resource.id) : undefined
  const able = resource.verbs.includes('watch') && (kind?.reads ?? null) !== null
  return able ? kind : undefined
}
