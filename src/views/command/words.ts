/** A command in words. */

export interface Word {
  readonly text: string
  /** Where it stands in what was typed. */
  readonly from: number
  readonly to: number
}

/** Split at spaces; quotes of either kind keep them. A word that begins with `/` takes all that follows: a filter has words of its own. */
export function words(text: string): readonly Word[] {
  const found: Word[] = []
  const next = /(?:"[^"]*"?|'[^']*'?|[^\s"'])+/g
  for (let match = next.exec(text); match !== null; match = next.exec(text)) {
    const { index: from } = match
    if (match[0].startsWith('/'))
      return [...found, { text: text.slice(from), from, to: text.length }]
    found.push({ text: match[0].replaceAll(/["']/g, ''), from, to: next.lastIndex })
  }
  return found
}

/** What stands behind the colon, each letter in its place. */
export const behindColon = (typed: string): string =>
  typed.replace(/^\s*:/, (front) => ' '.repeat(front.length))

/** From a table whose keys are names with spaces between. */
export function named<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.entries(table).find(([names]) => names.split(' ').includes(name))?.[1]
}

/** The one by which it is offered. */
export const firstOf = (names: string): string => names.split(' ')[0] ?? ''
