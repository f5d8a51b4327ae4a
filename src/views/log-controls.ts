/** A log's bar: what it is narrowed to, rarely used things behind “More”, and its files. Pure. */
import { type Asked, type AskedLogs, usual, writeAsked } from '../logs/asked.ts'
import { narrows } from '../logs/around.ts'
import type { Level } from '../logs/level.ts'
import type { Source } from '../logs/source.ts'
import { type Query, written } from '../urls.ts'
import type { DockButton } from './dock-strip.ts'
import { type Places, placesOf } from './log-places.ts'
import { type LogFile, logFiles, type LogHref } from './log-files.ts'
import { grouped } from './words.ts'

export interface LogControls {
  readonly action: string
  readonly q: LogInput
  /** What else the address asks for: the form keeps it. */
  readonly kept: readonly { readonly name: string; readonly value: string }[]
  readonly levels: readonly LogTick[]
  readonly selects: readonly LogSelect[]
  readonly previous: LogTick
  readonly more: LogMore
  /** What is wrong, but for what stands behind “More”. */
  readonly wrong: readonly LogWrong[]
  readonly files: readonly LogFile[]
  /** Keeps it in the dock; null: it is not followed, or stands there. */
  readonly dock: DockButton | null
}
export interface LogMore {
  readonly selects: readonly LogSelect[]
  readonly inputs: readonly LogInput[]
  readonly open: boolean
  /** Something of it is not as usual. */
  readonly used: boolean
}
export interface LogWrong {
  readonly name: string
  readonly text: string
}
interface LogInput {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly hint: string
  /** Empty: nothing. */
  readonly wrong: string
}
interface LogTick {
  readonly name: string
  readonly value: string
  readonly text: string
  readonly on: boolean
  readonly tone: '' | 'bad' | 'warn'
  /** Why it cannot be chosen; empty: it can. */
  readonly off: string
}
interface LogSelect {
  readonly name: string
  readonly label: string
  readonly options: readonly LogOption[]
  readonly wrong: string
}
interface LogOption {
  /** Empty: as usual. */
  readonly value: string
  readonly text: string
  readonly on: boolean
}

/** @param href the log's address with another query. @param besides what says whose log it is. @param times of the lines on the page. */
export function logControls(
  read: AskedLogs,
  places: Places,
  href: LogHref,
  besides: Query = {},
  times: readonly string[] = [],
): LogControls {
  const { asked, wrong } = read
  const { all: sources } = places
  const names = (of: (source: Source) => string) => [...new Set(sources.map(of))].toSorted()
  const several = names(podName(sources))
  const select = selector(read)
  const q = inputOf(read, 'q', 'Filter lines', 'Filter: words, /regex/')
  // Without a choice init containers stay out.
  const all = sources.some(({ role }) => role === 'init') ? 'all but init' : 'all containers'
  const selects = [
    select('since', 'Since', ['', 'any time'], plain(['5m', '15m', '1h', '6h', '24h'])),
    ...(narrows(asked) || read.wrong['context'] !== undefined ? [context(select)] : []),
    select('container', 'Container', ['', all], plain(names((one) => one.container))),
    ...(several.length > mostOptions
      ? []
      : [select('pod', 'Pod', ['', 'all pods'], plain(several))]),
  ].filter(({ name, options }) => options.length > 2 && !(name in besides))
  const rare = more(read, select, places)
  const elsewhere = [...rare.selects, ...rare.inputs].map(({ name }) => name)
  return {
    action: href({}),
    q: { ...q, value: q.value || asked.q },
    kept: kept(asked, besides, rare),
    levels: levelTicks(asked),
    selects,
    previous: previous(asked, sources),
    more: rare,
    wrong: Object.entries(wrong)
      .map(([name, text]) => ({ name, text }))
      .filter(({ name }) => !elsewhere.includes(name)),
    files: logFiles(asked, times, href),
    dock: null,
  }
}

/** Around lines that match; without a filter there is nothing to stand around. */
const context = (select: Selector): LogSelect =>
  select(
    'context',
    'Lines around',
    ['', '0 around'],
    [1, 2, 3, 5, 10, 20].map((count) => [`${count}`, `${count} around`] as const),
  )

const tick = (
  name: string,
  value: string,
  text: string,
  on: boolean,
  tone: LogTick['tone'] = '',
): LogTick => ({ name, value, text, on, tone, off: '' })

/** Of another life there may be none. */
function previous(asked: Asked, sources: readonly Source[]): LogTick {
  const none = !asked.previous && sources.every(({ again }) => !again)
  const off = none ? 'No container was started again: there is no life before this one.' : ''
  return { ...tick('previous', '1', 'Previous', asked.previous), off }
}

function levelTicks({ levels }: Asked): readonly LogTick[] {
  const level = (word: Level, text: string, tone?: LogTick['tone']) =>
    tick('level', word, text, levels.includes(word), tone)
  return [
    level('error', 'Error', 'bad'),
    level('warn', 'Warn', 'warn'),
    level('info', 'Info'),
    level('debug', 'Debug'),
  ]
}

/** Pods of several namespaces may have the same names. */
function podName(sources: readonly Source[]): (source: Source) => string {
  const spread = new Set(sources.map(({ namespace }) => namespace)).size > 1
  return ({ namespace, pod }) => (spread ? `${namespace}/${pod}` : pod)
}

function kept(asked: Asked, besides: Query, rare: LogMore): LogControls['kept'] {
  const { node, zone, follow, head, until } = writeAsked(asked)
  const offered = rare.selects.map(({ name }) => name)
  return Object.entries({ ...besides, node, zone, follow, head, until })
    .map(([name, value]) => ({ name, value: written(value) }))
    .filter(({ name, value }) => value !== '' && !offered.includes(name))
}

/** Names that one picks from; of more one types those that are wanted. */
const mostOptions = 200

function more(read: AskedLogs, select: Selector, places: Places): LogMore {
  const { asked, wrong } = read
  const { zones, nodes } = placesOf(places)
  const instant = '2026-11-22 12:00:00'
  const counts = [100, 2000, usual.most].map((count) => [`${count}`, grouped(count)] as const)
  const selects = [
    select('tail', 'Lines', ['', grouped(usual.tail)], counts),
    select('wrap', 'Long lines', ['', 'wrapped'], [['0', 'one row each']]),
    select('timestamps', 'Times', ['', 'local'], Object.entries({ utc: 'UTC', off: 'none' })),
    ...(zones.length > 0 ? [select('zone', 'Zone', ['', 'all'], plain(zones))] : []),
    ...(nodes.length > 0 ? [select('node', 'Node', ['', 'all'], plain(nodes))] : []),
  ]
  const typed = new Set(places.all.map(({ pod }) => pod)).size > mostOptions
  const inputs = [
    ...(typed ? [inputOf(read, 'pod', 'Pods', 'web-0, web-1')] : []),
    inputOf(read, 'from', 'From', instant),
    inputOf(read, 'to', 'To', instant),
    inputOf(read, 'at', 'Around', instant),
  ]
  return {
    selects,
    inputs,
    open: [...selects, ...inputs].some(({ name }) => wrong[name] !== undefined),
    used:
      asked.tail !== usual.tail ||
      [
        asked.from,
        asked.to,
        asked.at,
        ...(typed ? asked.pods : []),
        ...asked.nodes,
        ...asked.zones,
      ].some((word) => word !== ''),
  }
}

/** As typed, where that made no sense. */
function inputOf(read: AskedLogs, name: string, label: string, hint: string): LogInput {
  const value = read.typed[name] ?? stated(read.asked, name)
  return { name, label, hint, value, wrong: read.wrong[name] ?? '' }
}

function stated(asked: Asked, name: string): string {
  const value = writeAsked(asked)[name] ?? ''
  return typeof value === 'object' ? value.join(',') : String(value)
}

type Choice = readonly [value: string, text: string]
type Selector = (
  name: string,
  label: string,
  usually: Choice,
  others: readonly Choice[],
) => LogSelect

const plain = (words: readonly string[]): readonly Choice[] => words.map((word) => [word, word])

/** What is asked for and is none of the choices, or makes no sense, is one more of them. */
function selector(read: AskedLogs): Selector {
  return (name, label, usually, others) => {
    const chosen = read.typed[name] ?? stated(read.asked, name)
    const known = [usually, ...others]
    const all = known.some(([value]) => value === chosen) ? known : [...known, [chosen, chosen]]
    const options = all.map(([value = '', text = '']) => ({ value, text, on: value === chosen }))
    return { name, label, options, wrong: read.wrong[name] ?? '' }
  }
}
