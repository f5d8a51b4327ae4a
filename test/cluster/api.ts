/** The few calls that starting and seeding a cluster need, straight to its API server. */
import { Agent, request } from 'node:https'

export type Answer = { readonly status: number; readonly body: string }

export type Api = {
  /** One request; a body is sent as JSON. Rejects only where no answer came. */
  call(method: string, path: string, body?: unknown, type?: string): Promise<Answer>
  /** The same, and an Error with the API server's words for any status from 400 on. */
  must(method: string, path: string, body?: unknown, type?: string): Promise<Answer>
  close(): void
}

/** An API server with one token; at most `sockets` connections, kept open. */
export function api(server: string, ca: string, token: string, sockets = 32): Api {
  const agent = new Agent({ ca, keepAlive: true, maxSockets: sockets })
  const call: Api['call'] = (method, path, body, type = 'application/json') =>
    new Promise((resolve, reject) => {
      const headers: Record<string, string> = { authorization: `Bearer ${token}` }
      if (body !== undefined) headers['content-type'] = type
      const sent = request(new URL(path, server), { method, agent, headers }, (answer) => {
        let text = ''
        answer.setEncoding('utf8')
        answer.on('data', (chunk: string) => (text += chunk))
        answer.on('error', reject)
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: text }))
      })
      sent.on('error', reject)
      sent.end(body === undefined ? undefined : JSON.stringify(body))
    })
  const must: Api['must'] = async (method, path, body, type) => {
    const answer = await call(method, path, body, type)
    if (answer.status < 400) return answer
    throw new Error(`${method} ${path}: ${answer.status} ${answer.body.slice(0, 300)}`)
  }
  return { call, must, close: () => agent.destroy() }
}
