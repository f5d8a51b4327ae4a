/** Whatever a container writes, its lines are bounded and its bytes are text. */
import { expect, test } from 'vitest'
import { logLines } from '../../src/kube/log-lines.ts'

async function lines(...chunks: readonly (string | Buffer)[]) {
  async function* source() {
    for (const chunk of chunks) yield Buffer.from(chunk)
  }
  const found = []
  for await (const some of logLines(source())) found.push(...some)
  return found
}
const stamp = '2026-11-22T12:00:00.5Z '

test('lines are cut at \\n only, over chunks, the last one without its end', async () => {
  const found = await lines(`${stamp}a\u2028b\n${stamp}c`, 'd\r\n', `${stamp}e`)
  expect(found.map(({ text }) => text)).toEqual(['a\u2028b', 'cd', 'e'])
})

test('times order as texts: UTC, nine digits', async () => {
  const [one, two, none] = await lines(
    '2026-11-22T14:00:00.12+02:00 x\n',
    '2026-11-22T12:00:00.123456789Z y\n',
    'no time at all\n',
  )
  expect([one?.time, two?.time]).toEqual([
    '2026-11-22T12:00:00.120000000Z',
    '2026-11-22T12:00:00.123456789Z',
  ])
  expect(none).toEqual({ time: '', text: 'no time at all', cut: 0 })
  const odd = ['2026-13-45T99:00:00+01:00 x', '2026-13-45T99:00:00Z y']
  expect(await lines(...odd.map((text) => `${text}\n`))).toEqual(
    odd.map((text) => ({ time: '', text, cut: 0 })),
  )
})

test('a character that two chunks share stays whole; what is no UTF-8 is said so', async () => {
  const snow = Buffer.from('☃')
  const [whole, broken] = await lines(
    snow.subarray(0, 1),
    snow.subarray(1),
    '\n',
    Buffer.from([0xff, 0x41, 10]),
  )
  expect([whole?.text, broken?.text]).toEqual(['☃', '\uFFFDA'])
})

test('a line of 16 MiB is kept to 64 KiB, and one that never ends takes no more', async () => {
  const [long] = await lines(
    ...Array.from({ length: 16 }, () => Buffer.alloc(1024 * 1024, 'x')),
    '\n',
  )
  expect([long?.text.length, long?.cut]).toEqual([64 * 1024, 16 * 1024 * 1024 - 64 * 1024])
})
