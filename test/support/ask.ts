/** One HTTP request, its path sent byte for byte: what fetch would tidy arrives here as it is. */
import { type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import { text } from 'node:stream/consumers'

export interface Asked {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** PEM of the server's CA. */
  readonly ca?: string
}
export interface Answered {
  readonly status: number
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** @param path from the first slash, query included; not normalised. */
export async function ask(
  origin: string | URL,
  path: string,
  asked: Asked = {},
): Promise<Answered> {
  const { protocol, hostname, port } = new URL(origin)
  const { method = 'GET', headers = {}, body = '', ca } = asked
  const request = protocol === 'https:' ? secure : plain
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { hostname, port, path, method, headers, agent: false, ...(ca && { ca }) }
    const sent = request(options, resolve).once('error', reject)
    if (body !== '' && headers['transfer-encoding'] === undefined)
      sent.setHeader('content-length', Buffer.byteLength(body))
    sent.end(body)
  })
  return { status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }
}
