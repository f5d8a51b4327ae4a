/** The namespaces of the last lists, in a cookie: they fill links and the picker, and decide nothing. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Env } from '../http/env.ts'
import { keep } from './cookie.ts'

const name = 'pl_ns'
/** Names that are kept: more would make a large cookie. */
export const most = 15

/** @returns the namespaces of this cluster's last list, else none. */
export function readRemembered(c: Context<Env>, cluster: string): readonly string[] {
  return read(c, cluster).last
}

/** @returns those of the lists before it too, newest first. */
export function readVisited(c: Context<Env>, cluster: string): readonly string[] {
  const { last, before } = read(c, cluster)
  return [...last, ...before]
}

export function remember(c: Context<Env>, cluster: string, namespaces: readonly string[]): void {
  const known = read(c, cluster)
  const last = namespaces.slice(0, most)
  if (last.join() === known.last.join()) return
  const before = [...known.last, ...known.before].filter((each) => !last.includes(each))
  const lists = [last, before.slice(0, most - last.length)]
  keep(c, name, [cluster, ...lists.map((list) => list.join())].join(':'), 30)
}

/** `CLUSTER:LAST:BEFORE`, names with commas between; of one cluster only. */
function read(c: Context<Env>, cluster: string) {
  const [of, ...lists] = (getCookie(c, name) ?? '').split(':')
  const [last = [], before = []] = of === cluster ? lists.map(names) : []
  return { last, before }
}

const names = (list: string): readonly string[] =>
  /^[a-z0-9,-]{1,1000}$/.test(list) ? list.split(',').filter((word) => word !== '') : []
