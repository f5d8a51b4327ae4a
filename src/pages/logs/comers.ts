/** Containers of pods that come while a log is followed. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import { keyOf, type Source } from '../../logs/source.ts'
import { type Crew, followCrews } from './crew.ts'
import type { Shared } from './gathering.ts'
import { choose, containersOf } from './sources.ts'

/** Those that were not there from the beginning, each once. Ends with the signal. */
export async function* comers(
  c: Context<Env>,
  { sources, asked }: Shared,
  crews: readonly Crew[],
  signal: AbortSignal,
): AsyncGenerator<Source> {
  const known = new Set(sources.map(keyOf))
  const came: Source[] = []
  let news = Promise.withResolvers<void>()
  const leave = await followCrews(c, crews, (pods) => {
    for (const source of choose(pods.flatMap(containersOf), asked)) {
      if (known.has(keyOf(source))) continue
      known.add(keyOf(source))
      came.push(source)
    }
    news.resolve()
  })
  signal.addEventListener('abort', () => news.resolve(), { once: true })
  try {
    while (!signal.aborted) {
      const next = came.shift()
      if (next !== undefined) yield next
      else {
        await news.promise
        news = Promise.withResolvers()
      }
    }
  } finally {
    leave()
  }
}
