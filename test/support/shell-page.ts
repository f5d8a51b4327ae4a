/** A shell as its page opens it: a ticket, a socket, what comes and what is typed. */
import { WebSocket } from 'ws'
import { expect } from 'vitest'
import { ask } from './ask.ts'

export interface ShellPage {
  /** All output so far. */
  readonly text: string
  readonly bytes: number
  /** Messages so far, but for signs of life. */
  readonly said: readonly Said[]
  type(text: string): void
  /** In pieces, no more of them under way than a page sends. */
  paste(text: string): Promise<void>
  say(message: object): void
  /** Reads nothing more, or goes on. */
  hold(): void
  go(): void
  /** As a cut line ends it. */
  cut(): void
  /** The output has these words, within some seconds. */
  sees(words: string | RegExp): Promise<void>
  /** The last message. */
  ended(): Promise<Said>
}

export type Said = Readonly<Record<string, unknown>> & { readonly type: string }

export interface Ticket {
  readonly ticket: string
  readonly socket: string
  readonly stream: string
}

const form = 'application/x-www-form-urlencoded'

type Fields = Readonly<Record<string, string>>

/** @param page `/c/C/pods/NS/NAME/exec` @param more headers, of a proxy in front */
export function asked(address: URL, page: string, fields: Fields, more: Fields = {}) {
  const own = { 'content-type': form, accept: 'application/json', origin: address.origin }
  const headers = { ...own, ...more }
  const body = new URLSearchParams(fields).toString()
  return ask(address, page, { method: 'POST', headers, body })
}

export async function ticket(
  address: URL,
  page: string,
  fields: Fields,
  more: Fields = {},
): Promise<Ticket> {
  const answer = await asked(address, page, fields, more)
  expect(answer.status, answer.body).toBe(200)
  return JSON.parse(answer.body) as Ticket
}

/** @param acknowledges what it shows, as a page does. */
export async function shellPage(
  address: URL,
  { ticket: with_, socket }: Ticket,
  acknowledges = true,
  more: Fields = {},
): Promise<ShellPage> {
  const url = new URL(socket, address)
  url.protocol = 'ws:'
  const wire = new WebSocket(url, ['portlight.terminal', with_], {
    origin: address.origin,
    headers: { ...more },
  })
  const chunks: Buffer[] = []
  const said: Said[] = []
  let bytes = 0
  let at = 0
  let told = 0
  wire.on('message', (data: Buffer, isBinary) => {
    if (isBinary) {
      if (bytes < 1_000_000) chunks.push(data)
      bytes += data.length
      if (!acknowledges || (bytes - told < 32_768 && bytes > 32_768)) return
      told = bytes
      wire.send(JSON.stringify({ shown: at + bytes }))
      return
    }
    const message = JSON.parse(data.toString()) as Said
    if (message.type === 'begins') at = Number(message['at'])
    if (message.type !== 'beat') said.push(message)
  })
  await new Promise((resolve, reject) => wire.once('open', resolve).once('error', reject))
  const text = () => Buffer.concat(chunks).toString('utf8')
  const patience = { timeout: 15_000, interval: 30 }
  return {
    get text() {
      return text()
    },
    get bytes() {
      return bytes
    },
    said,
    type: (words) => wire.send(Buffer.from(words)),
    async paste(words) {
      const before = Number(said.findLast(({ typed }) => typed !== undefined)?.['typed'])
      for (let from = 0; from < words.length; from += 16_384) {
        wire.send(Buffer.from(words.slice(from, from + 16_384)))
        const taken = () => Number(said.findLast(({ typed }) => typed !== undefined)?.['typed'])
        await expect
          .poll(taken, { ...patience, interval: 1 })
          .toBeGreaterThan(before + from - 32_768)
      }
    },
    say: (message) => wire.send(JSON.stringify(message)),
    hold: () => wire.pause(),
    go: () => wire.resume(),
    cut: () => wire.terminate(),
    sees: (words) => expect.poll(text, patience).toMatch(words),
    async ended() {
      await expect.poll(() => said.at(-1)?.type, patience).toMatch(/^(?:ended|taken)$/)
      return said.at(-1)!
    },
  }
}

/** The status that a handshake is refused with; 101 for one that is taken. */
export function handshake(
  address: URL,
  path: string,
  protocols: readonly string[],
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const url = new URL(path, address)
  url.protocol = 'ws:'
  const wire = new WebSocket(url, [...protocols], { headers: { ...headers } })
  return new Promise((resolve, reject) => {
    wire.once('open', () => {
      wire.terminate()
      resolve(101)
    })
    wire.once('unexpected-response', (_, { statusCode = 0 }) => {
      wire.terminate()
      resolve(statusCode)
    })
    wire.once('error', reject)
  })
}
