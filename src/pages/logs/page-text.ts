/** The lines of a page as text: those that it shows, in the order of their times. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Asked } from '../../logs/asked.ts'
import { keyOf } from '../../logs/source.ts'
import type { Shared } from './gathering.ts'
import { type Form, printer } from './printed.ts'
import type { Read } from './read.ts'

/**
 * The first lines of a log, and so many of a stretch, are those of all its containers together. Without a
 * number a stretch is complete, and the last lines are so many of each container, as kubectl counts them.
 */
export function isPage(c: Context<Env>, { follow, from, to, head }: Asked): boolean {
  const { download, tail } = c.req.query()
  if (follow || download === '1') return false
  return head > 0 || (tail !== undefined && from !== '' && to !== '')
}

/** @throws AppError where one container alone is refused: text has nowhere else to say so. */
export function pageText(
  { sources, asked }: Shared,
  { lines, unread }: Read,
  form: Form,
): Response {
  const [refused] = unread
  if (sources.length === 1 && lines.length === 0 && refused?.error) throw refused.error
  const print = printer(form, sources, asked.times, false)
  const known = new Map(sources.map((source) => [keyOf(source), source]))
  const said = lines.map((told) => {
    const source = known.get(told.key)
    return source === undefined ? '' : print.line(source, told)
  })
  const notes = unread.map(({ source, why }) => print.note(source, { text: why, wrong: true }))
  const type = form === 'ndjson' ? 'application/x-ndjson' : 'text/plain'
  return new Response([...notes, ...said].join(''), {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'cache-control': 'no-store, no-transform',
    },
  })
}
