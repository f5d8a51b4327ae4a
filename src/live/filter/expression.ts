/** Expressions between slashes: of RE2's kind, so that none of them can explode; the engine is loaded with the first. */
import type { RE2JS } from 're2js'
import { isCostly, measured } from './costly.ts'
import { terms } from './read.ts'

export type Engine = typeof RE2JS

/** Steps of an expression: in the worst case each costs its time at each character of each row. */
const mostSteps = 100

/** Undefined where nothing that was typed needs it. */
export async function engineFor(typed: string): Promise<Engine | undefined> {
  if (!typed.includes('/') || !terms(typed).some(({ expression }) => expression)) return undefined
  return (await import('re2js')).RE2JS
}

/** Those of what was typed that took too long lately. */
export const costly = (typed: string): readonly string[] =>
  terms(typed)
    .filter(({ expression, value }) => expression && isCostly(value))
    .map(({ value }) => value)

/** Without case; `^` and `$` stand at the ends of each line. @returns a sentence about one that cannot be taken. */
export function expressed(
  expression: string,
  engine: Engine | undefined,
): ((text: string) => boolean) | string {
  if (engine === undefined) return 'Expressions are not understood here.'
  if (isCostly(expression))
    return 'It takes too long over so many rows: write it shorter, or with a fixed part.'
  try {
    const compiled = engine.compile(expression, engine.CASE_INSENSITIVE | engine.MULTILINE)
    if (compiled.programSize() > mostSteps)
      return 'It has too many steps: write it shorter, or with smaller repeat counts.'
    return measured(expression, (text) => compiled.test(text))
  } catch (error) {
    // Without the flags that were put in front of it.
    const said = (error instanceof Error ? error.message : String(error)).replace('(?m)(?i)', '')
    return `It is no regular expression: ${said.replace(/^error parsing regexp: /, '')}.`
  }
}
