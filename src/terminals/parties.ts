/** Who has to do with a terminal: what it is, the page that looks at it, the rules around it. */
import type { Connection, End, Ref } from '../kube.ts'
import type { Why } from './silence.ts'

/** What it is, for whom; never changes. */
export interface About {
  readonly id: string
  /** Whose it is: nobody else finds it. */
  readonly owner: string
  readonly ref: Ref
  readonly uid: string
  readonly container: string
  /** Absent: attached to what the container runs. */
  readonly command?: readonly string[]
  /** Without one lines end as they were written. */
  readonly tty: boolean
  /** Whether it has an input: else what is typed goes nowhere. */
  readonly reads: boolean
}

/** How it ended: by itself, with what was found when it was looked why, or because of a rule of ours. */
export type Ended =
  | (End & {
      readonly why?: Why
      /** Something was typed that nothing was written after. */
      readonly unanswered?: boolean
    })
  | { readonly how: 'closed'; readonly words: string }

/** What a page hears of it at first. */
export interface Begun {
  readonly about: About
  /** How many bytes were typed: a page that comes back goes on from there. */
  readonly typed: number
}

/** Of all bytes of output, where a page begins, or goes on. */
export interface From {
  /** How many came before the next. */
  readonly at: number
  /** How many of those that were asked for are gone. */
  readonly lost: number
  /** How many any page has shown before: what they asked a terminal was answered then. */
  readonly seen: number
}

/** One page that looks. */
export interface Viewer {
  /** Bytes that were given to it and are not on their way yet. */
  backlog(): number
  begins(begun: Begun, from: From): void
  output(bytes: Buffer): void
  /** It will be closed unless something is typed. */
  warned(words: string): void
  /** Its person is to show that they are signed in, by any request. */
  prove(): void
  /** It does not answer at the moment; null: it does again. */
  silent(why: Why | null): void
  /** Nothing comes any more. */
  ended(ended: Ended): void
  /** Another page looks now. */
  taken(): void
}

export interface Around {
  readonly limits: {
    /** Milliseconds that it waits for its page to come back. */
    readonly away: number
    /** Milliseconds without a key. */
    readonly idle: number
    /** Milliseconds in all. */
    readonly longest: number
    /** Milliseconds between two looks whether this is still allowed. */
    readonly review: number
  }
  /** Throws what withdraws it; its message is told. `ask` asks the page for a newer credential. */
  readonly allowed: (ask: () => void) => Promise<void>
  /** A credential of whose it is. */
  readonly proved: (connection: Connection) => void
  /** Of whom its page came, who is not whose it is. */
  readonly met: (owner: string) => void
  /** What may be wrong, within seconds; never throws. */
  readonly look: () => Promise<Why>
  /** Called once. */
  readonly over: (ended: Ended) => void
}
