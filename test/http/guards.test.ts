/** Who may write, whom we answer, and how much we read. */
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { portlight, type Program } from '../support/program.ts'

let program: Program
beforeAll(async () => {
  program = await portlight(['--demo'])
})
afterAll(() => program?.stop())

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const send = (headers: Record<string, string>, method = 'POST', body = 'theme=dark') =>
  ask(program.address, '/theme', { method, headers: { ...form, ...headers }, body })

describe('an unsafe request', () => {
  const sites: readonly (readonly [string | null, number])[] = [
    ['same-origin', 303],
    ['same-site', 403],
    ['cross-site', 403],
    ['none', 403],
    ['nonsense', 403],
  ]
  const froms = [
    'own',
    'null',
    'https://evil.example',
    'http://localhost.evil.example',
    'no url',
    '',
  ]

  test.each(sites)(
    'from Sec-Fetch-Site %s answers %d, whatever Origin says',
    async (site, status) => {
      for (const from of froms) {
        const origin = from === 'own' ? program.address.origin : from
        const headers = { 'sec-fetch-site': site!, ...(origin && { origin }) }
        expect((await send(headers)).status, `Origin: ${origin}`).toBe(status)
      }
    },
  )

  test.each(froms)(
    'without Sec-Fetch-Site is taken from our own Origin alone: “%s”',
    async (from) => {
      const origin = from === 'own' ? program.address.origin : from
      const status = from === 'own' ? 303 : 403
      expect((await send(origin === '' ? {} : { origin })).status).toBe(status)
    },
  )

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s from elsewhere is refused', async (method) => {
    for (const type of [form['content-type'], 'application/json', 'text/plain', '']) {
      const headers = { 'sec-fetch-site': 'cross-site', 'content-type': type }
      expect((await send(headers, method)).status, type).toBe(403)
    }
  })

  test('the refusal is a page with its reason', async () => {
    const { body } = await send({ 'sec-fetch-site': 'cross-site' })
    expect(body).toContain('<main id="main"')
    expect(body).toContain('another site')
  })
})

describe('Host', () => {
  test.each(['localhost', '127.0.0.1', '[::1]', 'LOCALHOST'])('%s is ours', async (name) => {
    const host = `${name}:${program.address.port}`
    expect((await ask(program.address, '/c/demo/pods', { headers: { host } })).status).toBe(200)
  })

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.nip.io', 'localhost:1', '[::2]'])(
    '“%s” is a name that was pointed at us, and gets nothing',
    async (host) => {
      const { status, body } = await ask(program.address, '/c/demo/pods', { headers: { host } })
      expect([400, 403]).toContain(status)
      expect(body).not.toContain('data-resource="pods" data-total')
      expect(body).not.toContain('id="row-')
    },
  )

  test('a request without any name gets nothing', async () => {
    const socket = connect(Number(program.address.port), program.address.hostname)
    socket.write('GET /c/demo/pods HTTP/1.0\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 40[03] /)
  })

  test('further names are a setting', async () => {
    const other = await portlight(['--demo', '--hosts=ops.example.org'])
    const status = async (host: string) =>
      (await ask(other.address, '/c/demo/pods', { headers: { host } })).status
    const found = [await status('ops.example.org'), await status('evil.example')]
    await other.stop()
    expect(found).toEqual([200, 403])
  })

  test('probes are answered under any name: the kubelet uses the pod’s address', async () => {
    const headers = { host: '10.0.0.7:8080' }
    expect((await ask(program.address, '/healthz', { headers })).status).toBe(200)
  })
})

describe('a body', () => {
  const own = { 'sec-fetch-site': 'same-origin' }
  const most = 1.5 * 1024 * 1024

  test('of 1.5 MiB is read, one byte more is refused by its length', async () => {
    const start = 'theme=dark&to='
    expect((await send(own, 'POST', start.padEnd(most, 'a'))).status).toBe(303)
    expect((await send(own, 'POST', start.padEnd(most + 1, 'a'))).status).toBe(413)
  })

  test('that comes in pieces without a length is refused too', async () => {
    const headers = { ...own, 'transfer-encoding': 'chunked' }
    expect((await send(headers, 'POST', 'a'.repeat(most + 1))).status).toBe(413)
  })
})

test('a response header cannot be made from an address', async () => {
  for (const path of ['/c/demo/po?a=%0d%0aset-cookie:%20x=1', '/c/demo/po/web/x%0d%0ax-y:1']) {
    const { headers } = await ask(program.address, path)
    expect(headers['set-cookie']?.join() ?? '').not.toContain('x=1')
    expect(headers).not.toHaveProperty('x-y')
  }
})
