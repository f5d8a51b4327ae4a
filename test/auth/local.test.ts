/** The one-time key: other people on the machine stay out of a kubeconfig's rights. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDemo, type Demo } from '../../src/demo.ts'
import { ask } from '../support/ask.ts'
import { type Gateway, gateway } from '../support/gateway.ts'
import { portlight, type Program } from '../support/program.ts'

let demo: Demo
let door: Gateway
let program: Program
const folder = mkdtempSync(join(tmpdir(), 'portlight-local-'))

beforeAll(async () => {
  demo = await startDemo()
  door = await gateway({ cluster: 'demo', url: new URL(demo.url) })
  const file = join(folder, 'config')
  const config = {
    'current-context': 'here',
    clusters: [{ name: 'here', cluster: { server: door.url } }],
    users: [{ name: 'me', user: {} }],
    contexts: [{ name: 'here', context: { cluster: 'here', user: 'me' } }],
  }
  writeFileSync(file, JSON.stringify(config))
  program = await portlight([], { KUBECONFIG: file })
})
afterAll(async () => {
  await program?.stop()
  door?.close()
  await demo?.close()
  rmSync(folder, { recursive: true })
})

const get = (path: string, cookie = '') =>
  ask(program.address, path, { headers: cookie === '' ? {} : { cookie } })
const key = () => program.address.searchParams.get('key') ?? ''

test('without the key every page is closed, and the API server is not asked', async () => {
  for (const path of ['/', '/c/here', '/c/here/pods', '/c/nowhere', '/?key=wrong', '/?key=']) {
    const { status, body } = await get(path)
    expect(status, path).toBe(401)
    expect(body, path).toContain('<main id="main"')
    expect(body, path).not.toContain('here</')
  }
  expect(door.asked).toEqual([])
})

test('the key opens once, for one browser, by a cookie that scripts and other sites do not get', async () => {
  expect(key()).toMatch(/^[\w-]{32}$/)
  const first = await get(`/c/here/pods?key=${key()}&q=cart`)
  expect(first.status).toBe(303)
  expect(first.headers.location).toBe('/c/here/pods?q=cart')
  const [cookie = ''] = first.headers['set-cookie'] ?? []
  expect(cookie).toMatch(
    new RegExp(`^pl_local_${program.address.port}=[\\w-]{32}; Path=/; HttpOnly; SameSite=Lax$`),
  )
  const sent = cookie.split(';')[0]!
  expect((await get('/c/here/pods', sent)).status).toBe(200)
  expect((await get('/c/here/pods', sent)).status).toBe(200)
  const second = await get(`/?key=${key()}`)
  expect(second.status).toBe(401)
  expect(second.headers['set-cookie']).toBeUndefined()
})

const printed = () => program.lines.find((line) => line.includes('another browser'))

test('the used key is followed by another, printed for the next browser', async () => {
  await expect.poll(printed).toBeDefined()
  const next = new URL(/http:\S+/.exec(printed() ?? '')![0])
  expect(next.searchParams.get('key')).not.toBe(key())
  expect((await get(next.pathname + next.search)).status).toBe(303)
})

test('a cookie that was made up opens nothing', async () => {
  const name = `pl_local_${program.address.port}`
  for (const value of ['', 'x', 'A'.repeat(32), key()]) {
    expect((await get('/c/here/pods', `${name}=${value}`)).status, value).toBe(401)
  }
})

test('probes and assets need no key', async () => {
  expect((await get('/healthz')).status).toBe(200)
  const { body } = await get('/')
  const asset = /\/assets\/main\.\w+\.css/.exec(body)![0]
  expect((await get(asset)).status).toBe(200)
})

test('the key is in no line of the log', () => {
  const lines = program.lines.filter((line) => !line.includes('listens on'))
  expect(lines.filter((line) => line.includes(key()))).toEqual([])
})

test('the demo has nothing to protect and asks for no key', async () => {
  const open = await portlight(['--demo'])
  const { status } = await ask(open.address, '/c/demo')
  await open.stop()
  expect([open.address.search, status]).toEqual(['', 200])
})
