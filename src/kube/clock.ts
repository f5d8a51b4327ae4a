/** The time of one call: its deadline, the caller's abort, and the step that it has come to. */
import type { Progress } from './fault.ts'

export interface Clock {
  readonly signal: AbortSignal
  readonly progress: Progress
  /** Milliseconds until the deadline. */
  left(): number
  /** Whether it was the deadline that ended the call. */
  late(): boolean
  /** Must be called at the end: lets go of the timer and of the caller's signal. */
  stop(): void
}

/** Starts now; ends after `ms` or with `outer`. */
export function startClock(ms: number, outer?: AbortSignal): Clock {
  const own = new AbortController()
  const end = performance.now() + ms
  let late = false
  const timer = setTimeout(() => {
    late = true
    own.abort(new Error('deadline'))
  }, ms)
  // Always an Error, as sockets want one; the caller's own reason is thrown in its place in the end.
  const cancel = () => own.abort(new Error('left', { cause: outer?.reason }))
  if (outer?.aborted === true) cancel()
  outer?.addEventListener('abort', cancel, { once: true })
  return {
    signal: own.signal,
    progress: { step: 'credential' },
    left: () => end - performance.now(),
    late: () => late,
    stop() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', cancel)
    },
  }
}

/** The promise's value, or the signal's reason if that comes first: what it comes to then is nobody's. */
export function within<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
