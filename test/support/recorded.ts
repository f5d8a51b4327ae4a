/** Recorded answers on a real socket: what a healthy API server does not say when asked. */
import { createServer } from 'node:http'
import type { RequestListener } from 'node:http'
import type { Server } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, expect } from 'vitest'
import { connect } from '../../src/kube.ts'
import type { Connection, Credential, Kube } from '../../src/kube.ts'
import { listen } from './listen.ts'
import { pods } from './resources.ts'

export const ref = { resource: pods, namespace: 'web', name: 'cart' }
export const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'cart' } }
/** Holds the word `canary`, which no error may show. */
export const token = 'eyJhbGciOiJSUzI1NiJ9.canary'
export const bearer: Credential = { headers: async () => ({ authorization: `Bearer ${token}` }) }

const opened: { close(): unknown }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.close()
})

export function kubeAt(url: string, credential = bearer): Kube {
  const connection: Connection = connect({ cluster: 'prod', url: new URL(url) }, credential)
  opened.push(connection)
  return connection.kube()
}

/** Starts the server until the end of the test. */
export async function serve(server: Server): Promise<string> {
  opened.push(server)
  return `http://127.0.0.1:${await listen(server)}`
}

export async function answering(listener: RequestListener, credential = bearer): Promise<Kube> {
  return kubeAt(await serve(createServer(listener)), credential)
}

export function json(
  status: number,
  body: object,
  headers: Record<string, string> = {},
): RequestListener {
  return (_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }
}

/** What the call failed with; no error, nor any cause of it, shows the token. */
export async function failure(call: Promise<unknown>): Promise<Error> {
  const error = await call.then(
    () => new Error('nothing failed'),
    (thrown: unknown) => (thrown instanceof Error ? thrown : new Error(String(thrown))),
  )
  expect(inspect(error, { depth: 4 })).not.toContain('canary')
  return error
}
