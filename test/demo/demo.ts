/** The demo of one test file, and how its tests ask it. */
import { createInterface } from 'node:readline'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { afterAll, beforeAll } from 'vitest'
import { startDemo } from '../../src/demo.ts'
import { ask } from '../support/ask.ts'

type Options = Parameters<typeof startDemo>[0]
export type Fields = Record<string, unknown>
export interface Object_ extends Fields {
  metadata: { name: string; namespace: string; uid: string; resourceVersion: string } & Fields
}

export const asTable = 'application/json;as=Table;v=v1;g=meta.k8s.io'

export function demo(start?: Options) {
  let started: Awaited<ReturnType<typeof startDemo>>
  beforeAll(async () => {
    started = await startDemo(start)
  })
  afterAll(() => started.close())

  async function call(path: string, method = 'GET', body: unknown = '', type = '', accept = '*/*') {
    const sent = typeof body === 'string' ? body : JSON.stringify(body)
    const size = { 'content-length': String(Buffer.byteLength(sent)) }
    const headers = { accept, ...size, ...(type && { 'content-type': type }) }
    const answer = await ask(started.url, path, { method, headers, body: sent })
    return { ...answer, json: () => JSON.parse(answer.body) as Fields }
  }
  const items = async (path: string) => (await call(path)).json()['items'] as Object_[]
  return {
    call,
    items,
    url: () => started.url,
    table: async (path: string) => (await call(path, 'GET', '', '', asTable)).json(),
    patch: (path: string, change: object) =>
      call(path, 'PATCH', change, 'application/merge-patch+json'),
    remove: (path: string, options: object = {}) =>
      call(path, 'DELETE', options, 'application/json'),
    watch: (path: string, accept = '*/*') => watch(new URL(path, started.url), accept),
  }
}

/** Events of a watch, one by one; `close` lets it go. */
async function watch(url: URL, accept: string) {
  const response = await new Promise<IncomingMessage>((resolve) =>
    get(url, { headers: { accept } }, resolve),
  )
  const lines = createInterface({ input: response })[Symbol.asyncIterator]()
  return {
    close: () => response.destroy(),
    async next() {
      const { value, done } = await lines.next()
      return done === true
        ? null
        : (JSON.parse(value) as { type: string; object: Object_ & Fields })
    },
  }
}
