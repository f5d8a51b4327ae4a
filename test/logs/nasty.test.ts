/** Whatever bytes a container writes, in every form of its log they do nothing, and what is left out is named. */
import type { ServerResponse } from 'node:http'
import { request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { once } from 'node:events'
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { type PlayedLogs, playedLogs } from '../support/played-logs.ts'
import { streamed } from '../support/streamed.ts'

const esc = '\u001B'
const MiB = 1024 * 1024
const long = 'x'.repeat(16 * MiB)

/** What a container writes, and how its words stand on a page, in a terminal, and as they are. */
const nasty: readonly (readonly [
  name: string,
  bytes: Buffer,
  page: string,
  terminal: string,
  exact?: string,
])[] = [
  said('markup', `</span></p><script>alert(1)</script><img src=x onerror=alert(2)>`),
  said('a template', '<% it %>{{7*7}}${7*7}'),
  [
    'colours',
    Buffer.from(`a ${esc}[1;31mred${esc}[0m b`),
    'a red b',
    `a ${esc}[1;31mred${esc}[0m b${esc}[0m`,
  ],
  ['a link', Buffer.from(`${esc}]8;;javascript:alert(1)\u0007go${esc}]8;;\u0007`), 'go', 'go'],
  ['a window title', Buffer.from(`${esc}]0;owned\u0007x${esc}]2;owned${esc}\\y`), 'xy', 'xy'],
  ['the clipboard', Buffer.from(`${esc}]52;c;b3duZWQ=\u0007x`), 'x', 'x'],
  ['cursor and screen', Buffer.from(`${esc}[2J${esc}[1;1H${esc}[?1049hx${esc}c`), 'x', 'x'],
  ['a device’s answer', Buffer.from(`${esc}P$q"p${esc}\\${esc}[6nx`), 'x', 'x'],
  [
    'an escape of one byte',
    Buffer.from('\u009B2J\u009D0;owned\u009Cx'),
    '[U+009B]2J[U+009D]0;owned[U+009C]x',
    '[U+009B]2J[U+009D]0;owned[U+009C]x',
  ],
  ['NUL and bell', Buffer.from('a\0b\u0007c'), 'a␀b␇c', 'a␀b␇c'],
  ['carriage returns', Buffer.from(`safe${'\r'.repeat(5000)}gone`), 'safegone', 'safegone'],
  [
    'line separators',
    Buffer.from('a\u2028b\u2029c\u0085d'),
    'a[U+2028]b[U+2029]c[U+0085]d',
    'a[U+2028]b[U+2029]c[U+0085]d',
  ],
  [
    'directions',
    Buffer.from('\u202Eevil\u2066\u200Fx'),
    '[U+202E]evil[U+2066][U+200F]x',
    '[U+202E]evil[U+2066][U+200F]x',
  ],
  [
    'no UTF-8',
    Buffer.from([0x61, 0xff, 0xfe, 0xc3, 0x28, 0xe2, 0x82]),
    'a\uFFFD\uFFFD\uFFFD(\uFFFD',
    'a\uFFFD\uFFFD\uFFFD(\uFFFD',
  ],
  said('what streams are made of', 'event: end data: x id: 7 : beat'),
  said('characters of four bytes', '𝄞 ☃ 🙂'),
]

function said(name: string, words: string) {
  return [name, Buffer.from(words), words, words] as const
}

const time = (nth: number) => `2026-11-26T00:00:00.${String(nth).padStart(9, '0')}Z`
const unseen =
  // oxlint-disable-next-line no-control-regex -- these are what must not be there
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069]/

/** As a kubelet writes them, with times where they are asked for. */
function log(dated: boolean): Buffer {
  return Buffer.concat(
    nasty.flatMap(([, bytes], nth) => [
      Buffer.from(dated ? `${time(nth)} ` : ''),
      bytes,
      Buffer.from('\n'),
    ]),
  )
}

/** In pieces that end anywhere, in the middle of characters too. */
async function inPieces(answer: ServerResponse, bytes: Buffer, ends = true): Promise<void> {
  for (let at = 0; at < bytes.length; at += 7)
    if (!answer.write(bytes.subarray(at, at + 7))) await once(answer, 'drain')
  if (ends) answer.end()
}

let on: PlayedLogs
let path: string
beforeAll(async () => {
  on = await playedLogs((answer) => answer.end())
  path = await on.log('cart')
})
afterAll(() => on?.stop())

const playNasty = () => {
  on.play = (answer, asked) =>
    void inPieces(answer, log(asked.get('timestamps') === 'true'), asked.get('follow') !== 'true')
}
const body = async (query: string) => (await ask(on.program.address, path + query)).body
/** Bytes as they came. */
async function bytesOf(query: string): Promise<Buffer> {
  const sent = request(new URL(path + query, on.program.address), { agent: false }).end()
  const [answer] = (await once(sent, 'response')) as [AsyncIterable<Buffer>]
  return buffer(answer)
}

function shown(html: string): readonly string[] {
  const lines = parse(html).querySelectorAll('div[id^="n-"]')
  const found = lines.map((line) => line.querySelector('span')?.text ?? '')
  for (const line of lines)
    expect(line.querySelectorAll('script, img, iframe, style, [style], [onerror]')).toEqual([])
  for (const link of lines.flatMap((line) => line.querySelectorAll('[href]')))
    expect(link.getAttribute('href')).toMatch(/^\?at=[\dTZ:.-]+#n-[\w.]+$/)
  expect(unseen.exec(html)).toBeNull()
  return found
}
const onPage = nasty.map(([, , page]) => page)

test('on the page', async () => {
  playNasty()
  expect(shown(await body(''))).toEqual(onPage)
})

test('in the page’s stream', async () => {
  playNasty()
  const one = await streamed(on.program.address.origin, `${path}?watch=0`)
  const come = () => one.said.map(({ data }) => data).join('')
  await one.until(() => come().split('<div id="n-').length > nasty.length)
  expect(shown(come())).toEqual(onPage)
  expect(one.said.map(({ event }) => event).filter((event) => event === 'end')).toEqual([])
  one.close()
})

test('as text for a terminal', async () => {
  playNasty()
  const text = await body('?as=txt')
  expect(text.split('\n').slice(0, -1)).toEqual(nasty.map(([, , , terminal]) => terminal))
  const colours = [`${esc}[1;31m`, `${esc}[0m`]
  const rest = colours.reduce((left, colour) => left.replaceAll(colour, ''), text)
  expect(unseen.exec(rest)).toBeNull()
})

test('as NDJSON every byte that is text is kept, and none does anything', async () => {
  playNasty()
  const text = await body('?as=ndjson')
  expect(unseen.exec(text)).toBeNull()
  const lines = text.split('\n').slice(0, -1)
  expect(lines.map((line) => (JSON.parse(line) as { text: string }).text)).toEqual(
    nasty.map(([, bytes]) => bytes.toString('utf8')),
  )
})

test('as a file byte for byte', async () => {
  playNasty()
  expect((await bytesOf('?as=txt&download=1')).equals(log(false))).toBe(true)
})

test('of a file whose reading breaks off the download fails', async () => {
  on.play = (answer) => answer.write('half', () => answer.socket?.resetAndDestroy())
  await expect(bytesOf('?as=txt&download=1')).rejects.toThrow('aborted')
})

test.each([
  ['a line of 16 MiB', `${long}\n`],
  ['16 MiB without a line’s end', long],
])('%s: cut at 64 KiB, what was cut is named, and the file has all of it', async (_name, all) => {
  const head = `${time(1)} `
  on.play = (answer, asked) =>
    answer.end(asked.get('timestamps') === 'true' ? `${head}${all}` : all)
  const page = parse(await body(''))
  expect(page.querySelector('#lines > div span')?.text).toBe('x'.repeat(8000))
  expect(page.querySelector('#lines > div small')?.text).toBe('… 16.0 MiB more')
  const kept = 64 * 1024 - head.length
  expect(await body('?as=txt')).toBe(`${'x'.repeat(kept)} … 15.9 MiB more\n`)
  const { text, cut } = JSON.parse(await body('?as=ndjson')) as { text: string; cut: number }
  expect([text.length, cut]).toEqual([kept, 16 * MiB - kept])
  expect((await bytesOf('?as=txt&download=1')).equals(Buffer.from(all))).toBe(true)
})

test('who follows a line that never ends is told what comes after it', async () => {
  on.play = (answer) => {
    answer.write(`${time(1)} `)
    for (let turn = 0; turn < 32; turn += 1) answer.write('x'.repeat(MiB))
    answer.write(`\n${time(2)} after it\n`)
  }
  const one = await streamed(on.program.address.origin, `${path}?watch=0`)
  await one.until(({ said: all }) => all.some(({ data }) => data.includes('after it')))
  expect(one.said.some(({ data }) => data.includes('… 32.0 MiB more'))).toBe(true)
  one.close()
})
