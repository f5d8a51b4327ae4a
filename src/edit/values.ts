/** A YAML text as values, as the API server reads it: YAML 1.1, numbers to the digit. */
import {
  boolYaml11Tag,
  defineScalarTag,
  FAILSAFE_SCHEMA,
  floatCoreTag,
  intYaml11Tag,
  load,
  NOT_RESOLVED,
  nullCoreTag,
  Schema,
  YAMLException,
} from 'js-yaml'
import { isRecord } from '../json.ts'
import { digits, exact } from '../kube.ts'

/** A text that is no YAML, or not of one object: a sentence. */
export class Malformed extends Error {
  /** Counted from 1; 0: not known. */
  readonly line: number
  constructor(message: string, line = 0) {
    super(message)
    this.line = line
  }
}

const decimal = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/

/** A number that JavaScript cannot hold stays as it was written. */
function keeping(tag: typeof intYaml11Tag) {
  return defineScalarTag<unknown>(tag.tagName, {
    ...tag,
    resolve: (source, isExplicit, name) => {
      // Base 60 is a text to the API server: 12:30.
      if (source.includes(':')) return NOT_RESOLVED
      const value = tag.resolve(source, isExplicit, name)
      if (value === NOT_RESOLVED || !decimal.test(source)) return value
      return (exact(`[${source}]`) as readonly unknown[])[0]
    },
  })
}

const schema = new Schema([
  ...FAILSAFE_SCHEMA.tags,
  nullCoreTag,
  boolYaml11Tag,
  keeping(intYaml11Tag),
  keeping(floatCoreTag),
])

/** @throws Malformed for what is no mapping too. */
export function valuesOf(text: string): Readonly<Record<string, unknown>> {
  const value = read(text)
  if (isRecord(value)) return value
  throw new Malformed('This is not an object: it has no fields.', 1)
}

/** Aliases in a text: a few lines of them can stand for more than any machine holds. */
const maxAliases = 100

function read(text: string): unknown {
  try {
    const value = load(text, { schema, maxAliases })
    if (text.includes('*')) bounded(value, 65_536 + 4 * text.length)
    return value
  } catch (error) {
    if (error instanceof Malformed) throw error
    if (error instanceof YAMLException) throw new Malformed(wordsOf(error), lineOf(error, text))
    throw new Malformed('This cannot be read as YAML.')
  }
}

const wordsOf = ({ reason }: YAMLException) =>
  reason.startsWith('aliases exceeded')
    ? `These are more than ${maxAliases} aliases (*name): write out what they stand for.`
    : reason.charAt(0).toUpperCase() + reason.slice(1)

/** @param most characters, a value's own and two for each: without aliases none is longer than its text. */
function bounded(value: unknown, most: number): void {
  let left = most
  const walk = (each: unknown, depth: number) => {
    left -= 2 + (typeof each === 'string' ? each : (digits(each) ?? '')).length
    if (left < 0 || depth > 200) throw new Malformed(swollen)
    if (typeof each !== 'object' || each === null || digits(each) !== null) return
    for (const [key, below] of Object.entries(each)) {
      left -= key.length
      walk(below, depth + 1)
    }
  }
  walk(value, 0)
}

const swollen =
  'Its aliases (*name) stand for more than an object can hold: write out what they stand for.'

/** What is not closed is missed behind the last line: it is told of that. */
function lineOf({ mark }: YAMLException, text: string): number {
  if (mark === undefined) return 0
  return Math.min(mark.line + 1, text.trimEnd().split('\n').length)
}
