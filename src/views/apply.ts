/** Applying a text: the form, and what came of each document. Pure. */
import type { Exact } from './escape.ts'
import type { GutterPart } from './edit.ts'
import type { Foot, Link, Shell } from './shell.ts'

/** What a document came to, or would. */
export interface Result {
  /** `Deployment cart`. */
  readonly text: string
  readonly href: string
  readonly namespace: string
  readonly tone: 'ok' | 'idle' | 'busy' | 'warn' | 'bad'
  /** `would be created`, `changed`, `failed`. */
  readonly word: string
  /** The API server's words, or ours. */
  readonly said: readonly string[]
  /** Of each of them, where one has a line of its own; absent: none has. */
  readonly lines?: readonly number[]
  /** Where it stands in the text; 0: it is not known. */
  readonly line: number
}

export interface ResultRow extends Result {
  readonly notes: readonly { readonly text: string; readonly line: number }[]
}

/** A line that each of them names by itself is not named beside them. */
export function resultRow(result: Result): ResultRow {
  const { said, lines = [], line } = result
  const notes = said.map((text, at) => ({ text, line: lines[at] ?? 0 }))
  return { ...result, notes, line: lines.length > 0 ? 0 : line }
}

export interface ApplyPage {
  readonly shell: Shell
  readonly assets: { readonly css: string; readonly js: string }
  readonly action: string
  /** Above the results; empty: the form is new. */
  readonly said: string
  readonly tone: 'ok' | 'busy' | 'warn' | 'bad'
  readonly results: readonly ResultRow[]
  /** It can be applied as it stands. */
  readonly ready: boolean
  /** Fields in it belong to others: a step of its own takes them. */
  readonly contested: boolean
  readonly once: string
  /** Where documents go that name no namespace. */
  readonly ns: string
  readonly text: Exact
  readonly base: Exact
  /** All of the text stands in the cluster. */
  readonly stored: boolean
  readonly gutter: readonly GutterPart[]
  readonly rows: number
  readonly templates: readonly Link[]
  /** What the fields of its kinds are for. */
  readonly explained: readonly Link[]
  readonly kubectl: string
  readonly foot: Foot
}

/** How many of what: `2 would be created, 1 failed`. */
export function summary(results: readonly Result[]): string {
  const words = [...new Set(results.map(({ word }) => word))]
  return words
    .map((word) => `${String(results.filter((each) => each.word === word).length)} ${word}`)
    .join(', ')
}
