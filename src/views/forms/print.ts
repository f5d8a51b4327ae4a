/** What forms of text have in common. */
import type { Cell } from '../cell.ts'

/** What a form needs of a column. */
export interface TextColumn {
  readonly title: string
  /** Numbers and ages. */
  readonly right: boolean
}

/** Texts of the next rows, one a column. The head comes before the first of them. */
export type Print = (rows: readonly (readonly string[])[]) => string

/** What a cell says without its page: the same words. */
export function cellText({ text, note, ago }: Cell): string {
  const behind = [
    ...(note === undefined || note === '' ? [] : [note]),
    ...(ago === undefined ? [] : [`(${ago.text} ago)`]),
  ]
  return [text, ...behind].join(' ')
}
