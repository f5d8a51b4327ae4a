/** All runs of this process: each is found by who began it and by nobody else, and forgotten some time after its end. */
import { Busy } from '../errors.ts'
import type { Kube } from '../kube.ts'
import { type Around, Run } from './run.ts'
import type { Item, Task } from './task.ts'

export const limits = {
  /** Objects of one run. */
  items: 1000,
  /** Under way, of one person and in this process. */
  running: { person: 4, process: 40 },
  /** Remembered, those under way among them. */
  kept: { person: 12, process: 120 },
  /** Milliseconds after its end. */
  forget: 1_800_000,
} as const

export class Runs {
  /** In the order of their beginning. */
  readonly #all = new Map<string, Run>()
  readonly #around: Around

  constructor(around: Around) {
    this.#around = around
  }

  /** @param owner who may see and stop it: a cluster and a person. @throws Busy */
  begin<T extends Item>(owner: string, task: Task<T>, kube: Kube): Run {
    this.#forget()
    this.#admit(owner)
    this.#makeRoom(owner)
    const run = new Run(owner, untyped(task), this.#around)
    this.#all.set(run.id, run)
    run.go(kube)
    return run
  }

  /** One that is over goes on with what waits, or with what failed as well. @throws Busy */
  resume(run: Run, step: 'go' | 'again', kube: Kube): void {
    if (run.state !== 'running') this.#admit(run.owner)
    run[step](kube)
  }

  /** How many are under way. */
  running(): number {
    return this.#running().length
  }

  /** Undefined for another’s, too. */
  find(owner: string, id: string): Run | undefined {
    this.#forget()
    const run = this.#all.get(id)
    return run?.owner === owner ? run : undefined
  }

  /** The newest first. */
  of(owner: string): readonly Run[] {
    this.#forget()
    return [...this.#all.values()].filter((run) => run.owner === owner).toReversed()
  }

  /** Once the process goes down: all have come to their end. */
  async over(): Promise<void> {
    await Promise.all([...this.#all.values()].map((run) => run.over))
  }

  #running(): readonly Run[] {
    return [...this.#all.values()].filter(({ state }) => state === 'running')
  }

  #admit(owner: string): void {
    const running = this.#running()
    const { person, process } = limits.running
    const mine = running.filter((run) => run.owner === owner)
    if (mine.length >= person)
      throw new Busy(
        `${String(person)} of your runs are under way, the most at a time: wait for one of them, or cancel it.`,
      )
    if (running.length >= process)
      throw new Busy('As many runs are under way as there may be: try again in a moment.')
  }

  #makeRoom(owner: string): void {
    const kept = [...this.#all.values()].filter((run) => run.owner === owner)
    if (kept.length >= limits.kept.person) this.#drop(kept)
    if (this.#all.size >= limits.kept.process) this.#drop([...this.#all.values()])
  }

  /** The oldest of them that is over. */
  #drop(runs: readonly Run[]): void {
    const oldest = runs.find(({ state }) => state !== 'running')
    if (oldest !== undefined) this.#all.delete(oldest.id)
  }

  #forget(): void {
    const old = performance.now() - limits.forget
    for (const [id, { ended }] of this.#all) if (ended !== null && ended < old) this.#all.delete(id)
  }
}

/** A run hands each item to what is done to it: it need not know more of it. */
function untyped<T extends Item>({ items, act, ...rest }: Task<T>): Task {
  const own = new Map<Item, T>(items.map((item) => [item, item]))
  return {
    ...rest,
    items,
    act: async (item, working, tell) => {
      const found = own.get(item)
      if (found === undefined) throw new Error('an item of another run')
      return act(found, working, tell)
    },
  }
}
