/** What is said of a pod while its lines come: the stream goes on behind the last line that was sent, not further. */
import { expect, onTestFinished, test } from 'vitest'
import { playedLogs } from '../support/played-logs.ts'
import { streamed } from '../support/streamed.ts'

test('a message says of no line that it was seen which it does not hold', async () => {
  let number = 0
  const on = await playedLogs((answer) => {
    const timer = setInterval(() => {
      number += 1
      answer.write(`2026-11-26T00:00:00.${String(number).padStart(9, '0')}Z line ${number}\n`)
    }, 1)
    answer.once('close', () => clearInterval(timer))
  })
  onTestFinished(() => on.stop())
  // It fails again and again: its events are read before that is told.
  const one = await streamed(on.program.address.origin, `${await on.log('checkout')}?watch=0`)
  const told = () => one.said.filter(({ data }) => data.includes('<div id="n-'))
  await one.until(() => told().length > 3)
  expect(told().some(({ data }) => data.includes('hx-target="#why"'))).toBe(true)
  for (const { id, data } of told())
    expect(id).toBe([...data.matchAll(/<div id="n-([^"]+)"/g)].at(-1)?.[1])
})
