/** One printed value: its words, its tone, where it leads. And a row of them. */

export type Tone = 'ok' | 'warn' | 'bad' | 'busy' | 'idle'

export interface Cell {
  readonly text: string
  readonly tone?: Tone
  readonly href?: string
  /** It leads out of Portlight. */
  readonly outside?: boolean
  /** An instant, RFC 3339: the text is its age and ticks in the browser. */
  readonly time?: string
  /** The instant was worked out from a printed age: true to its last unit only. */
  readonly about?: boolean
  /** What a button behind the text copies. */
  readonly copy?: string
  /** In a tooltip. */
  readonly title?: string
  /** Under the text: how much of a whole, and a mark on the way, in per cent. */
  readonly meter?: { readonly width: string; readonly mark: string; readonly tone: Tone | '' }
  /** Less important, behind the text. */
  readonly note?: string
  /** An instant behind the text, RFC 3339 and its age now: `(3m ago)`. */
  readonly ago?: { readonly text: string; readonly time: string }
  /** One for each part, in front of the text. */
  readonly marks?: readonly { readonly tone: Tone; readonly title: string }[]
}

export interface RowCell extends Cell {
  /** The column's id. */
  readonly col: string
  /** Class names of the column: alignment, when it may hide. */
  readonly look: string
}

export interface Row {
  /** `row-UID`. */
  readonly id: string
  /** `NAMESPACE/NAME`, `-/NAME` without a namespace. */
  readonly key: string
  /** Another one whenever the row looks different; not printed. */
  readonly mark: string
  readonly cells: readonly RowCell[]
  /** It begins with a box to select it by. */
  readonly box: boolean
}
