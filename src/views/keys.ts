/** The keys of a Secret or a ConfigMap: which there are, one value that was asked for, one that is written. Pure. */
import { base64Of, type Ends, textOf, whyNoText } from '../keys.ts'
import type { Key } from '../kind/key.ts'
import type { Exact } from './escape.ts'
import type { ObjectHead } from './object.ts'
import type { Foot, Shell } from './shell.ts'
import { cut } from './room.ts'
import { bytes, counted } from './words.ts'

export interface KeysPage {
  readonly shell: Shell
  readonly css: string
  readonly js: string
  readonly head: ObjectHead
  readonly notes: readonly KeyNote[]
  readonly action: string
  readonly back: string
  readonly shown: ShownKey | null
  readonly form: KeyForm | null
  readonly removal: KeyRemoval | null
  readonly rows: readonly KeyRow[]
  readonly count: string
  /** Its values are shown to who asks only. */
  readonly secret: boolean
  /** Why nothing of it can be changed from here; empty: it can. */
  readonly off: string
  /** Where one is added; empty where none can be. */
  readonly add: string
  readonly role: string
  readonly kubectl: string
  readonly foot: Foot
}

export interface KeyNote {
  readonly text: string
  readonly tone: 'bad' | 'warn'
}

export interface KeyRow {
  readonly key: string
  readonly size: string
  /** Where it is removed. */
  readonly remove: string
  readonly on: boolean
}

/** A value on its page. */
export interface ShownKey {
  readonly key: string
  readonly size: string
  readonly text: string
  readonly copy: Exact
  /** Why it is not shown as a text, how its lines end, what of it is left out. */
  readonly notes: readonly string[]
  readonly isText: boolean
  readonly coded: boolean
}

export interface KeyForm {
  /** Empty: it is a new one. */
  readonly key: string
  readonly title: string
  readonly name: Exact
  readonly wrong: string
  readonly value: Exact
  readonly rows: number
  readonly as: 'text' | 'base64'
  readonly ends: Ends
  readonly carried: KeyCarried
  /** What another wrote meanwhile; null: nobody did. */
  readonly theirs: ShownKey | null
  readonly notes: readonly string[]
}

/** What it was made of. */
export interface KeyCarried {
  readonly uid: string
  readonly version: string
  readonly seen: string
  readonly once: string
}

export interface KeyRemoval {
  readonly key: string
  readonly carried: KeyCarried
}

const most = 100_000

/** @param coded as base64, though it were a text. */
export function shownKey(key: string, value: Uint8Array, coded: boolean): ShownKey {
  const found = textOf(value)
  const text = coded ? base64Of(value) : (found?.text ?? '')
  const notes = [
    value.length === 0 ? 'It is empty.' : '',
    text.length > most ? 'Shown is the beginning, copied is all of it.' : '',
    ...(coded ? [] : textNotes(value)),
  ]
  return {
    key,
    size: bytes(value.length),
    text: cut(text, most),
    copy: { exact: text },
    notes: notes.filter((each) => each !== ''),
    isText: found !== null,
    coded,
  }
}

/** What cannot be seen of a text, or why it is none. */
function textNotes(value: Uint8Array): readonly string[] {
  const found = textOf(value)
  if (found === null) return [whyNoText(value)]
  const ends = found.ends === 'crlf' ? 'Its lines end in CR LF.' : ''
  const open = found.text === '' || found.text.endsWith('\n')
  return [ends, open ? '' : 'No line break is at its end.']
}

interface Edited {
  readonly key: string
  readonly value: Uint8Array
  readonly coded: boolean
  readonly carried: KeyCarried
}

/** What is there, to be changed. */
export function keyForm({ key, value, coded, carried }: Edited): KeyForm {
  const found = coded ? null : textOf(value)
  const as = found === null ? ('base64' as const) : ('text' as const)
  const text = found === null ? base64Of(value) : found.text.replaceAll('\r\n', '\n')
  return {
    ...blank(carried),
    key,
    title: `Edit ${key}`,
    name: { exact: key },
    value: { exact: text },
    rows: rowsOf(text),
    as,
    ends: found?.ends ?? 'lf',
    notes: coded ? [] : [whyNoText(value)].filter((each) => each !== ''),
  }
}

/** A new one. */
export const blank = (carried: KeyCarried): KeyForm => ({
  key: '',
  title: 'Add a key',
  name: { exact: '' },
  wrong: '',
  value: { exact: '' },
  rows: rowsOf(''),
  as: 'text',
  ends: 'lf',
  carried,
  theirs: null,
  notes: [],
})

export const rowsOf = (text: string): number =>
  Math.min(30, Math.max(4, text.split('\n').length + 1))

/** @param on the one that the page is about. */
export const keyRows = (
  keys: readonly Key[],
  on: string,
  remove: (key: string) => string,
): readonly KeyRow[] =>
  keys.map(({ key, bytes: size }) => ({
    key,
    size: bytes(size),
    remove: remove(key),
    on: key === on,
  }))

export const keyCount = (keys: readonly Key[]): string =>
  keys.length === 0
    ? 'It holds nothing.'
    : `${counted(keys.length, 'key')}, ${bytes(keys.reduce((sum, each) => sum + each.bytes, 0))} of 1 MiB at most.`
