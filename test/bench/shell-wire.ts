/** A shell as a program talks to it: through Portlight over either carrier, or straight to the API server. */
import { EventEmitter, once } from 'node:events'
import { request } from 'node:http'
import { WebSocket } from 'ws'
import { frame } from '../support/exec-frames.ts'
import type { Ticket } from '../support/shell-page.ts'

export interface Shell {
  /** Types it. */
  type(text: string): void
  /** Resolves when there are more bytes of output than `than`. */
  more(than: number): Promise<void>
  /** Bytes of output so far. */
  bytes(): number
  /** Reads nothing more, or goes on. */
  hold(still: boolean): void
  close(): void
}

/** Bytes of output as they come, and who waits for more of them. */
function counter() {
  const came = new EventEmitter()
  let bytes = 0
  return {
    add(count: number) {
      bytes += count
      came.emit('more')
    },
    bytes: () => bytes,
    async more(than: number) {
      if (bytes <= than) await once(came, 'more')
    },
  }
}

const opened = (wire: WebSocket) =>
  new Promise<void>((resolve, reject) => wire.once('open', resolve).once('error', reject))

export async function direct(
  { server, ca, token }: { server: string; ca: string; token: string },
  path: string,
): Promise<Shell> {
  const url = new URL(path, server)
  url.protocol = 'wss:'
  const headers = { authorization: `Bearer ${token}` }
  const wire = new WebSocket(url, ['v5.channel.k8s.io'], { headers, ca })
  const count = counter()
  wire.on('message', (data: Buffer) => data[0] === 1 && count.add(data.length - 1))
  await opened(wire)
  return {
    ...count,
    type: (text) => wire.send(frame(0, text)),
    hold: (still) => (still ? wire.pause() : wire.resume()),
    close: () => wire.terminate(),
  }
}

/** Where Portlight is, and as whom. */
export interface As {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}

/** @param page `/c/C/pods/NS/NAME/exec` */
export async function ticket({ url, headers }: As, page: string, command = ''): Promise<Ticket> {
  const body = new URLSearchParams({ container: 'web', command })
  const answer = await fetch(url + page, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`${page}: ${answer.status} ${await answer.text()}`)
  return (await answer.json()) as Ticket
}

/** Acknowledges what it reads, as a page does. */
export async function overSocket({ url, headers }: As, given: Ticket): Promise<Shell> {
  const to = new URL(given.socket, url.replace('http', 'ws'))
  const sent = { headers: { ...headers, origin: url } }
  const wire = new WebSocket(to, ['portlight.terminal', given.ticket], sent)
  const count = counter()
  let told = 0
  wire.on('message', (data: Buffer, isBinary) => {
    if (!isBinary) return
    count.add(data.length)
    if (count.bytes() - told < 32_768) return
    told = count.bytes()
    wire.send(JSON.stringify({ shown: told }))
  })
  await opened(wire)
  return {
    ...count,
    type: (text) => wire.send(Buffer.from(text)),
    hold: (still) => (still ? wire.pause() : wire.resume()),
    close: () => wire.send('{"close":true}'),
  }
}

export async function overHttp({ url, headers }: As, given: Ticket): Promise<Shell> {
  const count = counter()
  const up = Promise.withResolvers<string>()
  const own = { ...headers, origin: url, 'content-type': 'application/octet-stream' }
  const post = { method: 'POST', headers: { ...own, 'accept-encoding': 'identity' } }
  const sent = request(new URL(given.stream, url), { ...post, agent: false }, (answer) => {
    let rest = ''
    answer.setEncoding('utf8').on('data', (text: string) => {
      const events = (rest + text).split('\n\n')
      rest = events.pop() ?? ''
      for (const event of events) {
        const output = /^event: output\ndata: (.*)$/.exec(event)?.[1]
        if (output !== undefined) count.add(Buffer.from(output, 'base64').length)
        const path = /"up":"([^"]+)"/.exec(event)?.[1]
        if (path !== undefined) up.resolve(path)
      }
    })
  })
  sent.on('error', up.reject).end(given.ticket)
  const path = await up.promise
  let typed = 0
  const send = async (query: string, body: string, type: string) => {
    const answer = await fetch(`${url}${path}${query}`, {
      method: 'POST',
      headers: { ...own, 'content-type': type },
      body,
    })
    if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`)
  }
  return {
    ...count,
    type(text) {
      void send(`?from=${typed}`, text, own['content-type'])
      typed += text.length
    },
    hold: () => {},
    close: () => void send('', '{"close":true}', 'application/json').then(() => sent.destroy()),
  }
}
