/** When to look again: at once, then after each change, but not more often than the pace. */

/** What calls when it has changed, until the returned function is called. */
export interface Source {
  watch(changed: () => void): () => void
}

/** What is left when nobody listens any more. */
export interface Left extends Source {
  leave(): void
}

/** Calls every so many milliseconds: what is said of the time of day changes by itself. */
export const clock = (ms: number): Left => ({
  watch(changed) {
    const timer = setInterval(changed, ms)
    return () => clearInterval(timer)
  },
  leave() {},
})

/** @param pace milliseconds between two ticks at least. Ends with the signal. */
export async function* ticks(
  sources: readonly Source[],
  pace: number,
  signal: AbortSignal,
): AsyncIterable<void> {
  let wake: (() => void) | null = null
  let changed = true
  const note = () => {
    changed = true
    wake?.()
  }
  const leave = sources.map((each) => each.watch(note))
  signal.addEventListener('abort', note, { once: true })
  try {
    while (!signal.aborted) {
      if (!changed) await new Promise<void>((resolve) => (wake = resolve))
      if (signal.aborted) return
      changed = false
      yield
      await pause(pace, signal)
    }
  } finally {
    signal.removeEventListener('abort', note)
    for (const each of leave) each()
  }
}

/** Resolves after so many milliseconds, or with the signal. Keeps no process alive. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms).unref()
    signal.addEventListener('abort', done, { once: true })
  })
}
