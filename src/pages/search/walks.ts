/** Searches under way: a page begins one, and its stream, or the same page asked for again, goes on with it. */
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Env } from '../../http/env.ts'
import type { Connection, Discovery } from '../../kube.ts'
import { begin, type Walk } from './walk.ts'

/** Milliseconds that one goes on, or is kept, while nobody looks. */
const linger = 5000
/** Of one person; of more the oldest ends. */
const most = 8

interface Kept {
  readonly walk: Walk
  readonly end: AbortController
  viewers: number
  idle: NodeJS.Timeout | undefined
}

/** By the credential that reads for them. */
const all = new WeakMap<Connection, Map<string, Kept>>()

export interface Joined {
  readonly walk: Walk
  readonly leave: () => void
}

/** @param again one that is over will do: for the stream of a page that has just been sent. */
export function joined(c: Context<Env>, q: string, discovery: Discovery, again: boolean): Joined {
  const { connection } = c.var
  const mine = all.get(connection) ?? new Map<string, Kept>()
  all.set(connection, mine)
  const key = JSON.stringify([c.var.cluster.name, q, getCookie(c, 'pl_ns') ?? ''])
  const found = mine.get(key)
  const kept = found !== undefined && (again || !found.walk.over) ? found : begun(c, q, discovery)
  const drop = () => {
    kept.end.abort()
    if (mine.get(key) === kept) mine.delete(key)
  }
  clearTimeout(kept.idle)
  kept.viewers += 1
  mine.set(key, kept)
  forget(mine)
  return {
    walk: kept.walk,
    leave() {
      kept.viewers -= 1
      if (kept.viewers === 0) kept.idle = setTimeout(drop, linger).unref()
    },
  }
}

/** The oldest of too many. */
function forget(mine: Map<string, Kept>): void {
  const [oldest] = mine
  if (oldest === undefined || mine.size <= most) return
  oldest[1].end.abort()
  mine.delete(oldest[0])
}

function begun(c: Context<Env>, q: string, discovery: Discovery): Kept {
  const end = new AbortController()
  const { down } = c.var.parts
  const walk = begin(c, q, discovery, AbortSignal.any([end.signal, down]))
  return { walk, end, viewers: 0, idle: undefined }
}
