/** One search under way: through all kinds that the person may list, six at a time, keeping the best hits alone. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { kindOf } from '../../kinds.ts'
import type { Kind } from '../../kind.ts'
import type { Discovery, Kube, Resource, TableRow } from '../../kube.ts'
import { Listeners } from '../../live/listeners.ts'
import { eachOf } from '../../slices.ts'
import type { Source } from '../../live/ticks.ts'
import { counted } from '../../views/nav.ts'
import { type Found, type Hit, most, type Skipped } from '../../views/search.ts'
import { byName, match, type Texts, textsOf } from '../../views/search/match.ts'
import { type Looked, lookedIn } from '../known.ts'
import { everywhere } from '../reach.ts'
import { readsOf } from '../reads.ts'
import { rowsFilled, rowsHeld } from './held-rows.ts'
import { prompt, reason, Stopped } from './stopped.ts'

/** Lists at a time. */
const lists = 6
/** Objects of a page: of their metadata, and of all that lists read, some of which are of 10 kB and are parsed at once. */
const limit = { metadata: 500, whole: 100 }

export interface Walk extends Source {
  readonly q: string
  readonly found: ReadonlyMap<Resource, Found>
  readonly skipped: readonly Skipped[]
  /** Objects. */
  readonly looked: number
  readonly full: boolean
  readonly over: boolean
  /** Why it is over, where that was not foreseen or the person is signed out. */
  readonly failure: Error | null
  /** Namespaces that were not looked in. */
  readonly left: number
}

/** What ends it: nobody looks any more, or its time is over. */
interface Ends {
  readonly signal: AbortSignal
  readonly time: AbortSignal
}

/** @param signal ends it. */
export function begin(c: Context<Env>, q: string, discovery: Discovery, signal: AbortSignal): Walk {
  const time = AbortSignal.timeout(most.ms)
  const walking = new Walking(c, q, { signal: AbortSignal.any([signal, time]), time })
  walking.through(ordered(discovery)).then(
    () => walking.ended(null),
    (error: Error) => walking.ended(error),
  )
  return walking
}

const isOwn = ({ group, plural }: Resource) => plural !== 'events' && group !== 'metrics.k8s.io'

/** What people search for first comes first; events and measurements are called as what they are about. */
function ordered(discovery: Discovery): readonly Resource[] {
  const place = new Map(counted.map((id, index) => [id, index]))
  return discovery.resources
    .filter((resource) => resource.verbs.includes('list') && isOwn(resource))
    .toSorted((a, b) => (place.get(a.id) ?? 1000) - (place.get(b.id) ?? 1000))
}

/** Of one kind. */
interface Kept {
  readonly resource: Resource
  readonly kind: Kind | undefined
  readonly texts: readonly Texts[]
  hits: Hit[]
  namespaces: readonly string[] | null
}

class Walking implements Walk {
  readonly q: string
  readonly found = new Map<Resource, Found>()
  readonly skipped: Skipped[] = []
  over = false
  failure: Error | null = null
  readonly #c: Context<Env>
  readonly #wanted: string
  readonly #kube: Kube
  readonly #in: Looked
  readonly #end: Ends
  readonly #viewers = new Listeners<void>()
  /** Of each kind how many were looked at, or are there to be. */
  readonly #seen = new Map<Resource, number>()
  /** By their names. */
  #named = 0

  constructor(c: Context<Env>, q: string, end: Ends) {
    this.q = q
    this.#c = c
    this.#wanted = q.toLowerCase()
    this.#end = end
    this.#kube = c.var.connection.kube({ signal: end.signal, tally: c.var.tally })
    this.#in = lookedIn(c)
  }

  get full(): boolean {
    return this.#named >= most.hits
  }

  get looked(): number {
    return [...this.#seen.values()].reduce((sum, count) => sum + count, 0)
  }

  get left(): number {
    return this.#in.left()
  }

  watch(changed: () => void): () => void {
    return this.#viewers.add(changed)
  }

  /** First what is held already, then what has to be read. */
  async through(resources: readonly Resource[]): Promise<void> {
    const held = await Promise.all(resources.map((resource) => rowsHeld(this.#c, resource)))
    for (const [at, resource] of resources.entries()) {
      const rows = held[at] ?? null
      if (rows !== null) await this.#look(keptOf(resource), rows)
    }
    const cold = resources.filter((_, at) => held[at] === null).values()
    const worker = async () => {
      for (const resource of cold) await this.#within(resource)
    }
    await Promise.all(Array.from({ length: lists }, worker))
  }

  /** Nothing more will be found. */
  ended(failure: Error | null): void {
    this.failure = failure
    this.over = true
    this.#viewers.tell()
  }

  async #within(resource: Resource): Promise<void> {
    const kept = keptOf(resource)
    const walk = (namespace: string | null) => this.#pages(kept, namespace)
    try {
      kept.namespaces = (await everywhere(this.#kube, resource, this.#in.seen, walk)).namespaces
    } catch (error) {
      const why = this.#end.time.aborted ? 'late' : reason(error)
      this.skipped.push({ resource, why, part: (this.#seen.get(resource) ?? 0) > 0 })
    }
    this.#tell(kept)
  }

  async #pages(kept: Kept, namespace: string | null): Promise<void> {
    let next: string | null = ''
    while (next !== null) {
      if (this.full) throw new Stopped('full')
      if (this.#end.time.aborted) throw new Stopped('late')
      const page: Page = await prompt(this.#page(kept, namespace, next))
      const rest = next === '' && namespace === null && isMany(page, kept)
      const rows = rest ? await this.#filled(kept) : null
      if (rows !== null) return this.#look(kept, rows)
      await this.#look(kept, page.rows)
      next = page.continue
    }
  }

  /** Of kinds whose objects say more than their metadata, what lists read of them. */
  async #page({ resource, texts }: Kept, namespace: string | null, from: string): Promise<Page> {
    const query = { namespace, ...(from !== '' && { continue: from }) }
    if (texts.length > 0) {
      const reads = readsOf(resource)
      return this.#kube.table(resource, { ...query, reads, limit: limit.whole })
    }
    const page = await this.#kube.metadata(resource, { ...query, limit: limit.metadata })
    return { ...page, rows: page.items.map(({ metadata: meta }) => ({ meta })) }
  }

  async #filled({ resource }: Kept): Promise<readonly TableRow[] | null> {
    const rows = await rowsFilled(this.#c, resource, this.#end.signal, (count) => {
      this.#seen.set(resource, count)
      this.#viewers.tell()
    })
    this.#seen.delete(resource)
    return rows
  }

  async #look(kept: Kept, rows: readonly Item[]): Promise<void> {
    const { resource, kind, texts } = kept
    this.#seen.set(resource, (this.#seen.get(resource) ?? 0) + rows.length)
    await eachOf(rows, ({ meta, object }) => {
      const found = match(this.#wanted, meta, object, texts)
      if (found === null) return
      if (found.rank <= byName) this.#named += 1
      const status = object === undefined ? null : (kind?.status(object) ?? null)
      kept.hits.push({ metadata: meta, match: found, status })
    })
    const { hits } = kept
    if (hits.length > most.hits)
      kept.hits = hits.toSorted((a, b) => a.match.rank - b.match.rank).slice(0, most.hits)
    this.#tell(kept)
  }

  #tell({ resource, hits, namespaces }: Kept): void {
    this.found.set(resource, { resource, hits, namespaces })
    this.#viewers.tell()
  }
}

/** Read at once: more are better held. */
const many = 2000

const isMany = ({ remaining }: Page, { resource, texts }: Kept): boolean =>
  (remaining ?? 0) > many && texts.length > 0 && resource.verbs.includes('watch')

/** What is looked at of an object: some are known by their metadata alone. */
type Item = Pick<TableRow, 'meta' | 'object'>
interface Page {
  readonly rows: readonly Item[]
  readonly continue: string | null
  readonly remaining: number | null
}

function keptOf(resource: Resource): Kept {
  const kind = kindOf(resource.id)
  return { resource, kind, texts: textsOf(kind), hits: [], namespaces: null }
}
