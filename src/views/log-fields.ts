/** A JSON line laid out: its message and what fits beside it, and all of it folded below. Pure. */
import { dump } from 'js-yaml'
import type { Piece } from '../logs/ansi.ts'
import type { LineFilter } from '../logs/filter.ts'
import { type JsonLine, parsed } from '../logs/json-line.ts'
import { marked } from './log-marked.ts'
import { start } from './room.ts'

/** A field beside the message. */
export interface LogField {
  readonly key: string
  readonly value: readonly Piece[]
}
/** The whole object as YAML, so that a stack trace stands line by line. */
export interface LogFold {
  readonly text: string
  /** What was searched stands there, and nowhere else. */
  readonly open: boolean
  readonly pieces: readonly Piece[]
}
export interface LaidOut {
  /** The first line of the message. */
  readonly message: string
  readonly fields: readonly LogField[]
  /** Null: all is shown. */
  readonly fold: LogFold | null
}

/** Characters of a value and of all fields that stand beside a message, and of what is folded. */
const most = { value: 60, beside: 160, folded: 16_000 }

/** @param line the whole of it. */
export function laidOut(json: JsonLine, line: string, filter: LineFilter): LaidOut {
  const [message = '', ...lines] = json.message.split('\n')
  const beside = fitting(json)
  const hidden = json.rest.length - beside.length
  const whole = hidden === 0 && lines.length === 0 && beside.every(({ value }) => !isCut(value))
  const fields = beside.map(({ key, value }) => ({
    key,
    value: marked(plain(short(value)), filter),
  }))
  if (whole) return { message, fields, fold: null }
  const text = yaml(line)
  const shown = `${message} ${beside.map(({ value }) => short(value)).join(' ')}`
  const open = filter.found(text).length > 0 && filter.found(shown).length === 0
  const more = hidden === 0 ? 'whole' : `${hidden} more`
  return { message, fields, fold: { text: more, open, pieces: marked(plain(text), filter) } }
}

/** Those that have room, in the order in which they are written; several lines and long objects never have. */
function fitting({ rest }: JsonLine): JsonLine['rest'] {
  let room = most.beside
  return rest.filter(({ key, value }) => {
    if (value.includes('\n') || (isCut(value) && /^[[{]/.test(value))) return false
    room -= key.length + Math.min(value.length, most.value) + 2
    return room >= 0
  })
}

const isCut = (value: string) => value.length > most.value
const short = (value: string) => (isCut(value) ? `${start(value, most.value)}…` : value)
const plain = (text: string): readonly Piece[] => (text === '' ? [] : [{ text, look: '' }])

/** As it is where it is nested too deeply. */
function yaml(line: string): string {
  const text = dumped(line)
  return text.length <= most.folded ? text : `${start(text, most.folded)}…`
}

function dumped(line: string): string {
  try {
    return dump(parsed(line.trim()), { lineWidth: -1, noRefs: true }).trimEnd()
  } catch {
    return line
  }
}
