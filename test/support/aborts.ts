/** Readers that leave at a random moment, many at a time: before the answer, within it, or after a long pause. */
import { request } from 'node:http'
import type { Random } from './random.ts'

/** How many readers got each: a status, an error's code, or `no answer` where they left before it. */
export type Outcomes = Map<string, number>

export interface Leaving {
  readonly origin: URL
  /** What can be asked for, streams among it. */
  readonly paths: readonly string[]
  readonly count: number
  /** Readers at a time. */
  readonly many: number
  /** Milliseconds that a reader waits for an answer at most. */
  readonly patience: number
  readonly chance: Random
}

/** Resolves when all have left. @param into what they got is added here. */
export async function aborts(leaving: Leaving, into: Outcomes): Promise<void> {
  const { count, many } = leaving
  let left = count
  const reader = async () => {
    while (left > 0) {
      left -= 1
      const got = await abort(leaving)
      into.set(got, (into.get(got) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: many }, reader))
}

function abort({ origin, paths, patience, chance }: Leaving): Promise<string> {
  const path = paths[chance.below(paths.length)] ?? ''
  const headers = { 'accept-encoding': chance.below(2) === 0 ? 'gzip' : 'identity' }
  const { promise, resolve } = Promise.withResolvers<string>()
  const sent = request(new URL(path, origin), { agent: false, headers })
  let got = 'no answer'
  let mine = false
  const leave = () => {
    mine = true
    sent.destroy()
  }
  // An error after leaving is the leaving itself; before it, the server broke off.
  sent.on('error', (error: NodeJS.ErrnoException) => {
    if (!mine) got = error.code ?? error.message
  })
  sent.on('close', () => resolve(got))
  sent.on('response', (answer) => {
    got = String(answer.statusCode)
    answer.on('error', () => {})
    const way = chance.below(3)
    if (way === 0) leave()
    else if (way === 1) answer.once('data', leave).once('end', leave)
    else setTimeout(leave, chance.below(40))
  })
  sent.end()
  const timer = setTimeout(leave, chance.below(4) === 0 ? chance.below(10) : patience)
  sent.once('close', () => clearTimeout(timer))
  return promise
}
