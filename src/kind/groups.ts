/** What a kind says of its objects where they are alike: a list shows each group of them as one. */
import type { KubeObject } from '../kube.ts'

/** How a list's objects are put together where they are alike: each group is an object of a kind of its own. */
export interface Groups<T, K> {
  /** Words of `group=`, the usual one first, and what each is called. */
  readonly by: Readonly<Record<string, string>>
  /** @param by one of the words. */
  readonly member: (object: T, by: string) => Member
  readonly whole: (alike: Whole<T>, by: string) => KubeObject
  /** Of a group: its columns and status. Its facets are what a list of groups is narrowed by. */
  readonly kind: K
  /** Fields of the filter box and what those of a group have in them. */
  readonly terms: (group: KubeObject) => Readonly<Record<string, string>>
  /** In what order those of one group are shown: a column's id. */
  readonly sort: string
  /** The highest come first where no column sorts. */
  readonly order: (group: KubeObject) => number
}
/** What one object adds to those that it is alike. */
export interface Member {
  /** Those with the same are alike. */
  readonly key: string
  /** What it is about: those of one thing count it once. */
  readonly about: string
  readonly times: number
  /** RFC 3339, or empty. */
  readonly first: string
  readonly last: string
}
/** Those that are alike. */
export interface Whole<T> {
  readonly rows: number
  readonly about: number
  readonly times: number
  /** The earliest of them, and the latest. */
  readonly first: T
  readonly last: T
}
