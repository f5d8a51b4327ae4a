/** Many sources as one, each read no faster than what comes of it is taken. */

interface Step<T> {
  readonly from: AsyncGenerator<T>
  readonly step: Promise<IteratorResult<T>>
}

/**
 * As they come; a reader that is slow holds all of them back. (No race over all of them at each step: one
 * that is silent would keep every step of the others.)
 */
export async function* merged<T>(all: readonly AsyncGenerator<T>[]): AsyncGenerator<T> {
  const came: Step<T>[] = []
  let news = Promise.withResolvers<void>()
  const ask = (from: AsyncGenerator<T>) => {
    const step = from.next()
    const here = () => {
      came.push({ from, step })
      news.resolve()
    }
    step.then(here, here)
  }
  const live = new Set(all)
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
      else {
        yield value
        ask(next.from)
      }
    }
  } finally {
    for (const from of live) void from.return(undefined).catch(() => {})
  }
}
