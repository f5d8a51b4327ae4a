/** A page that comes back to its shell does not wait for an API server that says nothing just now. */
import { createServer, type ServerResponse } from 'node:http'
import { Hono } from 'hono'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Env } from '../../src/http/env.ts'
import type { Line } from '../../src/http/audit.ts'
import { attached } from '../../src/pages/exec/begin.ts'
import { whose } from '../../src/pages/whose.ts'
import { connect } from '../../src/kube.ts'
import { Terminals } from '../../src/terminals.ts'
import { about, idle, limits, looking, opened } from '../support/scripted-terminal.ts'
import { listen } from '../support/listen.ts'

let silent = false
const waiting: ServerResponse[] = []
const says = (response: ServerResponse) => {
  response.writeHead(201, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ status: { userInfo: { username: 'ada' } } }))
}
const api = createServer((request, response) => {
  request.resume()
  if (silent) waiting.push(response)
  else says(response)
})
// Identities are read anew each minute.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => {
  vi.useRealTimers()
  api.closeAllConnections()
  api.close()
})

test('it has its output at once, and the line of it follows', async () => {
  const url = new URL(`http://127.0.0.1:${await listen(api)}`)
  const connection = connect({ cluster: 'x', url }, { headers: async () => ({}) })
  const terminals = new Terminals(limits)
  const lines: Line[] = []
  const parts = { terminals, audit: (line: Line) => void lines.push(line) }
  const { viewer, seen } = looking()
  const app = new Hono<Env>().get('/', async (c) => {
    c.set('parts', parts as never)
    c.set('cluster', { name: 'x' } as never)
    c.set('connection', connection)
    c.set('kube', connection.kube())
    const owner = await whose(c)
    const { id } = (await terminals.begin(about(owner), opened, idle)).about
    vi.advanceTimersByTime(61_000)
    silent = true
    await attached(c, { owner, terminal: id, from: 0, cols: 80, rows: 24 }, viewer)
    return c.text(seen.join())
  })
  const answer = await app.request('/', {}, {})
  expect(await answer.text()).toBe('at 0, lost 0')
  await expect.poll(() => waiting.length).toBe(1)
  expect(lines).toEqual([])
  for (const response of waiting) says(response)
  const line = { user: 'ada', verb: 'exec again', more: expect.objectContaining({ page: 'same' }) }
  await expect.poll(() => lines).toEqual([expect.objectContaining(line)])
  connection.close()
})
