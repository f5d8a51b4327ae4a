/** Readers that leave at a random moment, many at a time: before the answer, within it, or after a long pause. */
import { request } from 'node:http'
import { type Random } from '../support/random.ts'

/** What can be asked for, streams among it. */
const paths = [
  '/c/demo/pods',
  '/c/demo/pods?watch=',
  '/c/demo/pods?ns=shop,web&sort=-age&watch=',
  '/c/demo/configmaps?watch=',
  '/c/demo/configmaps/web/blog',
  '/c/demo/configmaps/web/blog?watch=',
  '/c/demo/configmaps/web/blog/yaml?watch=',
  '/c/demo/search?q=web',
  '/c/demo',
] as const

/** How many readers got each: a status, an error's code, or `no answer` where they left before it. */
export type Outcomes = Map<string, number>

/** Resolves when all have left. @param many readers at a time. @param into what they got is added here. */
export async function aborts(
  origin: URL,
  count: number,
  many: number,
  chance: Random,
  into: Outcomes,
): Promise<void> {
  let left = count
  const reader = async () => {
    while (left > 0) {
      left -= 1
      const got = await abort(origin, chance)
      into.set(got, (into.get(got) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: many }, reader))
}

function abort(origin: URL, chance: Random): Promise<string> {
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
  if (chance.below(4) === 0) setTimeout(leave, chance.below(10))
  return promise
}
