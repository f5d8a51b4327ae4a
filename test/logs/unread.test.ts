/** A kubelet that cannot be asked, as the API server tells it. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { type PlayedLogs, playedLogs } from '../support/played-logs.ts'

const words = 'Get "https://10.0.0.9:10250/containerLogs/shop/cart/app": connection refused'
const failure = { kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 500, message: words }

let on: PlayedLogs
let path: string
beforeAll(async () => {
  on = await playedLogs((answer) =>
    answer.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify(failure)),
  )
  path = await on.log('cart')
})
afterAll(() => on?.stop())

const asked = (query: string, accept: string, of = path) =>
  ask(on.program.address, `${of}${query}`, { headers: { accept } })

test('the page names the node, leads to it, and has the API server’s words', async () => {
  const { status, body } = await asked('', 'text/html')
  const html = parse(body)
  expect(status).toBe(200)
  expect(html.querySelector('.log-why h2')?.text).toMatch(
    /^The log cannot be read: the kubelet of node mast-\d could not be asked$/,
  )
  expect(html.querySelector('.log-why a')?.getAttribute('href')).toMatch(
    /^\/c\/demo\/nodes\/-\/mast-\d$/,
  )
  expect(html.querySelector('.log-why p')?.text).toBe(words)
  expect(html.querySelector('#stream')).not.toBeNull()
})

test('as text a lone container has that status; of several each is told', async () => {
  const lone = await asked('?as=txt', '*/*')
  expect([lone.status, lone.body]).toEqual([500, expect.stringContaining(`: ${words}\n`)])
  const all = await asked('?as=txt', '*/*', '/c/demo/deployments.apps/shop/cart/logs')
  expect(all.status).toBe(200)
  const lines = all.body.split('\n').filter((line) => line !== '')
  expect(lines.length).toBe(3)
  for (const line of lines) expect(line).toMatch(/^# cart-\S+ \S+: Get "https:/)
})

test('a life that the node has removed is no line of its log: it is said, on the page and as text', async () => {
  const before = on.play
  on.play = (answer) => answer.end('unable to retrieve container logs for containerd://e0f3dbe1f7')
  const { body } = await asked('?previous=1', 'text/html')
  const text = await asked('?previous=1&as=txt&tail=9', '*/*')
  on.play = before
  const html = parse(body)
  expect(html.querySelector('main')?.text).toContain('its node has removed this container')
  expect(html.querySelector('main')?.text).not.toContain('unable to retrieve')
  expect(text.body).toMatch(/^# cart-\S+ \S+: its node has removed this container, .+\n$/)
})
