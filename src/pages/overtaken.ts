/** What a controller or somebody else writes between our read and our write is no reason to give up: it is tried anew on top of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { KubeError } from '../errors.ts'

/** A controller in the midst of a rollout writes the status many times a second. */
const tries = 12
/** Milliseconds before the next one, at most; longer each time. */
const pause = 50

/** @param act reads anew and writes, each time that it is called; whatever but a conflict it throws stands. */
export async function overtaken<T>(act: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await act()
    } catch (error) {
      const isConflict = error instanceof KubeError && error.reason === 'Conflict'
      if (!isConflict || tried >= tries) throw error
      await sleep(Math.random() * pause * tried)
    }
  }
}
