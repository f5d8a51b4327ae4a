/** The terminals of this process: found by who began them alone, a bounded number of them. */
import { randomBytes } from 'node:crypto'
import { Busy } from '../errors.ts'
import type { Channel, Connection } from '../kube.ts'
import type { About, Around, Ended } from './parties.ts'
import { Terminal } from './terminal.ts'

export interface Limits extends Readonly<Record<'away' | 'idle' | 'longest' | 'review', number>> {
  /** Of one person in one cluster. */
  readonly each: number
  readonly all: number
}

export class Terminals {
  readonly #limits: Limits
  readonly #all = new Map<string, Terminal>()
  /** Those that have ended and are still found, in that order, with whose they are. */
  readonly #over = new Map<string, string>()
  /** Whoever asks for one of another process hears that it is another's. */
  readonly replica: string
  /** Whose are being opened. */
  readonly #opening: string[] = []

  constructor(limits: Limits, replica = randomBytes(6).toString('hex')) {
    this.#limits = limits
    this.replica = replica
  }

  /** @param open begins the process @throws Busy, and whatever `open` throws */
  async begin(
    about: Omit<About, 'id'>,
    open: () => Promise<Channel>,
    around: Pick<Around, 'allowed' | 'proved' | 'met' | 'look' | 'over'>,
  ): Promise<Terminal> {
    this.#admit(about.owner)
    this.#opening.push(about.owner)
    const channel = await open().finally(() =>
      this.#opening.splice(this.#opening.indexOf(about.owner), 1),
    )
    const id = `${this.replica}-${randomBytes(16).toString('hex')}`
    const over = (ended: Ended) => {
      around.over(ended)
      this.#ends(about.owner, id)
    }
    const terminal = new Terminal({ ...about, id }, channel, {
      ...around,
      limits: this.#limits,
      over,
    })
    this.#all.set(id, terminal)
    return terminal
  }

  find(owner: string, id: string): Terminal | undefined {
    const found = this.#all.get(id)
    return found?.about.owner === owner ? found : undefined
  }

  /** @param owner whose the API server says that the credential is: nobody else's terminals hear of it */
  proved(owner: string, connection: Connection): void {
    for (const terminal of this.#open())
      if (terminal.about.owner === owner) terminal.proved(connection)
  }

  /** Its page has come as somebody else: it goes on as it is, and may say so when it ends. */
  met(owner: string, id: string): void {
    this.#all.get(id)?.met(owner)
  }

  /** How many are open. */
  open(): number {
    return this.#open().length
  }

  /** Whether another process began it, as far as its name tells. */
  isElsewhere(id: string): boolean {
    return /^[0-9a-f]{12}-[0-9a-f]{32}$/.test(id) && !id.startsWith(`${this.replica}-`)
  }

  /** The process goes down. */
  async close(words: string): Promise<void> {
    await Promise.all([...this.#all.values()].map((terminal) => terminal.close(words)))
  }

  /** Its page may come back for its last words: but only so many are kept, the newest. */
  #ends(owner: string, id: string): void {
    const forget = (one: string) => {
      this.#all.delete(one)
      this.#over.delete(one)
    }
    this.#over.set(id, owner)
    setTimeout(() => forget(id), this.#limits.away).unref()
    const all = [...this.#over.keys()]
    const mine = all.filter((one) => this.#over.get(one) === owner)
    for (const one of [...mine.slice(0, -this.#limits.each), ...all.slice(0, -this.#limits.all)])
      forget(one)
  }

  #open(): readonly Terminal[] {
    return [...this.#all.values()].filter(({ ended }) => ended === null)
  }

  #admit(owner: string): void {
    const owners = [...this.#open().map(({ about }) => about.owner), ...this.#opening]
    const mine = owners.filter((each) => each === owner).length
    const { each, all } = this.#limits
    if (mine >= each) throw new Busy(`${each} shells of yours are open already: close one first.`)
    if (owners.length >= all)
      throw new Busy(`${all} shells are open in this Portlight already: try again later.`)
  }
}
