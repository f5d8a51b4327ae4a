/** Lists that a person has pinned: what a cookie may say of them, and the sidebar's links. Pure. */
import { parsed } from '../json.ts'
import type { Urls } from '../urls.ts'
import { type ListState, readList, writeList } from './query.ts'
import { plural } from './words.ts'

/** Lists of one cluster, and bytes of the cookie of all clusters. */
export const most = { lists: 12, bytes: 1500 }

export interface Pin {
  /** `pods?ns=shop&q=cart`: a list's address below its cluster. */
  readonly list: string
  readonly name: string
}

const cluster = /^[A-Za-z0-9._-]{1,253}$/
const resource = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/

/** @returns the address in its one spelling; null for what is no list's. The page of it is left out. */
export function listOf(address: string, urls: Urls): string | null {
  const [, id = '', query = ''] = /^([^?]+)(?:\?(.*))?$/s.exec(address) ?? []
  if (!resource.test(id)) return null
  const { state, wrong } = readList(new URLSearchParams(query))
  return Object.keys(wrong).length > 0 ? null : addressOf(id, state, urls)
}

export function addressOf(id: string, state: ListState, urls: Urls): string {
  return urls.list('-', id, writeList(state)).slice(urls.list('-', '').length)
}

/** A name as it is kept: what cannot be seen is not part of it. */
export const nameOf = (text: string): string =>
  (/^.{0,60}/u.exec(text.replaceAll(/[\p{Cc}\p{Cf}]/gu, '').trim())?.[0] ?? '').trim()

/** What a list is called until somebody says better. */
export function usualName(kind: string, plurals: string, address: string): string {
  const { state } = readList(new URLSearchParams(address.split('?')[1] ?? ''))
  const { namespaces, q, labels, fields, status, sort, descending } = state
  const parts = [namespaces.join(', '), status ?? '', q, labels, fields]
  const order = sort === '' ? '' : `${descending ? '↓' : '↑'} ${sort}`
  return nameOf([plural(kind, plurals), ...parts, order].filter(Boolean).join(' · '))
}

/** Cluster → its pins, as a cookie has them: what is not exactly as it is written here is left out. */
export type Pins = ReadonlyMap<string, readonly Pin[]>

export function readPins(cookie: string, urls: Urls): Pins {
  const all = new Map<string, Pin[]>()
  for (const [of = '', address = '', text = ''] of entries(cookie)) {
    const pins = all.get(of) ?? []
    const list = listOf(address, urls)
    const pin = { list: list ?? '', name: nameOf(text) }
    if (cluster.test(of) && list !== null && fits(pins, pin)) all.set(of, [...pins, pin])
  }
  return all
}

const fits = (pins: readonly Pin[], { list, name }: Pin) =>
  name !== '' && pins.length < most.lists && !pins.some((pin) => pin.list === list)

/** Three texts each; anything else is none. */
function entries(cookie: string): readonly (readonly string[])[] {
  if (!/^[\w-]+$/.test(cookie) || cookie.length > most.bytes) return []
  const all = parsed(Buffer.from(cookie, 'base64url').toString())
  return Array.isArray(all) ? all.filter(isEntry) : []
}

const isEntry = (each: unknown): each is string[] =>
  Array.isArray(each) && each.length === 3 && each.every((text) => typeof text === 'string')

export function writePins(pins: Pins): string {
  const all = [...pins].flatMap(([of, some]) => some.map(({ list, name }) => [of, list, name]))
  return Buffer.from(JSON.stringify(all)).toString('base64url')
}

/** What pins a list on its page, or takes the pin away. */
export interface PinForm {
  readonly action: string
  readonly list: string
  readonly on: boolean
}

/** The page on which pins are named and taken away. */
export interface PinsPage {
  readonly action: string
  readonly pins: readonly Pinned[]
  /** Why what was asked could not be done; empty where it was. */
  readonly wrong: string
  /** The list that somebody came from, and whether it can be pinned now; null where they came from none. */
  readonly of: (Pinned & { readonly can: boolean }) | null
}

/** Why a pin or its new name is not kept, and what to do. @param known it is pinned already. */
export const unkept = (name: string, known: boolean, why: string): string =>
  known
    ? `It is not renamed to “${name}”: ${why} Choose a shorter name, or unpin a list.`
    : `“${name}” is not pinned: ${why} Unpin one of these, then pin it.`

interface Pinned extends Pin {
  readonly href: string
}
