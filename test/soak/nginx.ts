/** Logs followed through Debian's nginx as it comes: nothing is lost, nothing is cut by its time-outs. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Followed, followLog } from '../support/log-follower.ts'
import { hasNginx, nginxBefore } from '../support/nginx.ts'
import { playedLogs } from '../support/played-logs.ts'
import { SteadyLog } from '../support/steady-log.ts'
import type { Check } from './leaving.ts'

/** Lines a second: many, and none for longer than nginx waits (60 s). */
const busy = new SteadyLog(200, Date.now())
const quiet = new SteadyLog(1 / 75, Date.now())

/** @param minutes in which nothing is cut; then nginx is reloaded, and started anew. */
export async function nginx(minutes: number, check: Check): Promise<void> {
  if (!hasNginx) return console.log('skip nginx: it is not installed (nginx-light)')
  const played = await playedLogs((answer, asked, pod) => {
    void (pod.startsWith('cart') ? busy : quiet).tell(answer, asked)
  })
  const front = await nginxBefore(played.program.address)
  const followed = async (pod: string) =>
    followLog(`${front.origin}${await played.log(pod)}?watch=0&tail=1`)
  const readers = [await followed('cart'), await followed('storefront')] as const
  await sleep(minutes * 60_000)
  const before = readers.map((reader) => reader.so())
  check(
    `${minutes} min through nginx, a busy log: ${told(before[0])}`,
    complete(before[0]) && before[0]?.cuts === 0 && before[0].lines > minutes * 60 * 100,
  )
  check(
    `${minutes} min through nginx, a quiet log: ${told(before[1])}`,
    complete(before[1]) && before[1]?.cuts === 0 && before[1].lines > minutes / 2,
  )
  front.reload()
  await sleep(10_000)
  check(`nginx reloaded: ${told(readers[0].so())}`, complete(readers[0].so()))
  await front.again()
  await sleep(20_000)
  const after = readers.map((reader) => reader.so())
  check(
    `nginx started anew: ${told(after[0])}; ${told(after[1])}`,
    after.every((one) => complete(one) && one.cuts > 0) && after[0]!.last > before[0]!.last,
  )
  for (const reader of readers) reader.close()
  await front.stop()
  await played.stop()
}

/** Every line came once. */
const complete = (one: Followed | undefined): boolean =>
  one !== undefined &&
  one.lines + one.skipped === one.last - one.first + 1 &&
  one.twice + one.gaps + one.skipped === 0

function told(one: Followed | undefined): string {
  const { lines = 0, first = 0, last = 0, skipped = 0, twice = 0, cuts = 0, gaps = 0 } = one ?? {}
  const missing = last - first + 1 - lines - skipped + twice
  return `${lines.toLocaleString('en')} lines, ${missing} missing, ${skipped} skipped, ${twice} twice, ${gaps} gaps told, ${cuts} cuts`
}
