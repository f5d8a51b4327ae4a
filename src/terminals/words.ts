/** A command line as words: quotation marks and backslashes as a shell reads them, nothing else of a shell. */

/** null: a mark is never closed. */
export function words(line: string): string[] | null {
  const found: string[] = []
  let at = 0
  while (at < line.length) {
    at += /^\s*/.exec(line.slice(at))?.[0].length ?? 0
    if (at >= line.length) break
    const word = /^(?:[^\s'"\\]|\\[\s\S]|'[^']*'|"(?:[^"\\]|\\[\s\S])*")+/.exec(line.slice(at))?.[0]
    const next = word === undefined ? '' : line.slice(at + word.length, at + word.length + 1)
    if (word === undefined || /[^\s]/.test(next)) return null
    found.push(plain(word))
    at += word.length
  }
  return found
}

const plain = (word: string): string =>
  word.replaceAll(
    /\\([\s\S])|'([^']*)'|"((?:[^"\\]|\\[\s\S])*)"/g,
    (_, one, single, double) => one ?? single ?? String(double).replaceAll(/\\(["\\$`])/g, '$1'),
  )
