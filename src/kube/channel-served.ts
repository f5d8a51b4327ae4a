/** The other end of a channel, as an API server has it: what runs in the demo's containers is spoken to through it. */
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, WebSocketServer } from 'ws'
import { isRecord, parsed } from '../json.ts'
import { channels, protocols } from './channel.ts'

export interface Served {
  /** @param error to its standard error, which a terminal does not have */
  write(text: string, error?: boolean): void
  /** It has ended, with this code, and the channel with it. */
  end(code: number): void
}

export interface Process {
  typed(text: string): void
  resized(cols: number, rows: number): void
  /** Nothing more is typed (v5 only). */
  finished(): void
}

const sockets = new WebSocketServer({
  noServer: true,
  handleProtocols: (offered) => protocols.find((one) => offered.has(one)) ?? false,
})

/** Answers a request for a WebSocket. @param begin what runs, once it is open */
export function served(
  request: IncomingMessage,
  socket: Duplex,
  begin: (channel: Served) => Process,
): void {
  sockets.handleUpgrade(request, socket, Buffer.alloc(0), (open) => {
    const send = (channel: number, text: string) =>
      open.send(Buffer.concat([Buffer.from([channel]), Buffer.from(text)]))
    const process = begin({
      write: (text, error = false) => send(error ? channels.error : channels.output, text),
      end(code) {
        send(channels.status, JSON.stringify(statusOf(code)))
        open.close(1000)
      },
    })
    open.on('error', () => open.terminate())
    open.on('message', (data: RawData) => heard(Buffer.from(data as Buffer), process))
  })
}

/** A frame that means nothing is passed over. */
function heard(frame: Buffer, process: Process): void {
  const text = frame.toString('utf8', 1)
  if (frame[0] === channels.input) process.typed(text)
  if (frame[0] === channels.close) process.finished()
  const size = frame[0] === channels.size ? parsed(text) : null
  if (isRecord(size)) process.resized(Number(size['Width']) || 0, Number(size['Height']) || 0)
}

/** Source: k8s.io/kubelet/pkg/cri/streaming/remotecommand/exec.go. */
function statusOf(code: number): object {
  if (code === 0) return { metadata: {}, status: 'Success' }
  const message = `command terminated with non-zero exit code: exit status ${code}`
  const details = { causes: [{ reason: 'ExitCode', message: String(code) }] }
  return { metadata: {}, status: 'Failure', message, reason: 'NonZeroExitCode', details }
}
