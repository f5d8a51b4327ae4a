/** What is to be done to many objects, and what may come of each. */
import type { Kube, Resource } from '../kube.ts'

/** One of the objects that a run is about. */
export interface Item {
  /** No other of the run has it: the uid of the object that was seen. */
  readonly id: string
  readonly name: string
  readonly namespace: string | null
  /** The object’s page. */
  readonly href: string
}

/** `unknown`: it was sent, and no answer came. `doing` is told of while it goes on. */
export type State = 'waiting' | 'doing' | 'done' | 'skipped' | 'failed' | 'unknown'

/** What came of one: done, or left alone for a reason. What failed is thrown. */
export interface Came {
  readonly state: 'done' | 'skipped'
  readonly words: string
}

/** As whom, and until when. */
export interface Working {
  readonly kube: Kube
  /** Aborted by Cancel, once too much failed, and where the process goes down: what waits is to throw its reason. */
  readonly signal: AbortSignal
}

/** `done`: nothing is left that waits. `stopped`: too much failed in a row, or the session is over. */
export type Ending = 'done' | 'stopped' | 'cancelled' | 'down'

/** A link beside its buttons. */
export interface Way {
  readonly text: string
  readonly href: string
  /** Not while it runs, and then only where this says so; absent: always. */
  readonly later?: () => boolean
}

/** Thrown by one that a cancel leaves in the middle: it waits again, and this says what was begun of it. */
export class Parted extends Error {}

export interface Task<T extends Item = Item> {
  /** `Delete 12 Pods`. */
  readonly title: string
  /** What its objects are, and where the list of them stands. */
  readonly resource: Resource
  readonly back: string
  /** Where one goes on; absent: to that list. */
  readonly ways?: readonly Way[]
  /** The line that does the same; empty: there is none. */
  readonly kubectl: string
  readonly items: readonly T[]
  /** Does it to one. @param tell what it is at or waits for, in words, while it lasts. Throws AppErrors. */
  readonly act: (item: T, working: Working, tell: (words: string) => void) => Promise<Came>
  /** How many at a time; absent: one. */
  readonly atOnce?: number
  /** Before the first, each time that it begins or goes on; its words are said beside what comes. Throws AppErrors: nothing is done then. */
  readonly before?: (working: Working) => Promise<string>
  /** After the last, however it ended; its words are said. The signal is aborted where it did not come to its own end. */
  readonly after?: (working: Working, how: Ending) => Promise<string>
}
