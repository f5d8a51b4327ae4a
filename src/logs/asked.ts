/** What a log's address asks for, and what of it makes no sense. Pure. */
import { ours } from './grafana.ts'
import { type Level, levels } from './level.ts'

export interface Asked {
  /** Empty: all that do the pod's work. */
  readonly containers: readonly string[]
  /** Pods of a workload; empty: all. */
  readonly pods: readonly string[]
  readonly nodes: readonly string[]
  /** Of nodes. */
  readonly zones: readonly string[]
  /** Lines at most, the last of them. */
  readonly tail: number
  /** Lines at most, the first of them; 0: the last ones instead. */
  readonly head: number
  /** As typed: `15m`. Empty: no limit. */
  readonly since: string
  /** Instants, RFC 3339; empty: open. */
  readonly from: string
  readonly to: string
  /** An instant, RFC 3339, whose lines are shown among others; empty: none. */
  readonly at: string
  /** Where the marked stretch ends that begins there; empty: with it. */
  readonly until: string
  readonly previous: boolean
  readonly follow: boolean
  readonly q: string
  readonly levels: readonly Level[]
  /** Lines that are shown before and after each that matches. */
  readonly context: number
  readonly times: Times
  readonly wrap: boolean
}
export type Times = 'local' | 'utc' | 'off'

export interface AskedLogs {
  readonly asked: Asked
  /** Parameter → what is wrong with it; such a one is left out. */
  readonly wrong: Readonly<Record<string, string>>
  /** What was typed there. */
  readonly typed: Readonly<Record<string, string>>
}

export const usual = { tail: 500, most: 10_000 }

export function readAsked(query: URLSearchParams): AskedLogs {
  const params = ours(query)
  const { wrong, text, checked, list, instant } = reader(params)
  const count = (name: string, usually: number) => {
    const many = checked(name, /^[1-9]\d{0,4}$/, `a number of lines from 1 to ${usual.most}`)
    return Math.min(Number(many || usually), usual.most)
  }
  const asked = {
    containers: list('container'),
    pods: list('pod'),
    nodes: list('node'),
    zones: list('zone'),
    tail: count('tail', usual.tail),
    head: count('head', 0),
    since: checked('since', /^\d{1,6}[smhd]$/, 'a time such as 15m or 2h'),
    from: instant('from'),
    to: instant('to'),
    at: instant('at'),
    until: instant('until'),
    previous: text('previous') === '1',
    follow: text('follow') === '1',
    q: limited(text('q'), wrong),
    levels: levelsOf(list('level'), wrong),
    context: Number(checked('context', /^(?:1?\d|20)$/, 'a number of lines from 0 to 20') || 0),
    times: timesOf(checked('timestamps', /^(?:local|utc|off)$/, 'local, utc or off')),
    wrap: text('wrap') !== '0',
  }
  const typed = Object.fromEntries(Object.keys(wrong).map((name) => [name, text(name)]))
  return { asked, wrong, typed }
}

/** What is wrong is noted, and read as if it were not there. */
function reader(params: URLSearchParams) {
  const wrong: Record<string, string> = {}
  const text = (name: string) => (params.get(name) ?? '').trim()
  const checked = (name: string, form: RegExp, expected: string): string => {
    const value = text(name)
    if (value === '' || form.test(value)) return value
    wrong[name] = `“${value.slice(0, 60)}” is not ${expected}.`
    return ''
  }
  const list = (name: string) =>
    params
      .getAll(name)
      .flatMap((value) => value.split(','))
      .filter((word) => word !== '')
      .slice(0, 100)
  const instant = (name: string): string => {
    const expected = 'an instant such as 2026-11-22T12:00:00Z'
    const then = instantOf(checked(name, stamp, expected))
    // It looks like one, and is in no calendar.
    return then === '' ? checked(name, /^$/, expected) : then
  }
  return { wrong, text, checked, list, instant }
}

function levelsOf(words: readonly string[], wrong: Record<string, string>): readonly Level[] {
  const odd = words.find((word) => levels.every((level) => level !== word))
  if (odd !== undefined) wrong['level'] = `“${odd.slice(0, 60)}” is none of ${levels.join(', ')}.`
  return levels.filter((level) => words.includes(level))
}

const stamp = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?$/
const timesOf = (word: string): Times => (word === 'utc' || word === 'off' ? word : 'local')

/** UTC where no zone is said. */
function instantOf(text: string): string {
  const zoned = /(?:Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`
  const ms = Date.parse(zoned.replace(' ', 'T'))
  if (Number.isNaN(ms)) return ''
  const fraction = /\.(\d+)/.exec(text)?.[1] ?? ''
  return `${new Date(ms).toISOString().slice(0, 19)}.${fraction.padEnd(3, '0')}Z`
}

function limited(q: string, wrong: Record<string, string>): string {
  if (q.length <= 1000) return q
  wrong['q'] = `This is ${q.length} characters long; at most 1000 are read.`
  return ''
}

/** The query again, usual values left out. */
export function writeAsked(
  asked: Asked,
  change: Partial<Asked> = {},
): Record<string, string | number | readonly string[] | undefined> {
  const next = { ...asked, ...change }
  return {
    container: next.containers,
    pod: next.pods,
    node: next.nodes,
    zone: next.zones,
    tail: next.tail === usual.tail ? undefined : next.tail,
    head: next.head === 0 ? undefined : next.head,
    since: next.since,
    from: next.from,
    to: next.to,
    at: next.at,
    until: next.until,
    previous: next.previous ? 1 : undefined,
    follow: next.follow ? 1 : undefined,
    q: next.q,
    level: next.levels,
    context: next.context === 0 ? undefined : next.context,
    timestamps: next.times === 'local' ? undefined : next.times,
    wrap: next.wrap ? undefined : '0',
  }
}

/** Lines that come later are wanted as text, too. */
export const goesOn = ({ follow, previous, to }: Asked): boolean => follow && !previous && to === ''

/** Where the log is to begin: the later of `since` and `from`; null: anywhere. RFC 3339. */
export function beginning({ since, from }: Asked, now: Date): string | null {
  const seconds = /^(\d+)([smhd])$/.exec(since)
  const units: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 }
  const ago = seconds === null ? 0 : Number(seconds[1]) * (units[seconds[2] ?? 's'] ?? 1)
  // Before 1970 there are years that the API server cannot read.
  const then = new Date(Math.max(0, now.getTime() - ago * 1000))
  const early = ago === 0 ? '' : then.toISOString()
  const later = early > from ? early : from
  return later === '' ? null : later
}
