/** One run: what is to be done to each of its objects, how far it is, and how it goes on after a stop. */
import { randomBytes } from 'node:crypto'
import { AppError, NotSignedIn, Uncertain } from '../errors.ts'
import type { Kube } from '../kube.ts'
import { Listeners } from '../live/listeners.ts'
import {
  type Came,
  type Ending,
  type Item,
  Parted,
  type State,
  type Task,
  type Working,
} from './task.ts'

/** How far one is. */
export interface Step {
  readonly item: Item
  readonly state: State
  /** What came of it, or what it waits for: the API server’s words. */
  readonly words: string
  /** Of the run when it last changed. */
  readonly version: number
}

interface Own extends Step {
  state: State
  words: string
  version: number
  readonly act: (working: Working, tell: (words: string) => void) => Promise<Came>
}

/** What a run hears from where it is kept. */
export interface Around {
  /** The process goes down. */
  readonly down: AbortSignal
  /** A failure that nobody foresaw. */
  readonly unforeseen: (error: unknown) => void
}

/** Failures of the API server in a row after which nothing more is sent. */
const inRow = 3

export class Run {
  /** Nobody guesses it. */
  readonly id = randomBytes(16).toString('base64url')
  readonly owner: string
  readonly about: Pick<Task, 'title' | 'resource' | 'kubectl'> & Required<Pick<Task, 'ways'>>
  state: Ending | 'running' = 'done'
  /** Why it stopped, and what its beginning and its end have said. */
  why = ''
  note = ''
  /** Of the last change. */
  version = 0
  /** Milliseconds of this process, as `performance.now()` counts; null while it runs. */
  ended: number | null = null
  /** Settles once it runs no more, never with an error. */
  over: Promise<void> = Promise.resolve()
  readonly #steps: readonly Own[]
  readonly #task: Pick<Task, 'before' | 'after'> & { readonly atOnce: number }
  readonly #around: Around
  readonly #viewers = new Listeners<void>()
  #cancel = new AbortController()
  /** Aborted once too much failed: what is under way and waits is let go. */
  #halt = new AbortController()
  #failures = 0
  #stop = ''

  constructor(owner: string, task: Task, around: Around) {
    const { title, resource, back, kubectl, items, act, atOnce = 1, before, after } = task
    this.owner = owner
    const { ways = [{ text: 'To the list', href: back }] } = task
    this.about = { title, resource, ways, kubectl }
    this.#task = { atOnce, ...(before && { before }), ...(after && { after }) }
    this.#around = around
    this.#steps = items.map((item) => ({
      item,
      state: 'waiting',
      words: '',
      version: 0,
      act: (working, tell) => act(item, working, tell),
    }))
  }

  get steps(): readonly Step[] {
    return this.#steps
  }

  /** It was cancelled, and what was sent is still under way. */
  get ending(): boolean {
    return this.state === 'running' && this.#cancel.signal.aborted
  }

  count(state: State): number {
    return this.#steps.filter((step) => step.state === state).length
  }

  /** Those that were left in the middle. */
  get parted(): number {
    return this.#steps.filter(({ state, words }) => state === 'waiting' && words !== '').length
  }

  watch(changed: () => void): () => void {
    return this.#viewers.add(changed)
  }

  /** Does what waits, as this person; one that runs goes on as it is. What is done stays done. */
  go(kube: Kube): void {
    if (this.state === 'running' || this.count('waiting') === 0) return
    this.#cancel = new AbortController()
    this.#halt = new AbortController()
    this.state = 'running'
    this.ended = null
    this.why = ''
    this.#stop = ''
    this.#failures = 0
    const signal = AbortSignal.any([this.#cancel.signal, this.#halt.signal, this.#around.down])
    this.over = this.#all({ kube, signal })
    this.#changed()
  }

  /** What failed waits again; what nobody knows of does not. */
  again(kube: Kube): void {
    if (this.state === 'running') return
    for (const step of this.#steps) if (step.state === 'failed') this.#set(step, 'waiting', '')
    this.go(kube)
  }

  /** Nothing more is begun; what was sent comes to its end. */
  cancel(): void {
    if (this.state !== 'running') return
    this.#cancel.abort()
    this.#changed()
  }

  async #all(working: Working): Promise<void> {
    const { before, after, atOnce } = this.#task
    const begun = before === undefined || (await this.#said(before(working), working.signal))
    if (begun) {
      const others = Array.from({ length: atOnce - 1 }, () => this.#beside(working))
      await this.#first(working, others)
    }
    const how = this.#how()
    if (after !== undefined) await this.#said(after(working, how), null)
    this.state = how
    this.why = this.#stop
    this.ended = performance.now()
    this.#changed()
  }

  /** Who cancels it is heard, also where too much has failed by then. */
  #how(): Ending {
    const waits = this.count('waiting') > 0
    if (this.#cancel.signal.aborted && (waits || this.#stop !== '')) return 'cancelled'
    if (this.#stop !== '') return 'stopped'
    return waits ? 'down' : 'done'
  }

  /** @param why of the first time. */
  #stopped(why: string): void {
    this.#stop ||= why
    this.#halt.abort()
  }

  /** What a beginning or an end says; whether it went well. @param signal of a beginning, without which nothing is done. */
  async #said(saying: Promise<string>, signal: AbortSignal | null): Promise<boolean> {
    try {
      const words = await saying
      if (words !== '') this.note = words
      return true
    } catch (error) {
      if (signal === null) this.note = this.#wordsOf(error)
      else if (!signal.aborted || error instanceof AppError) this.#stopped(this.#wordsOf(error))
      return false
    } finally {
      this.#changed()
    }
  }

  /** After a failure of the API server it is one at a time: no more fail than may in a row, or are sent at once. */
  async #first(working: Working, others: readonly Promise<void>[]): Promise<void> {
    for (let step = this.#next(working); step !== undefined; step = this.#next(working)) {
      await this.#one(step, working)
      if (this.#failures > 0) await Promise.all(others)
    }
    await Promise.all(others)
  }

  async #beside(working: Working): Promise<void> {
    for (let step = this.#next(working); step !== undefined; step = this.#next(working)) {
      await this.#one(step, working)
      if (this.#failures > 0) return
    }
  }

  #next({ signal }: Working): Own | undefined {
    if (signal.aborted || this.#stop !== '') return undefined
    return this.#steps.find(({ state }) => state === 'waiting')
  }

  async #one(step: Own, working: Working): Promise<void> {
    this.#set(step, 'doing', '')
    const tell = (words: string) => {
      if (step.state === 'doing' && step.words !== words) this.#set(step, 'doing', words)
    }
    try {
      const { state, words } = await step.act(working, tell)
      this.#failures = 0
      this.#set(step, state, words)
    } catch (error) {
      this.#failed(step, error, working.signal)
    }
  }

  #failed(step: Own, error: unknown, signal: AbortSignal): void {
    if (signal.aborted && !(error instanceof AppError))
      return this.#set(step, 'waiting', error instanceof Parted ? error.message : '')
    if (error instanceof NotSignedIn) {
      this.#stopped('The API server does not know you any more: sign in again, and go on.')
      return this.#set(step, 'waiting', '')
    }
    const words = this.#wordsOf(error)
    const isTrouble = !(error instanceof AppError) || error.status >= 500
    // What our own end cuts off says nothing of the API server.
    this.#failures = isTrouble && !this.#around.down.aborted ? this.#failures + 1 : 0
    if (this.#failures >= inRow)
      this.#stopped(
        `It failed ${String(inRow)} times in a row, so nothing more was sent. The last time: ${words}`,
      )
    this.#set(step, error instanceof Uncertain ? 'unknown' : 'failed', words)
  }

  #wordsOf(error: unknown): string {
    if (error instanceof AppError) return error.message
    this.#around.unforeseen(error)
    return 'Portlight failed and did not foresee it. The log has more.'
  }

  #set(step: Own, state: State, words: string): void {
    step.state = state
    step.words = words
    step.version = this.version + 1
    this.#changed()
  }

  #changed(): void {
    this.version += 1
    this.#viewers.tell()
  }
}
