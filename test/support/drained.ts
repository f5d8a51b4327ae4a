/** Waits until more can be written to a reader, or it has gone. */
import type { Writable } from 'node:stream'

export function drained(to: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      to.off('drain', done).off('close', done)
      resolve()
    }
    to.on('drain', done).on('close', done)
  })
}
