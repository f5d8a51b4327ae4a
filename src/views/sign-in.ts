/** The sign-in form, at the address that was asked for, and what follows it. */
import { age } from './age.ts'
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
  /** What that may come from. */
  readonly note: string
  readonly action: string
  /** The address to go on to. */
  readonly to: string
  /** What was typed into the form whose sending was refused. */
  readonly kept: readonly Kept[]
  readonly home: string
}

/** The same where a proxy brings the token: nothing can be typed here. What is kept has its own names. */
export type PassedPage = Omit<SignInPage, 'action'>

/**
 * Why an API server may refuse a token, as far as that can be told from here.
 * @param ends when the token says that it ends; null: it does not say. @param before it was accepted once.
 */
export function doubts(ends: number | null, before: boolean, now: number): string {
  if (ends !== null && ends <= now)
    return `The token says of itself that it ended ${age(now - ends)} ago.`
  if (before) return 'It did before: the token has ended, or was withdrawn, or its owner is gone.'
  return 'It may be for another cluster, have ended or been withdrawn, or not be whole.'
}

/** Leads on by itself. */
export interface OnPage {
  readonly shell: Shell
  readonly to: string
}

export interface AgainPage {
  readonly shell: Shell
  readonly action: string
  readonly kept: readonly Kept[]
  readonly home: string
}

/** Typed fields travel under this prefix, so that none can be taken for the form's own. */
export const prefix = 'kept.'
