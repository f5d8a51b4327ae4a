/** A text of one or several YAML documents, taken apart by its lines: what is sent is each one's own text. */
import { itemLines, lineOf } from '../edit/line-of.ts'
import { Malformed, valuesOf } from '../edit/values.ts'
import { isRecord } from '../json.ts'

export interface Document {
  /** The line of the whole text on which it begins, counted from 1. */
  readonly line: number
  readonly text: string
  readonly apiVersion: string
  readonly kind: string
  /** Empty: the API server makes one of its generateName. */
  readonly name: string
  /** `hello-…` of a generateName, else empty. */
  readonly prefix: string
  /** Null: it names none. */
  readonly namespace: string | null
  /** Why it cannot be sent, a sentence; empty: it can. */
  readonly wrong: string
  /** Where, in the whole text; 0: in no line of it. */
  readonly at: number
}

/** Documents of one text. */
export const most = 200

/** Those without anything but comments are none. At most one more than go at once: who sends that is told. */
export function documents(text: string): readonly Document[] {
  const lines = text.split('\n')
  const starts = [0, ...lines.flatMap((line, at) => (/^---(?:\s|$)/.test(line) ? [at + 1] : []))]
  const found: Document[] = []
  for (const [index, from] of starts.entries()) {
    const next = starts[index + 1]
    const own = lines.slice(from, next === undefined ? lines.length : next - 1)
    if (own.every((line) => /^\s*(?:#.*)?$|^\.\.\.\s*$|^%/.test(line))) continue
    found.push(...flat(read(`${own.join('\n')}\n`, from + 1)))
    if (found.length > most) break
  }
  return found.slice(0, most + 1)
}

function read(text: string, line: number): Document {
  const none = { line, text, apiVersion: '', kind: '', name: '', prefix: '', namespace: null }
  try {
    const { apiVersion, kind, metadata } = valuesOf(text)
    const meta = isRecord(metadata) ? metadata : {}
    const found = {
      ...none,
      apiVersion: word(apiVersion),
      kind: word(kind),
      name: word(meta['name']),
      prefix: word(meta['generateName']) && `${word(meta['generateName'])}…`,
      namespace: word(meta['namespace']) || null,
    }
    const wrong = lacking(found, meta)
    return { ...found, wrong, at: wrong === '' ? 0 : line }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error
    return { ...none, wrong: error.message, at: line + Math.max(0, error.line - 1) }
  }
}

/** The items of a list (`kubectl get -o yaml` makes them), each as a document of its own; what is none as it is. */
function flat(one: Document): readonly Document[] {
  if (!/^(?:v1)?$/.test(one.apiVersion) || one.kind !== 'List') return [one]
  const { items } = valuesOf(one.text)
  if (!Array.isArray(items) || items.length === 0) return [one]
  const lines = itemLines(one.text, 'items')
  const list = lineOf(one.text, 'items')
  return items.slice(0, most + 1).map((item: unknown, at) => {
    const line = one.line + Math.max(0, (lines[at] ?? list) - 1)
    // JSON is YAML: as values it is what the API server reads, numbers to the digit.
    return read(`${JSON.stringify(item)}\n`, line)
  })
}

const word = (value: unknown) => (typeof value === 'string' ? value : '')

function lacking(
  { apiVersion, kind, name }: Pick<Document, 'apiVersion' | 'kind' | 'name'>,
  meta: Readonly<Record<string, unknown>>,
): string {
  if (apiVersion === '') return 'It says no apiVersion.'
  if (kind === '') return 'It says no kind.'
  if (kind === 'List') return 'It is a List without items.'
  return name !== '' || word(meta['generateName']) !== '' ? '' : 'It says no metadata.name.'
}

const first = ['Namespace', 'CustomResourceDefinition']

/** What others need to be there comes first; else as they stand. */
export function inOrder(all: readonly Document[]): readonly Document[] {
  const rank = ({ kind }: Document) => (first.includes(kind) ? first.indexOf(kind) : first.length)
  return all.toSorted((a, b) => rank(a) - rank(b))
}
