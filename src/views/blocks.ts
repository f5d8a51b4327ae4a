/** The closed set of shapes that an object's page is built from. Templates draw them. */
import type { Cell, Tone } from './cell.ts'
import type { TreeNode } from './tree.ts'

export type Block = Fields | Conditions | Tags | Tree | Grid | Texts | Related

export interface Fields {
  readonly block: 'fields'
  readonly title: string
  /** What the whole of it is like. */
  readonly tone?: Tone | undefined
  /** Behind the title. */
  readonly note?: Cell | undefined
  readonly fields: readonly FieldRow[]
}
export interface FieldRow {
  readonly label: string
  readonly cells: readonly Cell[]
}
export interface Conditions {
  readonly block: 'conditions'
  readonly title: string
  readonly items: readonly Condition[]
  /** How many more there are than shown: the YAML has them. */
  readonly more: string
}
/** One condition in words: `Ready is False` · `ContainersNotReady` · the message · since when. */
export interface Condition {
  readonly tone: Tone
  readonly words: string
  readonly reason: string
  readonly message: string
  readonly since: Cell | null
}
export interface Tags {
  readonly block: 'tags'
  readonly title: string
  readonly tags: readonly { readonly key: string; readonly value: string; readonly href: string }[]
  /** How many more there are than shown: the YAML has them. */
  readonly more: string
}
export interface Tree {
  readonly block: 'tree'
  readonly title: string
  readonly nodes: readonly TreeNode[]
  /** Said where the tree was cut. */
  readonly more: string
}
export interface Grid {
  readonly block: 'grid'
  readonly title: string
  readonly heads: readonly string[]
  readonly rows: readonly { readonly cells: readonly Cell[] }[]
  /** That there are none, or that there are more. */
  readonly more: string
}
/** Long texts, folded where they are many. */
export interface Texts {
  readonly block: 'texts'
  readonly title: string
  readonly texts: readonly {
    readonly name: string
    readonly note: string
    readonly text: string
    readonly open: boolean
  }[]
  readonly more: string
}
/** Objects that belong to this one: a fragment that arrives on its own. */
export interface Related {
  readonly block: 'related'
  readonly title: string
  /** Of its element: the stream finds it by this. */
  readonly id: string
  /** Where the fragment stands. */
  readonly part: string
  /** Where it stands as a page, without JavaScript. */
  readonly page: string
}
