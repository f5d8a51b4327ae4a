/** Reads a path: `.spec.nodeName`, `{.status.conditions[?(@.type=="Ready")].status}`, `.metadata.labels.app\.kubernetes\.io/name`. */
import { type Comparison, compared } from './compared.ts'

export type Step =
  | { readonly step: 'field'; readonly name: string }
  /** Counted from 0; from the end below it. */
  | { readonly step: 'place'; readonly at: number }
  | { readonly step: 'all' }
  | { readonly step: 'where'; readonly is: Comparison }

export type JsonPath = readonly Step[]

/** What of a text is no path, counted from 1, and why. */
export interface NotJsonPath {
  readonly at: number
  readonly why: string
}

/** Characters and steps of one path. */
const longest = 300
const deepest = 20

/** Braces, the `$` and the first dot may be left out, as kubectl's custom columns allow it. */
export function readPath(text: string): JsonPath | NotJsonPath {
  if (text.length > longest) return { at: longest, why: `a path has at most ${longest} characters` }
  const braced = text.startsWith('{')
  if (braced && !text.endsWith('}')) return { at: text.length, why: 'the } of its { is missing' }
  const from = braced ? 1 : 0
  const inner = text.slice(from, braced ? -1 : undefined)
  const dollar = inner.startsWith('$') ? 1 : 0
  const bare = inner.slice(dollar)
  const dot = /^[.[]/.test(bare) ? '' : '.'
  const steps = read(dot + bare)
  if (!('why' in steps)) return steps
  return { ...steps, at: Math.max(1, steps.at + from + dollar - dot.length) }
}

function read(text: string): JsonPath | NotJsonPath {
  const steps: Step[] = []
  let at = 0
  while (at < text.length) {
    const next = stepAt(text.slice(at))
    if ('why' in next) return { at: at + 1, why: next.why }
    if (steps.length === deepest) return { at: at + 1, why: `a path has at most ${deepest} steps` }
    steps.push(next.step)
    at += next.length
  }
  return steps.length > 0 ? steps : { at: 1, why: 'a path names a field: .spec.nodeName' }
}

type Next = { readonly step: Step; readonly length: number } | { readonly why: string }

const forms: readonly (readonly [RegExp, (part: string) => Step | null])[] = [
  [/^\.\*|^\[\*\]/, () => ({ step: 'all' })],
  [/^\.((?:\\.|[^.[\]{}()'"\s,*?@\\])+)/, (name) => field(name.replaceAll(/\\(.)/g, '$1'))],
  [/^\[(-?\d{1,6})\]/, (digits) => ({ step: 'place', at: Number(digits) })],
  [/^\['([^'\]]+)'\]/, (name) => field(name)],
  [/^\["([^"\]]+)"\]/, (name) => field(name)],
  [/^\[\?\(((?:"[^"]*"|'[^']*'|[^"')])*)\)\]/, where],
]

const field = (name: string): Step => ({ step: 'field', name })

function where(condition: string): Step | null {
  const is = compared(condition)
  return is === null ? null : { step: 'where', is }
}

function stepAt(text: string): Next {
  for (const [form, make] of forms) {
    const match = form.exec(text)
    const step = match === null ? null : make(match[1] ?? '')
    if (match !== null && step !== null) return { step, length: match[0].length }
  }
  return { why: strange.find(([form]) => form.test(text))?.[1] ?? plain }
}

const plain =
  'a field (.name), a key ([\'a.b/c\']), a place ([0]), [*] or [?(@.type=="Ready")] is expected'

/** What kubectl has beyond this. */
const strange: readonly (readonly [RegExp, string])[] = [
  [/^\.\./, '.. looks everywhere in an object, which is not done here: name the fields on the way'],
  [/^\[-?\d*:/, 'slices are not taken here: use [0] or [*]'],
  [/^\[[^\]]*,/, 'unions are not taken here: make a column of each'],
  [
    /^\[\?/,
    'one comparison is taken: [?(@.type=="Ready")], with ==, !=, <, <=, > or >=, or [?(@.field)]',
  ],
  [/^\{|^\}/, 'one path in one pair of braces is taken, no range and no text around it'],
]
