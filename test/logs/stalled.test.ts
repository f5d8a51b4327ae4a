/** A reader of a log that reads no more harms nobody: a page's is skipped ahead, a terminal's holds its own source back. */
import { once } from 'node:events'
import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { drained } from '../support/drained.ts'
import { type PlayedLogs, playedLogs } from '../support/played-logs.ts'
import { streamed } from '../support/streamed.ts'

const patience = { timeout: 30_000 }
let on: PlayedLogs
afterEach(() => on?.stop())

/** Lines with a number, as fast as they are read. */
function endless(wrote: { lines: number }, most = Infinity) {
  return async (answer: ServerResponse): Promise<void> => {
    let number = 0
    while (!answer.destroyed && number < most) {
      let some = ''
      for (let turn = 0; turn < 500 && number < most; turn += 1) {
        number += 1
        const at = String(number).padStart(9, '0')
        some += `2026-11-26T00:00:00.${at}Z line ${number} ${'x'.repeat(100)}\n`
      }
      wrote.lines = number
      if (!answer.write(some)) await drained(answer)
      await new Promise(setImmediate)
    }
    if (number >= most) answer.end()
  }
}

/** Reads nothing of the answer until told. */
async function stalled(path: string): Promise<IncomingMessage> {
  const sent = request(new URL(path, on.program.address), { agent: false }).end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  answer.pause()
  return answer
}

test.each([
  ['as text', '?as=txt&download=1&level=info'],
  ['as a file', '?as=txt&download=1'],
])(
  'who stands still %s holds the kubelet back, and gets all of it when going on',
  async (_how, form) => {
    const wrote = { lines: 0 }
    const count = 300_000
    const play = endless(wrote, count)
    on = await playedLogs((answer) => void play(answer))
    const answer = await stalled((await on.log('cart')) + form)
    let before = -1
    // It stands still once all that lies between is full.
    await expect
      .poll(
        () => {
          const still = wrote.lines === before
          before = wrote.lines
          return still && before > 0
        },
        { ...patience, interval: 1000 },
      )
      .toBe(true)
    expect(wrote.lines).toBeLessThan(count)
    let text = ''
    let lines = 0
    for await (const chunk of answer.setEncoding('utf8')) {
      const all = (text + String(chunk)).split('\n')
      text = all.pop() ?? ''
      for (const line of all) {
        lines += 1
        if (!line.includes(`line ${lines} x`)) throw new Error(`line ${lines} is: ${line}`)
      }
    }
    expect(lines).toBe(count)
  },
  120_000,
)

test('a page that stands still holds nobody up: others go on, and the source is read', async () => {
  const wrote = { lines: 0 }
  const play = endless(wrote)
  on = await playedLogs((answer) => void play(answer))
  const path = `${await on.log('cart')}?watch=0`
  const still = await stalled(path)
  const other = await streamed(on.program.address.origin, path)
  const newest = () =>
    Math.max(
      0,
      ...other.said.flatMap(({ data }) =>
        [...data.matchAll(/line (\d+) x/g)].map(([, number]) => Number(number)),
      ),
    )
  await expect.poll(newest, patience).toBeGreaterThan(200_000)
  expect(other.said.some(({ data }) => data.includes('lines skipped, <a href='))).toBe(true)
  still.destroy()
  other.close()
  await expect.poll(() => on.open(), patience).toBe(0)
}, 120_000)

test('a log that stands still in its middle does not hold its page', async () => {
  on = await playedLogs((answer) => void answer.write('2026-11-26T00:00:00.000000000Z here\n'))
  const { status, body } = await ask(on.program.address, await on.log('cart'), {
    headers: { accept: 'text/html' },
  })
  expect([status, body.includes('>here<')]).toEqual([200, true])
  expect(body).toContain('its node has not answered yet.')
})
