/** The lines of a page as text: those that it shows, in the order of their times. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Asked } from '../../logs/asked.ts'
import { keyOf } from '../../logs/source.ts'
import type { Wanted } from './reading.ts'
import { type Form, printer, typeOf } from './printed.ts'
import type { Read } from './read.ts'

/**
 * A number of lines, and what a filter finds in the last lines, are those of all containers together, as the
 * page shows them. Without a number a stretch is complete; without anything the last lines are so many of each
 * container, as kubectl counts them.
 */
export function isPage(c: Context<Env>, asked: Asked): boolean {
  const { follow, since, from, to, head, q, levels } = asked
  const { download, tail } = c.req.query()
  if (follow || download === '1') return false
  const stretch = since !== '' || from !== '' || to !== ''
  const filtered = q !== '' || levels.length > 0
  return head > 0 || tail !== undefined || (filtered && !stretch)
}

/** @throws AppError where one container alone is refused: text has nowhere else to say so. */
export function pageText(
  { sources, asked }: Wanted,
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
  return new Response([...notes, ...said].join(''), {
    headers: {
      'content-type': typeOf(form),
      'cache-control': 'no-store, no-transform',
    },
  })
}
