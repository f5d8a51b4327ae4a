/** Lets a number of calls through at a time; the others wait in order until their deadline. */
import type { Bounds } from './exchange.ts'

export interface Gate {
  /** Resolves with the function that gives the place back; rejects with the signal's reason. */
  enter(bounds: Pick<Bounds, 'signal' | 'progress'>): Promise<() => void>
}

export function gate(size: number): Gate {
  let free = size
  const waiting = new Set<() => void>()

  function leave(): () => void {
    let left = false
    return () => {
      if (left) return
      left = true
      const next = waiting.values().next().value
      if (next === undefined) free += 1
      else next()
    }
  }

  function wait(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const stop = () => {
        waiting.delete(go)
        reject(signal.reason)
      }
      const go = () => {
        waiting.delete(go)
        signal.removeEventListener('abort', stop)
        resolve(leave())
      }
      signal.addEventListener('abort', stop, { once: true })
      waiting.add(go)
    })
  }

  return {
    async enter({ signal, progress }) {
      signal.throwIfAborted()
      if (free === 0) {
        progress.step = 'queue'
        return await wait(signal)
      }
      free -= 1
      return leave()
    },
  }
}
