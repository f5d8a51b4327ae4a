/** What is looked at twice may change in between, on a real cluster above all. */
import { setTimeout as sleep } from 'node:timers/promises'

/** Runs a comparison; where it does not hold it is made anew, six times in all. */
export async function steadily(compare: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await compare()
    } catch (error) {
      if (tries === 6) throw error
      await sleep(500)
    }
  }
}
