/** A list's address, read: what it asks for, and what of it makes no sense. */
import type { Tone } from './cell.ts'
import { readRef } from './column-ref.ts'
import { partsOf, readColumns } from './query-columns.ts'

export interface ListState {
  /** Empty: all namespaces. */
  readonly namespaces: readonly string[]
  /** As the address says what its rows are put together by: `none`, a word of the kind's; absent: as usual. */
  readonly group?: string
  /** What they are put together by; absent: by nothing. No address says it. */
  readonly by?: string
  readonly q: string
  readonly labels: string
  readonly fields: string
  readonly status: Status | null
  /** A column's id; empty: the server's own order. */
  readonly sort: string
  readonly descending: boolean
  readonly page: number
  readonly size: number
  /** Column ids to show; empty: the usual ones. */
  readonly cols: readonly string[]
  /** The usual ones where the person has chosen such; no address says them. */
  readonly preset?: readonly string[]
}

/** Words of `status=`, each a tone. */
export const statuses = {
  failing: 'bad',
  pending: 'warn',
  changing: 'busy',
  ok: 'ok',
  done: 'idle',
} as const
export type Status = keyof typeof statuses
export const isStatus = (word: string): word is Status => Object.hasOwn(statuses, word)
export const toneOf = (word: Status): Tone => statuses[word]

export interface Read {
  readonly state: ListState
  /** Parameter → what is wrong with it; such a one is left out of `state`. */
  readonly wrong: Readonly<Record<string, string>>
  /** What stands in those boxes that are left out, of `cols` what could not be read. */
  readonly typed?: Readonly<Record<string, string>>
  /** Columns are being chosen. */
  readonly choosing?: boolean
}

/** Never throws: a value that cannot be used is named and ignored. */
export function readList(params: URLSearchParams): Read {
  const wrong: Record<string, string> = {}
  const take = <T>(name: string, usual: T, read: (text: string) => T | Wrong): T => {
    const text = params.getAll(name).join(',')
    if (text === '') return usual
    const value = read(text)
    if (!isWrong(value)) return value
    wrong[name] = value.wrong
    return usual
  }
  take('as', '', (text) => ({ wrong: `“${short(text)}” is none of json, yaml, tsv, txt, md.` }))
  const sort = take('sort', '', sortWord)
  const { cols, unread, why, choosing } = readColumns(params)
  if (why !== '') wrong['cols'] = why
  const group = take('group', '', (text) => limited(text, 60))
  const state: ListState = {
    ...(group !== '' && { group }),
    namespaces: take<readonly string[]>('ns', [], (text) => each(text, namespace)),
    q: take('q', '', (text) => limited(text.trim(), 1000)),
    labels: take('l', '', (text) => limited(text, 4000)),
    fields: take('fs', '', (text) => limited(text, 4000)),
    status: take<Status | null>('status', null, statusWord),
    sort: sort.replace(/^-/, ''),
    descending: sort.startsWith('-'),
    page: take('page', 1, (text) => whole(text, 1_000_000)),
    size: take('size', 100, (text) => whole(text, 500)),
    cols,
  }
  const odd = ['q', 'l', 'fs'].filter((name) => wrong[name] !== undefined)
  const typed = {
    ...Object.fromEntries(odd.map((name) => [name, params.getAll(name).join(',')])),
    ...(unread.length > 0 && { cols: unread.join() }),
  }
  const left = Object.keys(typed).length > 0
  return { state, wrong, ...(left && { typed }), ...(choosing && { choosing }) }
}

interface Wrong {
  readonly wrong: string
}
const isWrong = (value: unknown): value is Wrong =>
  typeof value === 'object' && value !== null && 'wrong' in value

const namespace = (text: string) =>
  text.length <= 63
    ? matching(
        text,
        /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
        'a namespace: a–z, 0–9 and “-”, at most 63 characters',
      )
    : { wrong: 'A namespace has at most 63 characters.' }

function sortWord(text: string): string | Wrong {
  const ref = readRef(text.replace(/^-/, ''))
  if (typeof ref === 'object') return text.startsWith('-') ? `-${ref.id}` : ref.id
  return { wrong: `${ref} “-” in front sorts downward.` }
}

function each(text: string, one: (text: string) => string | Wrong): readonly string[] | Wrong {
  const found = [...new Set(text.split(',').map((part) => part.trim()))].filter(
    (part) => part !== '',
  )
  if (found.length > 100)
    return { wrong: `These are ${found.length}; at most 100 can be asked for at once.` }
  const values = found.map(one)
  return values.find(isWrong) ?? (values as string[])
}

function matching(text: string, form: RegExp, expected: string): string | Wrong {
  return form.test(text) ? text : { wrong: `“${short(text)}” is not ${expected}.` }
}

function limited(text: string, most: number): string | Wrong {
  if (/\p{Cc}/u.test(text))
    return { wrong: 'It holds a control character, which nothing here is called by.' }
  return text.length <= most
    ? text
    : { wrong: `This is ${text.length} characters long; at most ${most} are read.` }
}

function whole(text: string, most: number): number | Wrong {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : 0
  return value >= 1 && value <= most
    ? value
    : { wrong: `“${short(text)}” is not a whole number from 1 to ${most}.` }
}

function statusWord(text: string): Status | Wrong {
  const known = Object.keys(statuses) as Status[]
  return (
    known.find((word) => word === text) ?? {
      wrong: `“${short(text)}” is none of ${known.join(', ')}.`,
    }
  )
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)

/** One address for one view: values given several times joined, columns moved, empty values left out. Null where it is so already. */
export function canonical(params: URLSearchParams): string | null {
  const { cols, unread, moved } = readColumns(params)
  const once = [...new Set(params.keys())]
    .filter((name) => name !== 'up' && name !== 'down')
    .map((name) => [name, joined(name, params.getAll(name))] as const)
    .map(([name, value]) => [name, moved && name === 'cols' ? [...cols, ...unread].join() : value])
    .filter(([, value]) => value !== '')
  const spaced = /^\s|\s$/.test(params.get('q') ?? '')
  if (once.length === params.size && !spaced) return null
  const query = new URLSearchParams(Object.fromEntries(once) as Record<string, string>)
  return query.toString().replaceAll(/%(?:2C|3A)/g, decodeURIComponent)
}

function joined(name: string, values: readonly string[]): string {
  if (name === 'cols') return partsOf(values).join()
  const parts = name === 'ns' ? values.flatMap((value) => value.split(',')) : values
  if (name === 'q') return parts.join().trim()
  return [...new Set(parts)].filter((part) => part !== '').join(',')
}

/** The state as query parameters again, usual values left out. `change` overrides; a changed filter starts at page 1. */
export function writeList(
  state: ListState,
  change: Partial<ListState> = {},
): Record<string, string | readonly string[] | number | undefined> {
  const next = { ...state, ...(change.page === undefined && { page: 1 }), ...change }
  return {
    ns: next.namespaces,
    l: next.labels,
    fs: next.fields,
    q: next.q,
    group: next.group,
    status: next.status ?? undefined,
    sort: next.sort === '' ? undefined : `${next.descending ? '-' : ''}${next.sort}`,
    cols: next.cols,
    size: next.size === 100 ? undefined : next.size,
    page: next.page === 1 ? undefined : next.page,
  }
}
