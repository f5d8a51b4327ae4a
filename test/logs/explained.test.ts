/** What is said of a pod while its lines come: the stream goes on behind the last line that was sent, not further. */
import { expect, onTestFinished, test } from 'vitest'
import { playedLogs } from '../support/played-logs.ts'
import { streamed } from '../support/streamed.ts'

const lines = (data: string) => [...data.matchAll(/<div id="n-([^"]+)"/g)].map(([, id]) => id)
const why = (data: string) => data.includes('hx-target="#why"')

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
  await one.until(
    ({ said }) =>
      said.some(({ data }) => why(data)) && said.flatMap(({ data }) => lines(data)).length > 100,
  )
  let last = ''
  for (const { id, data } of one.said) {
    last = lines(data).at(-1) ?? last
    expect(id).toBe(last)
  }
})
