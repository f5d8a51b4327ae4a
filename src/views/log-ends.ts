/** Where a page of a log leads: its other pages, and the line that it was opened for. Pure. */
import { narrows } from '../logs/around.ts'
import { type Asked, writeAsked } from '../logs/asked.ts'
import { padded } from '../logs/instant.ts'
import type { LogHref } from './log-files.ts'

/** Other pages of the same log. */
export interface LogEnds {
  readonly links: readonly LogEnd[]
  /** Empty: there is none. */
  readonly earlier: string
  readonly later: string
  /** The page is read from its first line on, not from its last one. */
  readonly down: boolean
}
interface LogEnd {
  readonly id: string
  readonly text: string
  readonly title: string
  readonly href: string
}

/** What a page says of the line that its address names. */
export interface LogAt {
  readonly text: string
  readonly missing: boolean
  readonly links: readonly { readonly text: string; readonly href: string }[]
}

const anywhere = { since: '', from: '', to: '', at: '', until: '', head: 0 }

/** @param edges the latest instant before its lines, and the earliest behind them; empty: it ends there. */
export function logEnds(
  asked: Asked,
  edges: { readonly earlier: string; readonly later: string },
  href: LogHref,
): LogEnds {
  const size = asked.head === 0 ? asked.tail : asked.head
  const to = (change: Partial<Asked>) =>
    href(writeAsked(asked, { ...anywhere, tail: size, ...change }))
  const earlier = edges.earlier === '' ? '' : to({ to: edges.earlier })
  const later = edges.later === '' ? '' : to({ from: edges.later, head: size })
  const links = [
    ...(earlier === ''
      ? []
      : [
          end('start', 'Start', 'The first lines of this log', to({ head: size })),
          end('earlier', 'Earlier', 'The lines before these', earlier),
        ]),
    ...(later === ''
      ? []
      : [
          end('later', 'Later', 'The lines behind these', later),
          end('end', 'End', 'The last lines of this log, and those that come', to({})),
        ]),
  ]
  return { links, earlier, later, down: asked.head > 0 || asked.at !== '' }
}

function end(id: string, text: string, title: string, href: string): LogEnd {
  return { id: `log-${id}`, text, title, href }
}

/** @param times of the lines on the page. Null: it was opened for none. */
export function logAt(asked: Asked, times: readonly string[], href: LogHref): LogAt | null {
  const { at, until, previous } = asked
  if (at === '') return null
  const to = (change: Partial<Asked>) => href(writeAsked(asked, { ...anywhere, ...change }))
  // A line's own link says its instant to the nanosecond; what is shorter was typed.
  const exact = /\.\d{9}Z$/.test(at)
  const missing = exact && !times.includes(at)
  const stretch = until > at ? `from ${words(at)} to ${words(until)} UTC` : `of ${words(at)} UTC`
  const around = `Lines around ${words(at)} UTC, as they were when you opened this page.`
  const gone = narrows(asked)
    ? `The line ${stretch} does not match this filter, or is not in the log any more.`
    : `The line ${stretch} is not in the log any more: it was rotated away, or its container was started anew.`
  return {
    text: missing ? `${gone} These are the lines around it.` : around,
    missing,
    links: [
      ...(missing && !previous
        ? [{ text: 'Look in the life before', href: to({ previous: true, at, until }) }]
        : []),
      ...(previous ? [] : [{ text: 'Follow from here', href: to({ from: at, head: asked.tail }) }]),
      { text: previous ? 'Go to its end' : 'Back to the end', href: to({}) },
    ],
  }
}

/** To the millisecond. */
const words = (instant: string): string =>
  padded(instant)
    .slice(0, 23)
    .replace('T', ' ')
    .replace(/\.000$/, '')

/** Which lines an address marks. */
export function marked({ at, until }: Asked): (time: string) => boolean {
  const [from, to] = [padded(at), padded(until > at ? until : at)]
  return (time) => from !== '' && time >= from && time <= to
}

/** What the link of a line begins with: the same log without a filter, where it stands among its neighbours. */
export function lineLink(params: URLSearchParams): string {
  const kept = [...params].filter(([name, value]) => value !== '' && !narrowing.has(name))
  const query = new URLSearchParams([...kept, ['at', '']]).toString()
  return `?${query.replaceAll('%2C', ',')}`
}

const narrowing: ReadonlySet<string> = new Set(
  'q level context since from to head at until follow watch owed as download'.split(' '),
)
