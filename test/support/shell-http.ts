/** A shell as its page opens it where no WebSocket passes: events of one request come down, input goes up on others. */
import { type IncomingMessage, request } from 'node:http'
import { expect } from 'vitest'
import { ask } from './ask.ts'
import type { Said, Ticket } from './shell-page.ts'

export interface ShellOverHttp {
  readonly text: string
  /** Bytes of output so far. */
  readonly bytes: number
  readonly said: readonly Said[]
  /** Resolves with the status of the answer, once the container has taken it. @param from bytes that were typed before it */
  type(text: string, from: number): Promise<number>
  say(message: object): Promise<number>
  /** Resolves when the stream is over, however it ends. */
  readonly over: Promise<void>
  cut(): void
  sees(words: RegExp): Promise<void>
}

/** @param headers of a browser: same origin */
const own = { 'sec-fetch-site': 'same-origin' }

export async function shellOverHttp(
  origin: string | URL,
  { ticket, stream }: Ticket,
  /** Of a proxy in front, for each request. */
  more: () => Readonly<Record<string, string>> = () => ({}),
): Promise<ShellOverHttp> {
  const said: Said[] = []
  const chunks: Buffer[] = []
  const { answer, leave } = await posted(new URL(stream, origin), ticket, more())
  const { promise: over, resolve } = Promise.withResolvers<void>()
  let rest = ''
  answer.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const [, event, data = ''] = /^event: (\w+)\ndata: ?(.*)$/.exec(part) ?? []
      if (event === 'output') chunks.push(Buffer.from(data, 'base64'))
      if (event === 'said') said.push(JSON.parse(data) as Said)
    }
  })
  answer.on('error', () => {}).once('close', resolve)
  await expect.poll(() => said.length).toBeGreaterThan(0)
  const up = String(said[0]?.['up'])
  const send = async (path: string, type: string, body: string) =>
    (
      await ask(origin, path, {
        method: 'POST',
        headers: { ...own, ...more(), 'content-type': type },
        body,
      })
    ).status
  const text = () => Buffer.concat(chunks).toString('utf8')
  return {
    get text() {
      return text()
    },
    get bytes() {
      return chunks.reduce((sum, { length }) => sum + length, 0)
    },
    said,
    type: (words, from) => send(`${up}?from=${from}`, 'application/octet-stream', words),
    say: (message) => send(up, 'application/json', JSON.stringify(message)),
    over,
    cut: leave,
    sees: (words) => expect.poll(text, { timeout: 15_000, interval: 30 }).toMatch(words),
  }
}

async function posted(url: URL, ticket: string, more: Readonly<Record<string, string>>) {
  const headers = { ...own, ...more, 'content-type': 'text/plain' }
  const sent = request(url, { method: 'POST', headers, agent: false })
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  sent.once('response', resolve).on('error', reject)
  sent.end(ticket)
  return { answer: await promise, leave: () => void sent.destroy() }
}
