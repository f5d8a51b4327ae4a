/** A log that is followed through nginx while the two Portlights behind it are restarted one after the other. */
import { expect, onTestFinished, test } from 'vitest'
import { followLog } from '../support/log-follower.ts'
import { hasNginx } from '../support/nginx.ts'
import { playedLogs } from '../support/played-logs.ts'
import { replicas } from '../support/replicas.ts'
import { SteadyLog } from '../support/steady-log.ts'

test.skipIf(!hasNginx)('every line comes once', { timeout: 90_000 }, async () => {
  // So few that those of a slow restart are no more than one message holds: of more some would be skipped, and named.
  const log = new SteadyLog(40, Date.now())
  const played = await playedLogs((answer, asked) => void log.tell(answer, asked))
  onTestFinished(() => played.stop())
  const both = await replicas(['--local-key=off'], { KUBECONFIG: played.kubeconfig })
  onTestFinished(() => both.stop())
  const path = await played.log('cart')
  const reader = followLog(`${both.origin}${path}?watch=0&tail=1`)
  onTestFinished(() => reader.close())
  const goesOn = async () => {
    const { last } = reader.so()
    await expect.poll(() => reader.so().last, { timeout: 20_000 }).toBeGreaterThan(last + 40)
  }
  await goesOn()
  await both.roll(goesOn)
  const { lines, first, last, skipped, twice, cuts, gaps } = reader.so()
  expect({ missing: last - first + 1 - lines - skipped, skipped, twice, gaps }).toEqual({
    missing: 0,
    skipped: 0,
    twice: 0,
    gaps: 0,
  })
  expect(cuts).toBeGreaterThan(0)
})
