/** The warnings of an overview, or what is said of claims that have no volume: kept by a watch, or, where events are not watched, read once as far as time allows. */
import type { Resource, TableRow } from '../../kube.ts'
import { type Facts, Tally } from '../../live/tally.ts'
import { warningFacts, wordFacts } from '../../views/overview-facts.ts'
import type { Missing } from '../../views/overview-seen.ts'
import type { Warnings } from '../../views/overview-storms.ts'
import { allOf } from '../list-collections.ts'
import { isRefused } from '../reach.ts'
import { KeptRows } from './kept.ts'
import { countOf, type Looking } from './look.ts'
import { scoped } from './scope.ts'

export interface Events {
  /** What the tally of their rows is kept by. */
  readonly key: string
  readonly fields: string
  readonly facts: (row: TableRow) => Facts
}
export const warnings: Events = { key: 'warnings', fields: 'type=Warning', facts: warningFacts }
/** Why a claim waits is told by events that warn of nothing. */
export const claimWords: Events = {
  key: 'words',
  fields: 'involvedObject.kind=PersistentVolumeClaim,type=Normal',
  facts: wordFacts,
}
/** Warnings that are read where nothing keeps them. */
const most = 5000
/** Milliseconds that they may take. */
const patience = 2000

export class Warned {
  readonly #resource: Resource
  readonly #at: Looking
  readonly #which: Events
  #rows: KeptRows | null = null
  #namespaces: readonly string[] | null = null
  #read: Warnings | Missing = 'late'
  #done = false

  constructor(resource: Resource, at: Looking, which: Events) {
    this.#resource = resource
    this.#at = at
    this.#which = which
    void this.#begin()
  }

  get settled(): boolean {
    return this.#rows === null ? this.#done : this.#rows.ended() !== '' || this.#rows.whole
  }
  get reading(): boolean {
    return this.#rows !== null && !this.settled
  }
  get rows(): KeptRows | null {
    return this.#rows
  }

  get version(): string {
    const { looked = [] } = typeof this.#read === 'string' ? {} : this.#read
    const read = looked.map(({ tally }) => tally.all)
    return this.#rows?.version ?? JSON.stringify([typeof this.#read, this.#done, read])
  }

  now(): Warnings | Missing {
    if (this.#rows === null) return this.#read
    const ended = this.#rows.ended() !== ''
    return {
      looked: this.#rows.looked(),
      whole: !ended,
      coming: !ended && !this.#rows.whole,
      namespaces: this.#namespaces,
    }
  }

  leave(): void {
    this.#rows?.leave()
    this.#rows = null
  }

  async #begin(): Promise<void> {
    const watched = this.#resource.verbs.includes('watch')
    try {
      await (watched ? this.#follow() : this.#walk())
    } catch (error) {
      if (this.#read === 'late') this.#read = isRefused(error) ? 'forbidden' : 'failed'
    }
    this.#done = true
    this.#at.changed()
  }

  async #follow(): Promise<void> {
    const { kube, state, known, join, over, changed } = this.#at
    const may = (namespace: string | null) => countOf(this.#at, this.#resource, namespace)
    const { namespaces } = await scoped(kube, this.#resource, state.namespaces, known, may)
    if (over.aborted) return
    this.#namespaces = namespaces
    const { fields, key, facts } = this.#which
    const wanted = allOf(this.#resource, { ...state, fields, namespaces: namespaces ?? [] })
    this.#rows = new KeptRows(wanted.map(join), key, facts, changed)
  }

  async #walk(): Promise<void> {
    const { kube, state, known } = this.#at
    const { fields, facts } = this.#which
    const until = Date.now() + patience
    const tally = new Tally(facts)
    const walk = async (namespace: string | null) => {
      let next: string | null = ''
      while (next !== null && tally.all < most && Date.now() < until) {
        const from: object = next === '' ? {} : { continue: next }
        const page = await kube.objects(this.#resource, { namespace, fields, limit: 500, ...from })
        for (const object of page.items) tally.take({ cells: [], meta: object.metadata, object }, 1)
        next = page.continue
        this.#found(tally, next === null, null)
      }
      return next === null
    }
    const listed = await scoped(kube, this.#resource, state.namespaces, known, walk)
    this.#found(tally, !listed.values.includes(false), listed.namespaces)
  }

  /** What was found so far counts, too, where the rest of it does not come. */
  #found(tally: Tally, whole: boolean, namespaces: readonly string[] | null): void {
    const looked = [{ tally, whole, read: tally.all }]
    this.#read = { looked, whole, namespaces }
    this.#at.changed()
  }
}
