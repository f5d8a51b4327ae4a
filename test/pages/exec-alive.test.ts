/** Whether a page over a WebSocket is still there. */
import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { alive } from '../../src/pages/exec/alive.ts'
import { listen } from '../support/listen.ts'

/** Both ends of one. @param autoPong whether the page answers pings */
async function both(autoPong: boolean): Promise<readonly [here: WebSocket, page: WebSocket]> {
  const server = createServer()
  const sockets = new WebSocketServer({ server })
  const { promise, resolve } = Promise.withResolvers<WebSocket>()
  sockets.once('connection', resolve)
  const page = new WebSocket(`ws://127.0.0.1:${await listen(server)}`, { autoPong })
  page.on('error', () => {})
  onTestFinished(() => {
    page.terminate()
    server.close()
  })
  return [await promise, page]
}

/** Resolves after so many signs of life. */
function signs(here: WebSocket, count: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let told = 0
  alive(here, () => (told += 1) === count && resolve(), 15)
  return promise
}

test('while nothing is read, as long as a shell is being opened, no answer counts as none', async () => {
  const [here, page] = await both(true)
  here.pause()
  await signs(here, 8)
  expect(here.readyState).toBe(here.OPEN)
  here.resume()
  const answered = Promise.withResolvers<void>()
  here.on('pong', () => answered.resolve())
  await answered.promise
  expect([here.readyState, page.readyState]).toEqual([here.OPEN, page.OPEN])
})

test('a page that answers no ping is cut', async () => {
  const [here] = await both(false)
  const closed = new Promise((resolve) => here.once('close', resolve))
  alive(here, () => {}, 15)
  await closed
  expect(here.readyState).toBe(here.CLOSED)
})
