/** Readers of logs leave at random moments while containers break at random: nothing stays behind. */
import { expect, onTestFinished, test } from 'vitest'
import { aborts, type Outcomes } from '../support/aborts.ts'
import { ask } from '../support/ask.ts'
import { logPaths } from '../support/log-paths.ts'
import { playedLogs } from '../support/played-logs.ts'
import { random } from '../support/random.ts'
import { streamed } from '../support/streamed.ts'
import { failures, wild } from '../support/wild-logs.ts'

const patience = { timeout: 30_000 }

async function played(play: Parameters<typeof playedLogs>[0]) {
  const one = await playedLogs(play)
  onTestFinished(() => one.stop())
  return one
}

// `npm run soak` does it a hundred times as often.
test('1,000 readers that leave at random: the process lives, and no log is read on', async () => {
  const chance = random(6)
  const on = await played(wild(chance))
  const outcomes: Outcomes = new Map()
  const origin = on.program.address
  const how = { count: 1000, many: 25, patience: 1500, chance }
  await aborts({ origin, paths: await logPaths(on), ...how }, outcomes)
  const answers = ['200', 'no answer', ...failures]
  for (const got of outcomes.keys()) expect(answers).toContain(got)
  // How many wait long enough is a matter of the machine.
  expect(outcomes.get('200')).toBeGreaterThan(0)
  expect(on.asked()).toBeGreaterThan(0)
  await expect.poll(() => on.open(), patience).toBe(0)
  expect(on.program.lines.filter((line) => line.includes('unforeseen'))).toEqual([])
  on.play = (answer) => answer.end('2026-11-26T00:00:00.000000000Z still there\n')
  const answer = await ask(origin, `${await on.log('cart')}?as=txt`)
  expect([answer.status, answer.body]).toEqual([200, 'still there\n'])
}, 120_000)

test.each(['?watch=0', '?as=txt&follow=1', '?as=ndjson&follow=1', '?as=txt&download=1'])(
  'who leaves %s ends what is read for it',
  async (form) => {
    const on = await played((answer) => void answer.write('2026-11-26T00:00:00.000000000Z here\n'))
    const { origin } = on.program.address
    const all = await streamed(origin, `/c/demo/deployments.apps/shop/cart/logs${form}`)
    await expect.poll(() => on.open(), patience).toBeGreaterThan(0)
    all.close()
    await expect.poll(() => on.open(), patience).toBe(0)
  },
)

test('who asks for the head alone leaves nothing open', async () => {
  const on = await played((answer) => void answer.write('2026-11-26T00:00:00.000000000Z here\n'))
  const path = await on.log('cart')
  const { status } = await ask(on.program.address, `${path}?as=txt&follow=1`, { method: 'HEAD' })
  expect([status, on.asked()]).toEqual([200, 1])
  await expect.poll(() => on.open(), patience).toBe(0)
})
