/** Whose work it is stays the same while the API server answers badly. */
import { createServer } from 'node:http'
import { Hono } from 'hono'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { AppError } from '../src/errors.ts'
import type { Env } from '../src/http/env.ts'
import { type Connection, connect } from '../src/kube.ts'
import { whose } from '../src/pages/whose.ts'
import { listen } from './support/listen.ts'

/** What the review is answered with. */
let status = 201
const api = createServer((request, response) => {
  request.resume()
  const body =
    status === 201 ? { status: { userInfo: { username: 'ada' } } } : { message: 'not now' }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
})
let url: URL
beforeAll(async () => {
  url = new URL(`http://127.0.0.1:${await listen(api)}`)
})
afterEach(() => vi.useRealTimers())
afterAll(() => {
  api.closeAllConnections()
  api.close()
})

const connected = () => connect({ cluster: 'x', url }, { headers: async () => ({}) })

/** The owner, or the status of the error. */
async function ask(connection: Connection): Promise<string> {
  const app = new Hono<Env>()
  app.onError((error, c) => c.text(String(error instanceof AppError ? error.status : error)))
  app.get('/', async (c) => {
    c.set('cluster', { name: 'x' } as Env['Variables']['cluster'])
    c.set('connection', connection)
    c.set('kube', connection.kube())
    return c.text(await whose(c))
  })
  return (await app.request('/')).text()
}

test('one who is known stays who they are, though a later review fails', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  status = 201
  const connection = connected()
  const owner = await ask(connection)
  expect(owner).toContain('ada')
  // Identities are read anew each minute.
  vi.advanceTimersByTime(61_000)
  for (status of [503, 429, 404]) expect(await ask(connection)).toBe(owner)
  expect(await ask(connection)).toBe(owner)
})

test('while nobody can say who they are, they are nobody, and somebody as soon as it can be said', async () => {
  const connection = connected()
  status = 500
  expect(await ask(connection)).toBe('500')
  status = 201
  expect(await ask(connection)).toContain('ada')
})

test('where the API server never says who somebody is, each has their own, and keeps it', async () => {
  const [one, other] = [connected(), connected()]
  status = 404
  const owner = await ask(one)
  status = 403
  expect(await ask(other)).not.toBe(owner)
  status = 201
  expect(await ask(one)).toBe(owner)
})
