/** Containers of pods that come while a log is followed. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { KubeObject } from '../../kube.ts'
import { keyOf, mostSources, type Source } from '../../logs/source.ts'
import { type Crew, followCrews } from './crew.ts'
import type { Wanted } from './reading.ts'
import { choose, containersOfAll } from './sources.ts'

/**
 * Those that were not there from the beginning, each once. Ends with the signal.
 * @param reading keys of what is read; kept up to date by others, too: what is read by its name is read by it still.
 */
export async function* comers(
  c: Context<Env>,
  { sources, asked, zones }: Wanted,
  crews: readonly Crew[],
  reading: Set<string>,
  signal: AbortSignal,
): AsyncGenerator<Source> {
  const seen = new Set(sources.map(lifeOf))
  const came: Source[] = []
  let news = Promise.withResolvers<void>()
  let failed: Error | null = null
  const found = (pods: readonly KubeObject[]) => {
    for (const source of choose(containersOfAll(pods), asked, zones.of)) {
      const full = reading.size >= mostSources
      if (full || seen.has(lifeOf(source)) || reading.has(keyOf(source))) continue
      seen.add(lifeOf(source))
      reading.add(keyOf(source))
      came.push(source)
    }
    news.resolve()
  }
  const leave = await followCrews(c, crews, found, (error) => {
    failed = error instanceof Error ? error : new Error(String(error))
    news.resolve()
  })
  signal.addEventListener('abort', () => news.resolve(), { once: true })
  try {
    while (!signal.aborted) {
      if (failed !== null) throw failed
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

const lifeOf = (source: Source) => `${keyOf(source)} ${source.uid}`
