/** What a kind file may say of an object where many are looked at together. */
import type { To } from './to.ts'

/** What is wrong with an object in the few words that others of its owner share. */
export interface Trouble {
  /** What it belongs to, where that is what a person looks for. */
  readonly of?: To | undefined
  /** Of one, of several: `keeps ending`, `keep ending`. */
  readonly verbs: readonly [string, string]
  /** `exit 1`; empty where nothing more is known. */
  readonly cause: string
  /** Nothing of it runs any more. */
  readonly over?: boolean
  /** It is well just now, and was not at this instant (RFC 3339): for a while after that it is told of. */
  readonly again?: string
}

/** Cores, bytes, and how many pods. */
export type Capacity = readonly [cpu: number, memory: number, pods: number]

export interface AmongMany<T> {
  /**
   * On a page about all of them those of one owner with the same words are told together. The same for the
   * same object. Absent, or null: its status says it.
   */
  readonly trouble?: (object: T) => Trouble | null
  /** What of the cluster's room it takes, or gives; null: nothing. */
  readonly takes?: (object: T) => Capacity | null
  readonly gives?: (object: T) => Capacity | null
  /** Services by `NAMESPACE/NAME`: the ones that it is, answers for (with how many endpoints), or leads to. */
  readonly services?: (object: T) => { readonly names: readonly string[]; readonly ready?: number }
  /** When it was changed last (RFC 3339), and how, where more is known than that it was created. */
  readonly changed?: (object: T) => { readonly at: string; readonly words: string } | null
}
