/** JSON of objects without their managed fields, two fifths of the bytes of many: it is read in little more than half the time. */

const begin = ',"managedFields":[{'

/**
 * Where such a list ends. Nothing in it is a list, but its strings may hold brackets: a quote behind
 * a comma with the beginning of a key stands in no string, and the end of the text in none either.
 */
const end = /\}\](?=[}\]]*(?:,\{?"[^\s,:}\]]|\s*$))/g

/** What is not as API servers write it stays as it is; so does what has none. */
export function withoutManaged(text: string): string {
  let at = text.indexOf(begin)
  if (at < 0) return text
  const kept: string[] = []
  let from = 0
  while (at >= 0) {
    end.lastIndex = at
    if (!end.test(text)) break
    kept.push(text.slice(from, at))
    from = end.lastIndex
    at = text.indexOf(begin, from)
  }
  kept.push(text.slice(from))
  return kept.join('')
}
