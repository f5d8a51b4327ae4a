/** Sends a request on to an API server and its answer back, both unchanged; or the request alone, and breaks off once it is answered. */
import { type IncomingMessage, request as plain, type ServerResponse } from 'node:http'
import { request as secure } from 'node:https'
import { pipeline } from 'node:stream'
import type { Address } from '../../src/kube.ts'

export function forward(
  { url, ca }: Pick<Address, 'url' | 'ca'>,
  near: IncomingMessage,
  answer: ServerResponse,
  lost = false,
): void {
  const { method, url: path } = near
  const headers = { ...near.headers, host: url.host }
  const { hostname, port } = url
  const send = url.protocol === 'https:' ? secure : plain
  const options = { hostname, port, method, path, headers, ...(ca && { ca }) }
  const far = send(options, (found: IncomingMessage) => {
    if (answer.destroyed) {
      found.destroy()
      return
    }
    if (lost) {
      found.resume().once('end', () => answer.destroy())
      return
    }
    // A watch may say nothing for long: its head comes first.
    answer.writeHead(found.statusCode ?? 502, found.headers).flushHeaders()
    pipeline(found, answer, () => {})
  })
  far.on('error', () => answer.destroy())
  pipeline(near, far, () => {})
}
