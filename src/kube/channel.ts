/** What runs in a container, as one talks to it: the frames of `channel.k8s.io` over a WebSocket. */
import type { RawData, WebSocket } from 'ws'
import { newest } from '../newest.ts'
import { type End, endOf } from './channel-end.ts'
import { pulse, type Silence } from './channel-pulse.ts'

export interface Size {
  readonly cols: number
  readonly rows: number
}

/** What is begun in a container, or taken hold of. */
export interface ExecQuery {
  readonly container: string
  /** Absent: what the container itself runs (attach). */
  readonly command?: readonly string[]
  /** A terminal, with one output for all; else standard error is apart. */
  readonly tty: boolean
}

export interface Listener {
  /** What it wrote, in order; `error`: to its standard error, which a terminal does not tell apart. */
  output(bytes: Buffer, error: boolean): void
  /** It does not answer, or answers again. */
  silent(how: Silence): void
  /** Once, and nothing after it. */
  ended(end: End): void
}

/** A process with its input and output. Nothing comes before somebody listens. */
export interface Channel {
  listen(to: Listener): void
  /** Calls `taken` when the next may come: a process that reads nothing holds its writer back. */
  write(bytes: Uint8Array, taken?: () => void): void
  resize(size: Size): void
  /** Nothing more is read until `go`: the process waits once what lies between is full. */
  hold(): void
  go(): void
  /** No more input; false: the server is older than v5 and cannot be told. */
  finish(): boolean
  /** Lets go of it; the process may live on, so that it is asked to end before. */
  close(): void
}

/** Newest first: v5 can end the input without ending the rest. */
export const protocols = ['v5.channel.k8s.io', 'v4.channel.k8s.io']

/** By number, as KEP-4006 has them. */
export const channels = { input: 0, output: 1, error: 2, status: 3, size: 4, close: 255 } as const

/** @param socket open, and paused. @param beat milliseconds between two pings */
export function channelOf(socket: WebSocket, beat?: number): Channel {
  const ends = socket.protocol.startsWith('v5')
  let written = 0
  const send = (channel: number, bytes: Uint8Array, taken?: () => void) => {
    if (socket.readyState !== socket.OPEN) {
      taken?.()
      return
    }
    const frame = Buffer.allocUnsafe(bytes.length + 1)
    frame[0] = channel
    frame.set(bytes, 1)
    written += bytes.length
    socket.send(frame, { binary: true }, () => taken?.())
  }
  return {
    listen(to) {
      heard(socket, to)
      pulse(
        socket,
        () => written,
        (how) => to.silent(how),
        beat,
      )
      socket.resume()
    },
    write: (bytes, taken) => send(channels.input, bytes, taken),
    resize: newest(({ cols, rows }: Size, taken) =>
      send(channels.size, Buffer.from(JSON.stringify({ Width: cols, Height: rows })), taken),
    ),
    hold: () => socket.pause(),
    go: () => socket.resume(),
    finish() {
      if (ends) send(channels.close, Buffer.from([channels.input]))
      return ends
    },
    close: () => socket.close(1000),
  }
}

/** Takes whatever comes: a frame that means nothing is passed over. */
function heard(socket: WebSocket, to: Listener): void {
  let end: End | null = null
  socket.on('message', (data: RawData) => {
    const frame = whole(data)
    const body = frame.subarray(1)
    if (frame[0] === channels.status) end ??= endOf(body.toString('utf8'))
    else if ((frame[0] === channels.output || frame[0] === channels.error) && body.length > 0)
      to.output(body, frame[0] === channels.error)
  })
  socket.on('error', (error) => {
    end ??= { how: 'cut', words: error.message }
  })
  socket.once('close', () => {
    to.ended(end ?? { how: 'cut', words: 'the connection to the API server broke' })
  })
}

function whole(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data)
  return Buffer.isBuffer(data) ? data : Buffer.from(data)
}
