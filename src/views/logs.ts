/** The page of a log: its lines, what they are narrowed to, and what cannot be read. Pure. */
import { type Asked, type Times, usual, writeAsked } from '../logs/asked.ts'
import type { Level } from '../logs/level.ts'
import { labelOf, keyOf, type Source } from '../logs/source.ts'
import type { Live } from './live.ts'
import type { LogRow, SourceMark } from './log-lines.ts'
import type { ObjectFrame, ObjectHead } from './object.ts'
import { counted, grouped } from './words.ts'

export interface LogsPage extends ObjectFrame {
  readonly head: ObjectHead
  readonly controls: LogControls
  readonly lines: readonly LogRow[]
  /** Why something cannot be read, or was left out. */
  readonly notes: readonly string[]
  readonly wrong: readonly { readonly name: string; readonly text: string }[]
  /** `34 lines match of 1,208`. */
  readonly count: string
  readonly look: string
  /** Styles and behaviour of this page alone. */
  readonly assets: { readonly css: string; readonly js: string }
}
/** What a stream adds to the page. */
export interface LogPatch {
  readonly live: Live | null
  /** There is something to add. */
  readonly more: boolean
  readonly lines: readonly LogRow[]
  /** Lines that the page was spared. */
  readonly skipped: { readonly text: string; readonly href: string } | null
  readonly notes: readonly string[]
}
export interface LogControls {
  readonly action: string
  readonly q: string
  /** What else the address asks for: the form keeps it. */
  readonly kept: readonly { readonly name: string; readonly value: string }[]
  readonly selects: readonly LogSelect[]
  readonly chips: readonly LogChip[]
  /** The whole of it as a file; as text. */
  readonly download: string
  readonly raw: string
}
interface LogSelect {
  readonly name: string
  readonly label: string
  readonly options: readonly {
    readonly value: string
    readonly text: string
    readonly on: boolean
  }[]
}
export interface LogChip {
  readonly text: string
  readonly href: string
  readonly on: boolean
  readonly tone: '' | 'bad' | 'warn'
}

/** @param href the log's address with another query. */
export function logControls(
  asked: Asked,
  sources: readonly Source[],
  href: (query: ReturnType<typeof writeAsked>, more?: Readonly<Record<string, string>>) => string,
): LogControls {
  const to = (change: Partial<Asked>) => href(writeAsked(asked, change))
  const level = (word: Level, text: string, tone: LogChip['tone']): LogChip => {
    const on = asked.levels.includes(word)
    const rest = asked.levels.filter((each) => each !== word)
    return { text, tone, on, href: to({ levels: on ? rest : [...rest, word] }) }
  }
  const flag = (text: string, on: boolean, change: Partial<Asked>): LogChip => ({
    text,
    on,
    tone: '',
    href: to(change),
  })
  return {
    action: href({}),
    q: asked.q,
    kept: kept(asked),
    selects: [
      containers(asked, sources),
      pods(asked, sources),
      since(asked),
      tails(asked),
      times(asked),
    ].filter(({ options }) => options.length > 1),
    chips: [
      level('error', 'Error', 'bad'),
      level('warn', 'Warn', 'warn'),
      flag('Previous', asked.previous, { previous: !asked.previous }),
      flag('Wrap', asked.wrap, { wrap: !asked.wrap }),
    ],
    download: href({ ...writeAsked(asked), tail: undefined }, { as: 'txt', download: '1' }),
    raw: href(writeAsked(asked), { as: 'txt' }),
  }
}

function kept(asked: Asked): LogControls['kept'] {
  const { level, node, previous, follow, from, to, wrap } = writeAsked(asked)
  return Object.entries({ level, node, previous, follow, from, to, wrap })
    .map(([name, value]) => ({ name, value: String(value ?? '') }))
    .filter(({ value }) => value !== '')
}

function containers({ containers: chosen }: Asked, sources: readonly Source[]): LogSelect {
  const names = [...new Set(sources.map(({ container }) => container))]
  const several = names.length > 1 ? names : []
  return choice('container', 'Container', several, chosen.join(','), 'all containers')
}

function pods({ pods: chosen }: Asked, sources: readonly Source[]): LogSelect {
  const names = [...new Set(sources.map(({ pod }) => pod))]
  return choice('pod', 'Pod', names.length > 1 ? names : [], chosen.join(','), 'all pods')
}

function since({ since: chosen }: Asked): LogSelect {
  return choice('since', 'Since', ['5m', '15m', '1h', '6h', '24h'], chosen, 'any time')
}

function tails({ tail }: Asked): LogSelect {
  const counts = [...new Set([100, usual.tail, 2000, usual.most, tail])].toSorted((a, b) => a - b)
  const options = counts.map((count) => ({
    value: String(count),
    text: `last ${grouped(count)}`,
    on: count === tail,
  }))
  return { name: 'tail', label: 'Lines', options }
}

function times({ times: chosen }: Asked): LogSelect {
  const words: Readonly<Record<Times, string>> = {
    local: 'local times',
    utc: 'UTC',
    off: 'no times',
  }
  const options = (['local', 'utc', 'off'] as const).map((value) => ({
    value,
    text: words[value],
    on: value === chosen,
  }))
  return { name: 'timestamps', label: 'Times', options }
}

function choice(
  name: string,
  label: string,
  values: readonly string[],
  chosen: string,
  all: string,
): LogSelect {
  const known = chosen === '' || values.includes(chosen) ? values : [...values, chosen]
  const options = known.map((value) => ({ value, text: value, on: value === chosen }))
  return {
    name,
    label,
    options: known.length === 0 ? [] : [{ value: '', text: all, on: chosen === '' }, ...options],
  }
}

/** How sources are told apart; a single one needs no mark. */
export function sourceMarks(sources: readonly Source[]): ReadonlyMap<string, SourceMark> {
  if (sources.length < 2) return new Map()
  const several = {
    pods: new Set(sources.map(({ pod }) => pod)).size > 1,
    containers: new Set(sources.map(({ container }) => container)).size > 1,
  }
  return new Map(
    sources.map((source) => {
      const key = keyOf(source)
      const title = `${source.namespace}/${source.pod} ${source.container}`
      return [
        key,
        { text: labelOf(source, several), title, hue: `h${Number.parseInt(key, 36) % 12}` },
      ]
    }),
  )
}

/** @param read lines that were looked at. */
export function lineCount(shown: number, read: number, { q, levels }: Asked): string {
  if (q === '' && levels.length === 0) return counted(shown, 'line')
  return `${counted(shown, 'line')} of ${grouped(read)} ${shown === 1 ? 'matches' : 'match'}`
}
