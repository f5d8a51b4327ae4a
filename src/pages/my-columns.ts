/** The columns that a person has made the usual ones of a resource: a form and a cookie, which decides only what an address leaves open. */
import { type Context, Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import { InvalidInput, NotFound } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { Resource } from '../kube.ts'
import { paths, written } from '../urls.ts'
import { type Read, readList } from '../views/query.ts'
import { keep } from './cookie.ts'
import { localPath } from './local-path.ts'
import { formIn } from './form.ts'

const name = 'pl_cols'
/** Bytes of the cookie's value: beyond it the kinds that were set the longest ago go. */
const most = 1000

export const myColumns = new Hono<Env>().post(paths.columns, async (c) => {
  const form = await formIn(c)
  const [id, cols] = [word(form['resource']), word(form['cols'])]
  if ((await c.var.kube.discovery()).get(id) === undefined) throw new NotFound('resource', id)
  const { state, wrong } = readList(new URLSearchParams({ cols }))
  if (wrong['cols'] !== undefined) throw new InvalidInput({ cols: wrong['cols'] })
  const others = kept(c).filter(([resource]) => resource !== id)
  const own: readonly Entry[] = state.cols.length > 0 ? [[id, written(state.cols)]] : []
  if (own.length > 0 && size(own) > most)
    throw new InvalidInput({ cols: `These are too long to be kept: ${most} bytes at most.` })
  keep(c, name, lines(fitting([...own, ...others])))
  return c.redirect(localPath(form['to'], c.var.parts.urls.home), 303)
})

const word = (sent: unknown) => (typeof sent === 'string' ? sent : '')

/** With the person's usual columns where the address names none. What of them makes no sense any more is left out. */
export function withPreset(c: Context<Env>, { id }: Resource, read: Read): Read {
  const params = new URL(c.req.url).searchParams
  const { state } = read
  if (state.cols.length > 0 || params.has('cols')) return read
  /* A page's stream is told what its page shows: another page may have made others the usual ones since. */
  const own = params.has('watch')
    ? params.get('preset')
    : kept(c).find(([resource]) => resource === id)?.[1]
  if (own === undefined || own === null || own === '') return read
  return {
    ...read,
    state: { ...state, preset: readList(new URLSearchParams({ cols: own })).state.cols },
  }
}

type Entry = readonly [resource: string, cols: string]

/** A line each, the newest first: `pods name,node,label:team`. */
function kept(c: Context<Env>): readonly Entry[] {
  return (getCookie(c, name) ?? '')
    .split('\n')
    .map((line) => /^([a-z0-9.-]+) (.+)$/.exec(line))
    .flatMap((match) => (match === null ? [] : [[match[1] ?? '', match[2] ?? ''] as const]))
}

const lines = (entries: readonly Entry[]) => entries.map((entry) => entry.join(' ')).join('\n')
const size = (entries: readonly Entry[]) => encodeURIComponent(lines(entries)).length

function fitting(entries: readonly Entry[]): readonly Entry[] {
  return size(entries) > most ? fitting(entries.slice(0, -1)) : entries
}
