/** All the containers of one followed log: those that are there, and those that come. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Context } from 'hono'
import { KubeError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import type { KubeObject } from '../../kube.ts'
import { beginning } from '../../logs/asked.ts'
import { picker, type Pick } from '../../logs/around.ts'
import { followLog } from '../../logs/follow.ts'
import type { LogEvent } from '../../logs/outcome.ts'
import { Funnel } from '../../logs/funnel.ts'
import type { Place, Placed } from '../../logs/place.ts'
import { keyOf, mostSources, type Source } from '../../logs/source.ts'
import { tell } from '../../logs/told.ts'
import { type Crew, followCrews } from './crew.ts'
import { logOf } from './log.ts'
import type { Wanted } from './reading.ts'
import { unlessRefused } from './rights.ts'
import { troubleOf, watchNodes } from './silent-nodes.ts'
import type { Looked } from './why.ts'
import { choose, containersOfAll } from './sources.ts'

/** What waits for one message: more than a person reads in that time, and what a browser draws in a few frames. */
const most = { lines: 400, characters: 128 * 1024 }

export class Gathering {
  readonly funnel = new Funnel(most)
  readonly sources: Source[] = []
  readonly #pods = new Map<Crew, readonly KubeObject[]>()
  readonly #c: Context<Env>
  readonly #reading: Wanted
  readonly #places: Map<string, Place>
  readonly #signal: AbortSignal
  readonly #fail: (error: unknown) => void
  readonly #over = new Set<string>()
  /** Nodes whose containers said something since that was asked last. */
  #heard = new Set<string>()
  readonly #picks = new Map<string, Pick>()
  /** uids of pods that went. */
  readonly #left = new Set<string>()
  /** It was said that there is no room. */
  #crowded = false
  /** How each source is let go. */
  readonly #ends = new Map<string, AbortController>()

  /** @param places of the last lines that were seen; kept up to date. @param fail hears what retrying cannot mend. */
  constructor(
    c: Context<Env>,
    reading: Wanted,
    places: Map<string, Place>,
    signal: AbortSignal,
    fail: (error: unknown) => void,
  ) {
    this.#c = c
    this.#reading = reading
    this.#places = places
    this.#signal = signal
    this.#fail = fail
    for (const source of reading.sources) this.#begin(source, reading.asked.tail)
    void this.#review()
    void this.#listen().catch(fail)
  }

  /** How many may say more: those that are over were read to their end. */
  get followed(): number {
    return this.sources.filter((source) => !this.#over.has(keyOf(source))).length
  }

  /** From here on pods that come are followed from their beginning, and those that go are let go. @returns how to stop. */
  join(crews: readonly Crew[]): Promise<() => void> {
    const found = (pods: readonly KubeObject[], crew: Crew) => {
      const before = this.#pods.get(crew)
      this.#pods.set(crew, pods)
      this.funnel.poke()
      const all = containersOfAll(pods)
      void this.#choose(all, before === undefined).catch(this.#fail)
      const here = new Set(all.map(keyOf))
      for (const source of containersOfAll(before ?? []))
        if (!here.has(keyOf(source))) void this.#leave(source)
    }
    return followCrews(this.#c, crews, found, this.#fail)
  }

  /** What their pods are like now. */
  looked(): Looked {
    const all = [...this.#pods]
    return {
      pods: all.flatMap(([, pods]) => pods),
      chosen: this.sources,
      problems: all.flatMap(([crew, pods]) => crew.problems(pods, new Date(), true)),
    }
  }

  /** Nodes come, too. */
  async #choose(all: readonly Source[], old: boolean): Promise<void> {
    const { asked, zones } = this.#reading
    if (asked.zones.length > 0) await zones.learn(all.map(({ node }) => node))
    for (const source of choose(all, asked, zones.of)) this.#come(source, old)
  }

  /** The last lines of one that goes may still be on their way; one of its name may come instead. */
  async #leave(source: Source): Promise<void> {
    await sleep(grace, undefined, { signal: this.#signal }).catch(() => {})
    const pods = [...this.#pods.values()].flat()
    const back = pods.some(({ metadata }) => isPod(source, metadata))
    const one = this.sources.find((each) => keyOf(each) === keyOf(source))
    if (this.#signal.aborted || back || one === undefined) return
    this.#ends.get(keyOf(one))?.abort()
    this.#gone(one)
  }

  /** @param old it was there before: where there is no room for all, that was said. */
  #come(source: Source, old: boolean): void {
    const key = keyOf(source)
    if (this.#left.has(source.uid) || this.sources.some((one) => keyOf(one) === key)) return
    if (this.sources.length >= mostSources) {
      if (!old && !this.#crowded)
        this.funnel.note(`${source.pod} came, but ${mostSources} containers are read already.`)
      this.#crowded ||= !old
      return
    }
    this.funnel.note(`${source.pod} ${source.container} came.`)
    this.#begin(source)
  }

  /** @param tail lines to begin with where none was seen. */
  #begin(source: Source, tail?: number): void {
    this.sources.push(source)
    this.#over.delete(keyOf(source))
    void this.#follow(source, tail).catch((error: unknown) => this.#lose(source, error))
  }

  /** A refusal of any ends the stream when it is opened, too. */
  async #review(): Promise<void> {
    const { resource } = this.#reading
    const why = await unlessRefused(this.#c, resource, () => this.sources, this.#signal)
    if (why !== null) this.#fail(why)
  }

  async #listen(): Promise<void> {
    const kube = this.#c.var.connection.kube({ signal: this.#signal })
    const silent = () => {
      const nodes = new Set(this.sources.map(({ node }) => node).filter((node) => node !== ''))
      const quiet = [...nodes].filter((node) => !this.#heard.has(node))
      this.#heard = new Set()
      return quiet
    }
    const look = (name: string) => troubleOf(kube, name)
    await watchNodes(look, silent, (text) => this.funnel.note(text), this.#signal)
  }

  async #follow(source: Source, tail?: number): Promise<void> {
    const { resource, asked, now } = this.#reading
    const end = new AbortController()
    this.#ends.set(keyOf(source), end)
    const signal = AbortSignal.any([this.#signal, end.signal])
    const kube = this.#c.var.connection.kube({ signal })
    const seen = this.#places.get(keyOf(source)) ?? null
    const { over } = source
    const how = { earliest: beginning(asked, now), over, ...(tail !== undefined && { tail }) }
    for await (const event of followLog(logOf(kube, resource, source), seen, signal, how))
      this.#hear(source, event)
    if (signal.aborted) return
    this.#over.add(keyOf(source))
    this.funnel.poke()
  }

  #hear(source: Source, event: LogEvent): void {
    const { pod, container } = source
    const who = `${pod} ${container}`
    if (event.type === 'lines') this.#take(source, event.lines)
    else if (event.type === 'gap') this.funnel.note(`${who}: lines may be missing here.`)
    else if (event.type === 'ended') this.funnel.note(`${who} ended${how(event.how)}.`)
    else if (event.type === 'began') this.funnel.note(`${who} began anew.`)
    else if (event.type === 'trouble') this.funnel.note(`${who}: ${event.why}`)
    else this.#gone(source)
  }

  #take(source: Source, lines: readonly Placed[]): void {
    const key = keyOf(source)
    this.#heard.add(source.node)
    const last = lines.findLast(({ time }) => time !== '')
    if (last !== undefined) this.#places.set(key, last)
    this.funnel.put(this.#pickOf(key)(lines.map((line) => tell(key, line))))
  }

  #pickOf(key: string): Pick {
    const { asked, filter, owed } = this.#reading
    const pick = this.#picks.get(key) ?? picker(asked, filter, owed?.get(key))
    this.#picks.set(key, pick)
    return pick
  }

  /** One that may not be read is left out, unless there is no other. */
  #lose(source: Source, error: unknown): void {
    const refused = error instanceof KubeError && error.status === 403
    if (!refused || this.sources.length < 2) return this.#fail(error)
    if (this.#drop(source)) this.funnel.note(`${source.pod} ${source.container}: ${error.message}`)
  }

  #gone(source: Source): void {
    if (!this.#drop(source)) return
    const rest = this.sources.some(({ namespace, pod: name }) => isPod(source, { namespace, name }))
    if (!rest) this.funnel.note(`${source.pod} is gone.`)
  }

  /** It is not read any more, nor does it come again. @returns false where that was so. */
  #drop(source: Source): boolean {
    const at = this.sources.indexOf(source)
    if (at < 0) return false
    this.sources.splice(at, 1)
    if (source.uid !== '') this.#left.add(source.uid)
    for (const kept of [this.#places, this.#picks, this.#ends]) kept.delete(keyOf(source))
    return true
  }
}

/** Milliseconds. */
const grace = 2000

const isPod = (
  { namespace, pod }: Source,
  of: { readonly namespace?: string; readonly name: string },
): boolean => of.name === pod && of.namespace === namespace

const how = (end: string) => (end === '' ? '' : `: ${end}`)
