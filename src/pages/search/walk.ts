/** One search under way: through all kinds that the person may list, six at a time, keeping the best hits alone. */
import type { Context } from 'hono'
import { AppError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { kindOf } from '../../kinds.ts'
import type { Kind } from '../../kind.ts'
import type { Discovery, Kube, KubeObject, ObjectMeta, Resource } from '../../kube.ts'
import { Listeners } from '../../live/listeners.ts'
import { eachOf } from '../../live/slices.ts'
import type { Source } from '../../live/ticks.ts'
import { counted } from '../../views/nav.ts'
import { readList } from '../../views/query.ts'
import { type Found, type Hit, most, type Skipped } from '../../views/search.ts'
import { byName, match, type Texts, textsOf } from '../../views/search/match.ts'
import { type Looked, lookedIn } from '../known.ts'
import { holds } from '../list-collections.ts'
import { everywhere, isRefused } from '../reach.ts'
import { readsOf } from '../reads.ts'
import { held } from '../warm.ts'

/** Lists at a time. */
const lists = 6
/** Objects of a page: of whole ones fewer, as each page is read in one piece. */
const [metas, objects] = [500, 100]

export interface Walk extends Source {
  readonly q: string
  readonly found: ReadonlyMap<Resource, Found>
  readonly skipped: readonly Skipped[]
  /** Objects. */
  readonly looked: number
  readonly full: boolean
  readonly over: boolean
  /** Namespaces that were not looked in. */
  readonly left: number
}

/** @param signal ends it. */
export function begin(c: Context<Env>, q: string, discovery: Discovery, signal: AbortSignal): Walk {
  const time = AbortSignal.timeout(most.ms)
  const kube = c.var.connection.kube({
    signal: AbortSignal.any([signal, time]),
    tally: c.var.tally,
  })
  const walking = new Walking(q, kube, lookedIn(c), time)
  void walking.through(c, ordered(discovery))
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
  seen: number
}

class Walking implements Walk {
  readonly q: string
  readonly found = new Map<Resource, Found>()
  readonly skipped: Skipped[] = []
  looked = 0
  over = false
  readonly #wanted: string
  readonly #kube: Kube
  readonly #in: Looked
  readonly #time: AbortSignal
  readonly #viewers = new Listeners<void>()
  /** By their names. */
  #named = 0

  constructor(q: string, kube: Kube, looked: Looked, time: AbortSignal) {
    this.q = q
    this.#wanted = q.toLowerCase()
    this.#kube = kube
    this.#in = looked
    this.#time = time
  }

  get full(): boolean {
    return this.#named >= most.hits
  }

  get left(): number {
    return this.#in.left()
  }

  watch(changed: () => void): () => void {
    return this.#viewers.add(changed)
  }

  /** First what is held already, then what has to be read. */
  async through(c: Context<Env>, resources: readonly Resource[]): Promise<void> {
    const warm = await Promise.all(resources.map((resource) => rowsHeld(c, resource)))
    const cold = resources.filter((_, at) => warm[at] === null)
    for (const [at, resource] of resources.entries()) {
      const rows = warm[at] ?? null
      if (rows === null) continue
      const kept = keptOf(resource)
      await this.#look(
        kept,
        rows.map(({ meta, object }) => ({ metadata: meta, object })),
      )
      this.#tell(kept)
    }
    const waiting = cold.values()
    const worker = async () => {
      for (const resource of waiting) await this.#within(resource)
    }
    await Promise.all(Array.from({ length: lists }, worker))
    this.over = true
    this.#viewers.tell()
  }

  async #within(resource: Resource): Promise<void> {
    const kept = keptOf(resource)
    const walk = (namespace: string | null) => this.#pages(kept, namespace)
    try {
      kept.namespaces = (await everywhere(this.#kube, resource, this.#in.seen, walk)).namespaces
    } catch (error) {
      const part = kept.seen > 0
      this.skipped.push({ resource, why: this.#time.aborted ? 'late' : reason(error), part })
    }
    this.#tell(kept)
  }

  async #pages(kept: Kept, namespace: string | null): Promise<void> {
    let next: string | null = ''
    while (next !== null) {
      if (this.full) throw new Stopped('full')
      if (this.#time.aborted) throw new Stopped('late')
      const page: Page = await prompt(this.#page(kept, namespace, next))
      await this.#look(kept, page.items)
      this.#tell(kept)
      next = page.continue
    }
  }

  /** Of kinds whose objects say more than their metadata, what lists read of them. */
  async #page({ resource, texts }: Kept, namespace: string | null, from: string): Promise<Page> {
    const limit = texts.length === 0 ? metas : objects
    const query = { namespace, limit, ...(from !== '' && { continue: from }) }
    if (texts.length === 0) return this.#kube.metadata(resource, query)
    const table = await this.#kube.table(resource, { ...query, reads: readsOf(resource) })
    const items = table.rows.map(({ meta, object }) => ({ metadata: meta, object }))
    return { items, continue: table.continue }
  }

  async #look(kept: Kept, items: readonly Item[]): Promise<void> {
    kept.seen += items.length
    this.looked += items.length
    await eachOf(items, ({ metadata, object }) => {
      const found = match(this.#wanted, metadata, object, kept.texts)
      if (found === null) return
      if (found.rank <= byName) this.#named += 1
      const status = object === undefined ? null : (kept.kind?.status(object) ?? null)
      kept.hits.push({ metadata, match: found, status })
    })
    const { hits } = kept
    if (hits.length > most.hits)
      kept.hits = hits.toSorted((a, b) => a.match.rank - b.match.rank).slice(0, most.hits)
  }

  #tell({ resource, hits, namespaces }: Kept): void {
    this.found.set(resource, { resource, hits, namespaces })
    this.#viewers.tell()
  }
}

interface Item {
  readonly metadata: ObjectMeta
  readonly object?: KubeObject | undefined
}
interface Page {
  readonly items: readonly Item[]
  readonly continue: string | null
}

function keptOf(resource: Resource): Kept {
  const kind = kindOf(resource.id)
  return { resource, kind, texts: textsOf(kind), hits: [], namespaces: null, seen: 0 }
}

/** Null where they are not held, or not to be seen. */
async function rowsHeld(c: Context<Env>, resource: Resource) {
  const { state } = readList(new URLSearchParams('sort=name'))
  if (!(await holds(c, resource, state))) return null
  const { table, whole } = await held(c, resource, state)
  return whole ? table.rows : null
}

/** A list that does not come holds up no other. */
async function prompt<T>(page: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Stopped('silent')), most.silence)
  try {
    return await Promise.race([page, promise])
  } finally {
    clearTimeout(timer)
  }
}

class Stopped extends Error {
  readonly why: Skipped['why']
  constructor(why: Skipped['why']) {
    super(why)
    this.why = why
  }
}

function reason(error: unknown): Skipped['why'] {
  if (error instanceof Stopped) return error.why
  if (isRefused(error)) return 'forbidden'
  if (error instanceof AppError || isAbort(error)) return 'failed'
  throw error
}

const isAbort = (error: unknown) => error instanceof Error && error.name === 'AbortError'
