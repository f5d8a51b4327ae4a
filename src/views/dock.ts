/** The dock: shells and logs that stay while pages come and go, and what a cookie may say of them. Pure. */
import { z } from 'zod'
import { parsed } from '../json.ts'
import { readAsked, writeAsked } from '../logs/asked.ts'
import type { Place, Query, Urls } from '../urls.ts'

/** Frames, letters of an address, letters of the cookie. */
export const most = { frames: 3, letters: 500, cookie: 2100 }
/** Of the window's height, in hundredths. */
export const tall = { least: 15, usual: 40, most: 85 }

export interface Kept {
  readonly cluster: string
  readonly place: Place
  readonly part: 'exec' | 'attach' | 'logs'
  readonly query: Query
  /** Its page, in its one spelling. */
  readonly address: string
}
export interface Docked extends Kept {
  /** By which its frame is known; of this browser alone. */
  readonly id: string
}
export interface Dock {
  readonly items: readonly Docked[]
  /** The id of the one that is seen. */
  readonly shown: string
  /** Else only its bar is seen. */
  readonly open: boolean
  readonly tall: number
}

export const noDock: Dock = { items: [], shown: '', open: true, tall: tall.usual }

/* None of these letters is ever encoded, and no name that is kept has others. */
const shape =
  /^\/c\/([A-Za-z0-9_-][A-Za-z0-9._-]{0,252})\/([a-z0-9][a-z0-9.-]{0,252})\/([a-z0-9][a-z0-9-]{0,62})\/([a-z0-9][a-z0-9.-]{0,252})\/(exec|attach|logs)(?:\?([^#]*))?$/
const container = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)?$/

/** What an address of ours names; null for what cannot be kept in the dock. */
export function keptOf(address: string, urls: Urls): Kept | null {
  const base = urls.home.slice(0, -1)
  if (address.length > most.letters || !address.startsWith(base)) return null
  const named = namedBy(address.slice(base.length))
  if (named === null) return null
  const whole = urls.part(named.cluster, named.place, named.part, named.query)
  return whole.length > most.letters ? null : { ...named, address: whole }
}

function namedBy(path: string): Omit<Kept, 'address'> | null {
  const found = shape.exec(path)
  if (found === null) return null
  const [, cluster = '', resource = '', namespace = '', name = '', sort, asked] = found
  const part = sort as Kept['part']
  const params = new URLSearchParams(asked)
  const query = part === 'logs' ? ofLog(params) : ofShell(resource, params)
  return query && { cluster, place: { resource, namespace, name }, part, query }
}

function ofShell(resource: string, params: URLSearchParams): Query | null {
  const name = params.get('container') ?? ''
  return resource === 'pods' && container.test(name) ? { container: name } : null
}

/** What is followed has no end, and no line that it began with. */
function ofLog(params: URLSearchParams): Query | null {
  const { asked, wrong } = readAsked(params)
  if (Object.keys(wrong).length > 0) return null
  const open = { from: '', to: '', at: '', until: '', head: 0, previous: false, follow: false }
  return writeAsked(asked, open)
}

const form = z.tuple([
  z.number().int().min(tall.least).max(tall.most),
  z.boolean(),
  z.string(),
  z.array(z.tuple([z.string().regex(/^[0-9a-f]{6}$/), z.string()])).max(most.frames),
])

/** What is not exactly as it is written here is left out. */
export function readDock(cookie: string, urls: Urls): Dock {
  if (cookie.length > most.cookie || !/^[\w-]+$/.test(cookie)) return noDock
  const read = form.safeParse(parsed(Buffer.from(cookie, 'base64url').toString()))
  if (!read.success) return noDock
  const [high, open, shown, entries] = read.data
  const known = new Map<string, Docked>()
  for (const [id, address] of entries) {
    const kept = keptOf(address, urls)
    if (kept !== null && !known.has(id)) known.set(id, { id, ...kept })
  }
  return showing({ items: [...known.values()], shown, open, tall: high }, shown)
}

export function writeDock({ items, shown, open, tall: high }: Dock): string {
  if (items.length === 0) return ''
  const all = [high, open, shown, items.map(({ id, address }) => [id, address])]
  return Buffer.from(JSON.stringify(all)).toString('base64url')
}

/** One is always seen. */
export function showing(dock: Dock, id: string): Dock {
  const shown = dock.items.some((item) => item.id === id) ? id : (dock.items.at(-1)?.id ?? '')
  return { ...dock, shown }
}

/** It stands last, and is seen. The same log is not followed twice; a second shell is another one. */
export function put(dock: Dock, kept: Kept, id: string): Dock {
  const same = dock.items.find(({ address }) => address === kept.address && kept.part === 'logs')
  if (same !== undefined) return { ...dock, shown: same.id, open: true }
  return { ...dock, items: [...dock.items, { id, ...kept }], shown: id, open: true }
}

export function without(dock: Dock, gone: (item: Docked) => boolean): Dock {
  return showing({ ...dock, items: dock.items.filter((item) => !gone(item)) }, dock.shown)
}
