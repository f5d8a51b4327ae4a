/** What the API server finds wrong with a text: each of it by itself, at its line. Pure. */
import { isRecord } from '../json.ts'
import { lineOf } from './line-of.ts'
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

/** In the order of the text: the API server tells fields of a map in any. Empty: its words name no field. */
export const faultsOf = (said: Said, text: string): readonly Fault[] =>
  found(said, text).toSorted((one, other) => place(one) - place(other))

/** What is in no line comes last. */
const place = ({ line }: Fault): number => (line === 0 ? Number.MAX_SAFE_INTEGER : line)

function found({ message, causes }: Said, text: string): readonly Fault[] {
  const fault = (field: string, words: string) => ({
    text: words,
    line: lineOf(text, placed(field, text)),
  })
  const known = causes.filter(({ field }) => field !== '')
  if (known.length > 0)
    return known.map(({ field, message: words }) => fault(field, `${field}: ${words}`))
  const unknown = [...message.matchAll(/(?:unknown|duplicate) field "([^"]+)"/g)]
  if (unknown.length > 0) return unknown.map(([words, field = '']) => fault(field, sentence(words)))
  return typed(message).map(({ field, words }) => fault(field, `${field.slice(1)}: ${words}`))
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Server-side apply says all at once, a line each (structured-merge-diff, typed/helpers.go). */
function typed(message: string): readonly { field: string; words: string }[] {
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

/** An item that is named by its keys (`containers[name="app"]`) by its place instead. */
function placed(path: string, text: string): string {
  if (!path.includes('="') && !/\[\w+=/.test(path)) return path
  let at = valuesIn(text)
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
