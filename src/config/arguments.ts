/** The command line's grammar: `--flag value`, `--flag=value`, and switches that stand alone. */
import { table, type Option } from './options.ts'
import { flagName } from './names.ts'

/** Texts by option, unchecked, and a sentence for each argument that cannot be read. */
export function parseArguments(argv: readonly string[]): {
  readonly values: Map<string, string>
  readonly problems: string[]
} {
  const values = new Map<string, string>()
  const problems: string[] = []
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const read = readFlag(word, rest)
    if (typeof read === 'string') problems.push(read)
    else values.set(read.option.key, read.text)
  }
  return { values, problems }
}

const flags: ReadonlyMap<string, Option> = new Map(
  table.map((option) => [flagName(option.key), option]),
)

/** One flag, or the sentence that says what is wrong with it; takes its value off `rest`. */
function readFlag(word: string, rest: string[]): { option: Option; text: string } | string {
  const cut = word.indexOf('=')
  const name = cut < 0 ? word : word.slice(0, cut)
  const option = flags.get(name)
  if (option === undefined) return `${name}: there is no such flag${nearest(name)}.`
  if (cut >= 0) return { option, text: word.slice(cut + 1) }
  if (option.value === null) return { option, text: 'true' }
  const text = rest[0]
  if (text === undefined || text.startsWith('--')) {
    return `${name}: a value is missing, ${option.expected}.`
  }
  rest.shift()
  return { option, text }
}

function nearest(name: string): string {
  const start = name.slice(0, 5)
  const like = start.length < 5 ? undefined : [...flags.keys()].find((key) => key.startsWith(start))
  return like === undefined ? '' : `; did you mean ${like}`
}
