/** The lists that a person has pinned, in a cookie of theirs. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import type { NavLink } from '../views/nav.ts'
import { addressOf, most, type Pin, type PinForm, readPins, writePins } from '../views/pins.ts'
import type { ListState } from '../views/query.ts'
import { keep } from './cookie.ts'

const cookie = 'pl_pins'

export const pinsOf = (c: Context<Env>, cluster: string): readonly Pin[] =>
  readPins(getCookie(c, cookie) ?? '', c.var.parts.urls).get(cluster) ?? []

/** @returns why they are not kept, where they are more than a cookie holds; else nothing. */
export function keepPins(c: Context<Env>, cluster: string, pins: readonly Pin[]): string {
  const { urls } = c.var.parts
  if (pins.length > most.lists) return `${most.lists} lists are pinned already, which is the most.`
  const all = new Map(readPins(getCookie(c, cookie) ?? '', urls))
  if (pins.length > 0) all.set(cluster, pins)
  else all.delete(cluster)
  const value = all.size === 0 ? '' : writePins(all)
  if (value.length > most.bytes)
    return 'The lists that are pinned, of all clusters, take all the room that a cookie gives.'
  keep(c, cookie, value)
  return ''
}

/** What pins the list that a page shows. */
export function pinForm(c: Context<Env>, resource: Resource, state: ListState): PinForm {
  const { urls } = c.var.parts
  const { name } = c.var.cluster
  const list = addressOf(resource.id, state, urls)
  const on = pinsOf(c, name).some((pin) => pin.list === list)
  return { action: urls.pins(name), list, on }
}

/** The sidebar's links. @param shown the address of the list on the page. */
export function pinnedLinks(c: Context<Env>, shown: string): readonly NavLink[] {
  const { urls } = c.var.parts
  const { name: cluster } = c.var.cluster
  return pinsOf(c, cluster).map(({ list, name }) => {
    const href = urls.list(cluster, '') + list
    return { text: name, href, current: href === shown, id: null }
  })
}
