/** What cannot even be read as a request is answered in words too. */
import type { Duplex } from 'node:stream'

/** Bytes of a request's line and headers: an address as long as a filter may be, a sealed session for each cluster. */
export const maxHeaderSize = 65_536

const answers: Readonly<Record<string, readonly [status: string, words: string]>> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    `The address and its cookies are longer than ${maxHeaderSize} bytes. Shorten the address, or remove this site’s cookies.`,
  ],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request did not end in time.'],
}
const unread = ['400 Bad Request', 'This is not a request that can be read.'] as const

/** For a server's `clientError`; as Node's own answer, with words. */
export function clientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const [status, words] = answers[error.code ?? ''] ?? unread
  const body = `${words}\n`
  const head = [
    `HTTP/1.1 ${status}`,
    'Connection: close',
    'Content-Type: text/plain; charset=utf-8',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
