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
