/** What a filter knows of a kind of rows. */
import type { Value } from '../window.ts'

export interface Filterable<R> {
  /** What bare words search: namespace and name, and what else there is. */
  readonly text: (row: R) => string
  /** What that is: `namespace or name`. */
  readonly where?: string
  /** What words with a colon search as well where no name can hold one; absent: names may. */
  readonly beyond?: (row: R) => string
  /** The fields a person may name, by column id; a sentence for one that people expect and that is not here. */
  readonly fields: ReadonlyMap<string, Field<R> | string>
  /** Fields with a key of their own: `label:KEY`. */
  readonly keyed?: ReadonlyMap<string, (key: string) => Field<R> | string>
}

export interface Field<R> {
  /** What `field:value` searches; several values stand in lines. */
  readonly text: (row: R) => string
  /** Words that mean something other than their letters: null for one that does not. */
  readonly word?: (typed: string) => ((row: R) => boolean) | null
  /** What `field=value` compares where it is not a line of the text. */
  readonly exact?: (row: R) => string
  /** The same of a span that moves with the time of day. */
  readonly shown?: (row: R) => string
  /** Its text alone says what it is: 1/1 is not 2/2, though both come to 1. */
  readonly lettered?: boolean
  /** States have names, not letters: `=` takes them in any case. */
  readonly anyCase?: boolean
  /** There is such a thing, be it empty; absent: it is there where its text is not empty. */
  readonly has?: (row: R) => boolean
  /** What `field>value` compares. */
  readonly value: (row: R) => Value
  /** Reads what a person typed behind `>` or `<` into what `value` gives; null: it is not of that sort. */
  readonly read: (typed: string) => Value
  /** What can be read: `1h`. */
  readonly like?: string
}

/** Those that a person may name here. */
export const names = <R>({ fields, keyed = new Map() }: Filterable<R>): readonly string[] =>
  [...new Set([...fields.keys(), ...keyed.keys()])].filter(
    (name) => typeof fields.get(name) !== 'string',
  )
