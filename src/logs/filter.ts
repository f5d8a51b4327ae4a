/** Which lines are wanted: words, `-word`, `"two words"`, `/expression/`. Pure but for loading the engine once. */
import type { RE2JS } from 're2js'

export interface LineFilter {
  readonly matches: (text: string) => boolean
  /** Where in a text what was searched stands, in order, not overlapping. */
  readonly found: (text: string) => readonly (readonly [number, number])[]
  /** What could not be understood, a sentence each; such terms are left out. */
  readonly wrong: readonly string[]
}

interface Term {
  readonly not: boolean
  readonly spans: (text: string, low: string) => readonly (readonly [number, number])[]
  readonly test: (text: string, low: string) => boolean
}

/** Spans of one line that are marked. */
const most = 50
/** Steps of an expression: each takes its time at each character (`(?:a?){1000}`: 8 s for one line of 64 KiB). */
const mostSteps = 200

/** Expressions are of RE2's kind: they take time in proportion to the line and to their own steps, which are bounded. */
export async function lineFilter(typed: string): Promise<LineFilter> {
  const wrong: string[] = []
  const terms: Term[] = []
  for (const word of split(typed)) {
    const term = await termOf(word)
    if (typeof term === 'string') wrong.push(term)
    else terms.push(term)
  }
  const wanted = terms.filter(({ not }) => !not)
  return {
    wrong,
    matches(text) {
      const low = lower(text)
      return terms.every(({ not, test }) => test(text, low) !== not)
    },
    found(text) {
      const low = lower(text)
      return joined(wanted.flatMap(({ spans }) => spans(text, low)))
    },
  }
}

/** Letter for letter, so that what stands in it stands there in the text: `İ` alone would become two. */
const lower = (text: string): string => text.replaceAll('İ', 'i').toLowerCase()

/** Words, quoted ones, and expressions between slashes, which may hold white space. */
const split = (typed: string): readonly string[] =>
  typed.match(/-?\/(?:\\.|[^/\\])+\/|(?:"[^"]*"?|[^\s"])+/g) ?? []

async function termOf(word: string): Promise<Term | string> {
  const not = word.length > 1 && word.startsWith('-')
  const rest = not ? word.slice(1) : word
  const expression = /^\/(.+)\/$/.exec(rest)?.[1]
  if (expression !== undefined) return await expressed(expression, not)
  const wanted = lower(rest.replaceAll('"', ''))
  return {
    not,
    test: (_text, low) => low.includes(wanted),
    spans: (_text, low) => all(low, wanted),
  }
}

async function expressed(expression: string, not: boolean): Promise<Term | string> {
  const { RE2JS: engine } = await import('re2js')
  try {
    const compiled = engine.compile(expression, engine.CASE_INSENSITIVE)
    if (compiled.programSize() > mostSteps)
      return `/${expression}/ has too many steps: write it shorter, or with smaller repeat counts.`
    return {
      not,
      test: (text) => compiled.matcher(text).find(),
      spans: (text) => spansOf(compiled, text),
    }
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return `/${expression}/ is no regular expression: ${said}.`
  }
}

function all(low: string, wanted: string): readonly (readonly [number, number])[] {
  const spans: [number, number][] = []
  if (wanted === '') return spans
  for (
    let at = low.indexOf(wanted);
    at >= 0 && spans.length < most;
    at = low.indexOf(wanted, at + wanted.length)
  )
    spans.push([at, at + wanted.length])
  return spans
}

function spansOf(compiled: RE2JS, text: string): readonly (readonly [number, number])[] {
  const matcher = compiled.matcher(text)
  const spans: [number, number][] = []
  while (spans.length < most && matcher.find())
    if (matcher.end() > matcher.start()) spans.push([matcher.start(), matcher.end()])
  return spans
}

function joined(
  spans: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const sorted = spans.toSorted((a, b) => a[0] - b[0])
  const kept: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = kept.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else kept.push([from, to])
  }
  return kept
}
