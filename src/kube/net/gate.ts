/** Lets a number of calls through at a time; the others wait in order until their deadline. */
import type { Bounds } from './exchange.ts'

export interface Gate {
  /** Resolves with the function that gives the place back; rejects with the signal's reason. */
  enter(bounds: Pick<Bounds, 'signal' | 'progress'>): Promise<() => void>
}

export function gate(size: number): Gate {
  let free = size
  const waiting = new Set<() => void>()

  const leave = () => {
    const [next] = waiting
    if (next === undefined) free += 1
    else next()
  }

  return {
    async enter({ signal, progress }) {
      signal.throwIfAborted()
      if (free > 0) free -= 1
      else {
        progress.step = 'queue'
        await turn(waiting, signal)
      }
      return leave
    },
  }
}

/** Resolves when a leaver hands its place on, which is always to the one who waits longest. */
function turn(waiting: Set<() => void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      waiting.delete(go)
      reject(signal.reason)
    }
    const go = () => {
      waiting.delete(go)
      signal.removeEventListener('abort', stop)
      resolve()
    }
    signal.addEventListener('abort', stop, { once: true })
    waiting.add(go)
  })
}
