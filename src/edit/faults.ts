/** What the API server finds wrong with a text: each of it by itself, at its line. Pure. */
import { isRecord } from '../json.ts'
import { lineOf, linesIn, longest } from './line-of.ts'
import { Malformed, valuesOf } from './values.ts'

export interface Fault {
  /** A sentence, or `FIELD: words`. */
  readonly text: string
  /** Counted from 1; 0: in no line of it. */
  readonly line: number
}

/** Its words and causes, as a `Status` has them. */
interface Said {
  readonly message: string
  readonly causes: readonly { readonly field: string; readonly message: string }[]
}

/** Faults that are told: the API server may find tens of thousands, and nobody mends more at once. */
const most = 100

/** In the order of the text: the API server tells fields of a map in any. Empty: its words name no field. */
export function faultsOf(said: Said, text: string): readonly Fault[] {
  const all = found(said)
  const lines = linesIn(text)
  const place = placer(text)
  const told = all
    .slice(0, most)
    .map(({ field, words }) => ({ text: words, line: lines(place(field)) }))
    .toSorted((one, other) => rank(one) - rank(other))
  const more = all.length - told.length
  return more === 0 ? told : [...told, { text: `and ${String(more)} more`, line: 0 }]
}

/** The line of the field that Go's words name; null: they name none. */
export function lineInGo(message: string, text: string): number | null {
  const field = /Go struct field \w+\.([\w.]+)/.exec(message)?.[1]
  return field === undefined ? null : lineOf(text, field)
}

/** What is in no line comes last. */
const rank = ({ line }: Fault): number => (line === 0 ? Number.MAX_SAFE_INTEGER : line)

interface Found {
  readonly field: string
  readonly words: string
}

function found({ message, causes }: Said): readonly Found[] {
  const known = causes.filter(({ field }) => field !== '')
  if (known.length > 0)
    return known.map(({ field, message: words }) => ({ field, words: `${field}: ${words}` }))
  const unknown = [...message.matchAll(/(?:unknown|duplicate) field "([^"]+)"/g)]
  if (unknown.length > 0)
    return unknown.map(([words, field = '']) => ({ field, words: sentence(words) }))
  return typed(message).map(({ field, words }) => ({ field, words: `${field.slice(1)}: ${words}` }))
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Server-side apply says all at once, a line each (structured-merge-diff, typed/helpers.go). */
function typed(message: string): readonly Found[] {
  const [, said = ''] = /^failed to create typed patch object \(.*?\): ([^]*)$/.exec(message) ?? []
  const hidden = /\bKind=Secret\)/.test(message)
  return said.split('\n').flatMap((line) => {
    const [, field = '', words = ''] = /^\s*(\.(?:\[[^\]]*\]|[^:[\]])+): (.+)$/.exec(line) ?? []
    return field === '' ? [] : [{ field, words: plain(words, hidden) }]
  })
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  map: 'a map',
  list: 'a list',
  boolean: 'true or false',
}

/** `expected string, got &value.valueUnstructured{Value:3}`: without the words of Go. @param hidden the value is nobody’s to see */
function plain(words: string, hidden: boolean): string {
  const form = /^expected (\w+), got &(?:value\.valueUnstructured)?\{(?:Value:)?(.*)\}$/
  const [, kind = '', value = ''] = form.exec(words) ?? []
  return kind === ''
    ? words
    : `expected ${kinds[kind] ?? kind}, got ${hidden ? 'something else' : valueOf(value)}`
}

function valueOf(go: string): string {
  if (go.startsWith('map[')) return 'a map'
  if (go.startsWith('[]interface')) return 'a list'
  return /^(?:interface \{\}\(nil\)|<nil>)$/.test(go) ? 'nothing' : go
}

/** An item that is named by its keys (`containers[name="app"]`) by its place instead. The text is read once, if at all. */
function placer(text: string): (path: string) => string {
  let values: { readonly of: unknown } | null = null
  return (path) => {
    if (!path.includes('="') && !/\[\w+=/.test(path)) return path
    values ??= { of: valuesIn(text) }
    return placed(path.slice(0, longest), values.of)
  }
}

function placed(path: string, values: unknown): string {
  let at = values
  return path.replaceAll(/\[([^\]]*)\]|([^.[\]]+)/g, (step, keys?: string, field?: string) => {
    if (field !== undefined || keys === undefined) {
      at = isRecord(at) ? at[step] : undefined
      return step
    }
    const items: readonly unknown[] = Array.isArray(at) ? at : []
    const index = /^\d+$/.test(keys) ? Number(keys) : items.findIndex((item) => has(item, keys))
    at = items[index]
    return index < 0 ? step : `[${String(index)}]`
  })
}

/** What it does not say the API server has filled in. */
const has = (item: unknown, keys: string): boolean =>
  isRecord(item) &&
  [...keys.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|[^,]+)/g)].every(
    ([, key = '', value = '']) => item[key] === undefined || JSON.stringify(item[key]) === value,
  )

function valuesIn(text: string): unknown {
  try {
    return valuesOf(text)
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}
