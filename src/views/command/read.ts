/** A command as it is said: its words, its options, its filter. Nothing of it is looked up yet. Pure. */
import { filterOf } from './pipe.ts'
import { named, type Word, words } from './words.ts'

export interface Said {
  /** Those that are no option, in their order. */
  readonly words: readonly Word[]
  /** `get` stands in front: behind a kind follows a name. */
  readonly named: boolean
  /** null: it names none, and those of the page stay. */
  readonly namespaces: readonly string[] | null
  /** Another one. */
  readonly cluster: Word | null
  readonly labels: string
  /** A field selector. */
  readonly fields: string
  readonly filter: string
  /** Of the address of a log or a form: `container`, `previous`, `follow`, `tail`, `since`, `replicas`. */
  readonly log: Readonly<Record<string, string>>
  /** Of an object: its page, unless it is said. */
  readonly part: '' | 'yaml' | 'events'
}

/** What of a command cannot be understood. */
export class Unclear extends Error {
  /** Where it stands in what was typed. */
  readonly at: Pick<Word, 'from' | 'to'>
  /** What may have been meant in its place. */
  readonly meant: readonly string[]
  constructor(at: Pick<Word, 'from' | 'to'>, message: string, meant: readonly string[] = []) {
    super(message)
    this.at = at
    this.meant = meant
  }
}

/** What an option says. */
type Option = (value: string, word: Word) => Partial<Said>

/** Those of k9s for all of them are none. */
export const namespacesIn = (text: string): readonly string[] =>
  text === 'all' || text === '0' ? [] : text.split(',').filter((name) => name !== '')
const log =
  (name: string, fixed?: string): Option =>
  (value) => ({ log: { [name]: fixed ?? value } })

/** kubectl's, by all of their names: with a value, and without. */
const valued: Readonly<Record<string, Option>> = {
  '-n --namespace': (value) => ({ namespaces: namespacesIn(value) }),
  '-l --selector': (value) => ({ labels: value }),
  '--field-selector': (value) => ({ fields: value }),
  '--for': (_, word) => ({ words: [word], part: 'events' }),
  '--context --cluster': (_, word) => ({ cluster: word }),
  '-c --container': log('container'),
  '--tail': log('tail'),
  '--since': log('since'),
  '--replicas': log('replicas'),
  '-o --output': (value) => ({ part: value === 'yaml' ? 'yaml' : '' }),
  // How kubectl prints: here columns say it.
  '--sort-by -L --label-columns --template --chunk-size --since-time --max-log-requests':
    () => ({}),
}
const bare: Readonly<Record<string, Option>> = {
  '-A --all-namespaces': () => ({ namespaces: [] }),
  '-f --follow': log('follow', '1'),
  '-p --previous': log('previous', '1'),
  '-w --watch --watch-only --show-labels --show-kind --no-headers --ignore-not-found --server-print':
    () => ({}),
  '--all-containers --all-pods --timestamps --prefix --ignore-errors': () => ({}),
}

const nothing: Said = {
  words: [],
  named: false,
  namespaces: null,
  cluster: null,
  labels: '',
  fields: '',
  filter: '',
  log: {},
  part: '',
}

/**
 * @param typed behind the colon. Lines of kubectl that differ in their namespaces only are one command.
 * @throws Unclear for an option that is none, or that lacks its value, and for several commands
 */
export function read(typed: string): Said {
  const next = /;(?=\s*kubectl\s)/.exec(typed)
  if (next === null) return one(typed)
  const first = one(typed.slice(0, next.index))
  const rest = read(' '.repeat(next.index + 1) + typed.slice(next.index + 1))
  const wordsOf = ({ words: all }: Said) => all.map(({ text }) => text).join(' ')
  if (wordsOf(first) !== wordsOf(rest) || first.namespaces === null || rest.namespaces === null)
    throw new Unclear({ from: next.index, to: typed.length }, 'One command at a time.')
  return { ...first, namespaces: [...first.namespaces, ...rest.namespaces] }
}

function one(typed: string): Said {
  let said = nothing
  const rest = [...words(typed)]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const more = readWord(said, word, rest)
    said = { ...said, ...more, log: { ...said.log, ...more.log } }
  }
  return polite(said)
}

/** @param rest what stands behind it: a value is taken from there. */
function readWord(said: Said, word: Word, rest: Word[]): Partial<Said> {
  const { text, from, to } = word
  if (text.startsWith('-') && text.length > 1) return option(word, rest)
  if (text.startsWith('/')) return { filter: text.slice(1).trim() }
  if (text.startsWith('|')) return piped(said, [word, ...rest.splice(0)])
  if (text.startsWith('@')) return { cluster: { text: text.slice(1), from, to } }
  return { words: [...said.words, word] }
}

/** Lines of a log: of a list grep would read what stands in other columns, too. */
function piped({ words: of }: Said, all: readonly [Word, ...Word[]]): Partial<Said> {
  if (!of.some(({ text }) => /^logs?$/.test(text)))
    throw new Unclear(
      all[0],
      'A list is filtered by what stands behind a slash: /name, /status:failing.',
    )
  const filter = filterOf(all)
  if (typeof filter === 'string') return { filter }
  throw new Unclear(filter, 'Behind | only a grep for one text is understood.')
}

function option(word: Word, rest: Word[]): Partial<Said> {
  const { text } = word
  const [, name = text, value] = /^(-[^=]+)=(.*)$/.exec(text) ?? []
  const alone = named(bare, name)
  if (alone !== undefined) return value === 'false' ? {} : alone('', word)
  const takes = named(valued, name)
  if (takes !== undefined) {
    const next = value === undefined ? rest.shift() : { ...word, text: value }
    if (next === undefined) throw new Unclear(word, `A value is missing behind ${name}.`)
    return takes(next.text, { ...next, from: word.from })
  }
  // `-nshop`, as kubectl takes it.
  const joined = named(valued, text.slice(0, 2))
  if (joined !== undefined && !text.startsWith('--'))
    return joined(text.slice(2), { ...word, text: text.slice(2) })
  throw new Unclear(word, `There is no option ${text.slice(0, 60)} here.`)
}

/** As it is typed in a terminal: `kubectl get …`. */
function polite(said: Said): Said {
  const [first, ...rest] = said.words
  if (first?.text === 'kubectl' || first?.text === 'k') return polite({ ...said, words: rest })
  return first?.text === 'get' ? { ...said, words: rest, named: true } : said
}
