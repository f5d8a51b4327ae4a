/** One pod leaves its node: sent away as often as its budget says no, then waited for until it is gone. */
import { setTimeout as sleep } from 'node:timers/promises'
import { skips } from '../../drain.ts'
import { AppError } from '../../errors.ts'
import { type Came, Parted, type Working } from '../../runs.ts'
import { counted } from '../../views/words.ts'
import type { Leaver } from './leaver.ts'
import { tried } from './tried.ts'

/** Milliseconds, kubectl's: between two tries, and two looks whether it is gone. */
const again = 5000
const pace = 1000
/** In a row that nobody answered. */
const unanswered = 3

/** Not in time. */
class Late extends AppError {
  override readonly status = 408
}

const gone: Came = { state: 'done', words: 'Gone' }

/** @throws Late, Left, KubeError, Unreachable, NotSignedIn; the signal’s reason where it was cancelled. */
export async function leave(leaver: Leaver, working: Working): Promise<Came> {
  if ((await asked(leaver, working)) === 'gone') return gone
  leaver.ends()
  try {
    return await waited(leaver, working)
  } catch (error) {
    if (error instanceof AppError || !working.signal.aborted) throw error
    throw new Parted('It was sent away, and was ending: it is not waited for.')
  }
}

async function asked(leaver: Leaver, working: Working): Promise<'ending' | 'gone'> {
  let lost = 0
  for (let tries = 1; ; tries += 1) {
    const came = await leaver.gate.run(() => {
      working.signal.throwIfAborted()
      return tried(leaver, working.kube)
    })
    if (came === 'ending' || came === 'gone') return came
    lost = came.isLost ? lost + 1 : 0
    if (lost >= unanswered) throw came.error
    const often = tries === 1 ? '' : ` Tried ${counted(tries, 'time')}.`
    leaver.tell(`${came.words} It is tried again every 5 seconds.${often}`)
    await pause(leaver, working, again, came.words)
  }
}

async function waited(leaver: Leaver, working: Working): Promise<Came> {
  const { item, presence, options, tell } = leaver
  let lost = 0
  tell('It was sent away, and is ending.')
  for (;;) {
    try {
      const meta = await presence.look(working.kube, item.id)
      if (meta === null) return gone
      if (skips(meta, options, new Date()))
        return { state: 'skipped', words: 'It should have ended long ago: it is not waited for.' }
      lost = 0
    } catch (error) {
      lost += 1
      const isTrouble = error instanceof AppError && error.status >= 500
      if (!isTrouble || lost >= unanswered) throw error
    }
    await pause(leaver, working, pace, 'It was sent away, and is still ending.')
  }
}

/** @param words why it is there still. @throws Late with them, the signal’s reason. */
async function pause(
  { until, options }: Leaver,
  { signal }: Working,
  ms: number,
  words: string,
): Promise<void> {
  const left = until - performance.now()
  await sleep(Math.max(0, Math.min(ms, left)), undefined, { signal })
  if (left <= ms) throw new Late(`Given up after ${String(options.timeout)} s. ${words}`)
}
