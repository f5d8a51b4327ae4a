/** Many sources as one, each read no faster than what comes of it is taken. */

type Sources<T> = AsyncGenerator<AsyncGenerator<T>>

interface Step<T> {
  readonly from: AsyncGenerator<T> | Sources<T>
  readonly step: Promise<IteratorResult<T | AsyncGenerator<T>>>
}

/**
 * As they come; a reader that is slow holds all of them back. (No race over all of them at each step: one
 * that is silent would keep every step of the others.)
 * @param more sources that come later.
 */
export async function* merged<T>(
  all: readonly AsyncGenerator<T>[],
  more?: Sources<T>,
): AsyncGenerator<T> {
  const came: Step<T>[] = []
  const live = new Set<Step<T>['from']>()
  let news = Promise.withResolvers<void>()
  const ask = (from: Step<T>['from']) => {
    const step = from.next()
    live.add(from)
    const here = () => {
      came.push({ from, step })
      news.resolve()
    }
    step.then(here, here)
  }
  if (more !== undefined) ask(more)
  for (const from of all) ask(from)
  try {
    while (live.size > 0) {
      const next = came.shift()
      if (next === undefined) {
        await news.promise
        news = Promise.withResolvers()
        continue
      }
      const { done, value } = await next.step
      if (done === true) live.delete(next.from)
      else if (next.from === more) {
        ask(value as AsyncGenerator<T>)
        ask(more)
      } else {
        yield value as T
        ask(next.from)
      }
    }
  } finally {
    for (const from of live) void from.return(undefined).catch(() => {})
  }
}
