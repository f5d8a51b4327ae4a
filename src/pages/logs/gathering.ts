/** All the containers of one followed log: those that are there, and those that come. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { KubeObject } from '../../kube.ts'
import { beginning } from '../../logs/asked.ts'
import { picker, type Pick } from '../../logs/around.ts'
import { followLog } from '../../logs/follow.ts'
import type { LogEvent } from '../../logs/outcome.ts'
import { Funnel } from '../../logs/funnel.ts'
import type { Place, Placed } from '../../logs/place.ts'
import { keyOf, mostSources, type Source } from '../../logs/source.ts'
import { untilRefused } from '../../logs/refused.ts'
import { tell } from '../../logs/told.ts'
import { often } from '../../live/rights.ts'
import { withdrawn } from '../refusal.ts'
import { type Crew, followCrews } from './crew.ts'
import { logOf } from './log.ts'
import type { Reading } from './read.ts'
import { watchNodes } from './silent-nodes.ts'
import type { Looked } from './why.ts'
import { choose, containersOf } from './sources.ts'

export type Shared = Omit<Reading, 'kube'>

/** What waits for one message: more than a person reads in that time, and what a browser draws in a few frames. */
const most = { lines: 400, characters: 128 * 1024 }

export class Gathering {
  readonly funnel = new Funnel(most)
  readonly sources: Source[] = []
  readonly #pods = new Map<Crew, readonly KubeObject[]>()
  readonly #c: Context<Env>
  readonly #reading: Shared
  readonly #places: Map<string, Place>
  readonly #signal: AbortSignal
  readonly #fail: (error: unknown) => void
  /** Nodes whose containers said something since that was asked last. */
  #heard = new Set<string>()
  readonly #picks = new Map<string, Pick>()

  /** @param places of the last lines that were seen; kept up to date. @param fail hears what retrying cannot mend. */
  constructor(
    c: Context<Env>,
    reading: Shared,
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

  /** From here on pods that come are followed from their beginning. @returns how to stop. */
  join(crews: readonly Crew[]): Promise<() => void> {
    return followCrews(this.#c, crews, (pods, crew) => {
      const { asked } = this.#reading
      this.#pods.set(crew, pods)
      this.funnel.poke()
      for (const source of choose(pods.flatMap(containersOf), asked)) this.#come(source)
    })
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

  #come(source: Source): void {
    const key = keyOf(source)
    if (this.sources.length >= mostSources || this.sources.some((one) => keyOf(one) === key)) return
    this.funnel.note(`${source.pod} ${source.container} came.`)
    this.#begin(source)
  }

  /** @param tail lines to begin with where none was seen. */
  #begin(source: Source, tail?: number): void {
    this.sources.push(source)
    void this.#follow(source, tail).catch(this.#fail)
  }

  /** By one of them: a refusal of any ends the stream when it is opened, too. */
  async #review(): Promise<void> {
    const { resource } = this.#reading
    const kube = this.#c.var.connection.kube({ signal: this.#signal })
    const may = async () => {
      const [one] = this.sources
      return one === undefined || kube.can('get', resource, one.namespace, one.pod, 'log')
    }
    const end = await untilRefused(may, often.rights, this.#signal)
    if (end === true) return
    this.#fail(end === false ? withdrawn({ id: `${resource.id}/log` }) : end)
  }

  async #listen(): Promise<void> {
    const kube = this.#c.var.connection.kube({ signal: this.#signal })
    const silent = () => {
      const nodes = new Set(this.sources.map(({ node }) => node).filter((node) => node !== ''))
      const quiet = [...nodes].filter((node) => !this.#heard.has(node))
      this.#heard = new Set()
      return quiet
    }
    await watchNodes(kube, silent, (text) => this.funnel.note(text), this.#signal)
  }

  async #follow(source: Source, tail?: number): Promise<void> {
    const { resource, asked, now } = this.#reading
    const kube = this.#c.var.connection.kube({ signal: this.#signal })
    const seen = this.#places.get(keyOf(source)) ?? null
    const { over } = source
    const how = { earliest: beginning(asked, now), over, ...(tail !== undefined && { tail }) }
    for await (const event of followLog(logOf(kube, resource, source), seen, this.#signal, how))
      this.#hear(source, event)
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

  #gone(source: Source): void {
    this.funnel.note(`${source.pod} is gone.`)
    this.#places.delete(keyOf(source))
    this.#picks.delete(keyOf(source))
    this.sources.splice(this.sources.indexOf(source), 1)
  }
}

const how = (end: string) => (end === '' ? '' : `: ${end}`)
