/** What stands behind a line of kubectl in a terminal: `| grep -v healthz`, as a filter. Pure. */
import type { Word } from './words.ts'

/** How grep is to print, and what goes without saying here: no filter minds the case. */
const said = /^(?:-[iEFnwaoh]+|--color(?:=\w+)?|--line-buffered|--ignore-case)$/
const plain = /^[\w./@-]+$/
const text = /^[^"/\\^$*+?()[\]{}|]+$/

/**
 * @param all from the first `|` on.
 * @returns the words of a filter, or the word that stands for none.
 */
export function filterOf(all: readonly Word[]): string | Word {
  const terms: string[] = []
  for (const [bar, ...words] of parts(all)) {
    const [program, ...rest] = words
    const not = rest.some((word) => word.text === '-v')
    const [pattern, ...over] = rest.filter((word) => word.text !== '-v' && !said.test(word.text))
    if (program === undefined || !/^[ef]?grep$/.test(program.text)) return program ?? bar
    if (pattern === undefined || over.length > 0) return over[0] ?? program
    terms.push(`${not ? '-' : ''}${term(pattern.text)}`)
  }
  return terms.join(' ')
}

/** `a` stays; what would mean something to a filter is quoted; what is no plain text is an expression. */
function term(pattern: string): string {
  if (plain.test(pattern) && !pattern.startsWith('-') && !pattern.startsWith('/')) return pattern
  return text.test(pattern) ? `"${pattern}"` : `/${pattern}/`
}

/** One for each `|`, which stands in front. */
function parts(all: readonly Word[]): readonly (readonly [Word, ...Word[]])[] {
  const found: [Word, ...Word[]][] = []
  for (const word of all) {
    const last = found.at(-1)
    if (!word.text.startsWith('|')) last?.push(word)
    else found.push([word, ...(word.text === '|' ? [] : [cutBar(word)])])
  }
  return found
}

const cutBar = (word: Word): Word => ({ ...word, text: word.text.slice(1), from: word.from + 1 })
