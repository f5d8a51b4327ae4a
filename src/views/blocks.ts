/** The closed set of shapes that an object's page is built from. Templates draw them. */
import type { Cell, Tone } from './cell.ts'
import type { TreeNode } from './tree.ts'

export type Block = Fields | Conditions | Tags | Tree

export interface Fields {
  readonly block: 'fields'
  readonly title: string
  readonly fields: readonly { readonly label: string; readonly cells: readonly Cell[] }[]
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
