/** The sign-in form, at the address that was asked for, and what follows it. */
import type { Exact } from './escape.ts'
import type { Shell } from './shell.ts'

export interface Kept {
  readonly name: string
  readonly value: Exact
}

export interface SignInPage {
  readonly shell: Shell
  readonly status: number
  readonly cluster: string
  /** Why one has to sign in, in the API server's words where it has spoken. */
  readonly said: string
  readonly action: string
  /** The address to go on to. */
  readonly to: string
  /** What was typed into the form whose sending was refused. */
  readonly kept: readonly Kept[]
  readonly home: string
}

export interface AgainPage {
  readonly shell: Shell
  readonly action: string
  readonly kept: readonly Kept[]
  readonly home: string
}

/** Typed fields travel under this prefix, so that none can be taken for the form's own. */
export const prefix = 'kept.'
