/** A server that says GOAWAY, as kube-apiserver's --goaway-chance lets it: calls go on elsewhere, and none is lost. */
import { createSecureServer } from 'node:http2'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/kube.ts'
import type { Kube } from '../../src/kube.ts'
import { authority } from '../support/certificates.ts'
import { listen } from '../support/listen.ts'
import { random } from '../support/random.ts'
import { bearer, pod, ref } from '../support/recorded.ts'

const { ca, issue, remove } = authority()
const pair = issue('IP:127.0.0.1')
afterAll(remove)
const { below } = random(11)

interface Leaving {
  readonly kube: Kube
  /** Sessions that were begun. */
  sessions(): number
  /** Calls that were answered. */
  answered(): number
}

/** One call in `often` is the last that its session takes: later ones get no answer there, as Go's server gives none. */
async function leaving(often: number): Promise<Leaving> {
  let [sessions, answered] = [0, 0]
  const last = new WeakMap<object, number>()
  const secure = createSecureServer(pair, ({ stream }, response) => {
    const { session, id = 0 } = stream
    if (session === undefined || id > (last.get(session) ?? Infinity)) return
    if (!last.has(session) && below(often) === 0) {
      last.set(session, id)
      session.goaway(0, id)
    }
    setTimeout(() => {
      answered += 1
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(pod))
    }, below(10))
  })
  secure.on('session', () => (sessions += 1))
  const url = new URL(`https://127.0.0.1:${await listen(secure)}`)
  const connection = connect({ cluster: 'prod', url, ca }, bearer)
  onTestFinished(() => {
    connection.close()
    secure.close()
  })
  return { kube: connection.kube(), sessions: () => sessions, answered: () => answered }
}

/** So many calls, so many at a time. */
async function calls(kube: Kube, count: number, callers: number): Promise<unknown[]> {
  const values: unknown[] = []
  let left = count
  const caller = async () => {
    while (left > 0) {
      left -= 1
      values.push((await kube.get(ref)).value)
    }
  }
  await Promise.all(Array.from({ length: callers }, caller))
  return values
}

test('a graceful goodbye loses no call: those under way end there, those it did not take are sent anew', async () => {
  const server = await leaving(40)
  const values = await calls(server.kube, 500, 60)
  expect(values).toEqual(Array.from({ length: 500 }, () => pod))
  expect(server.sessions()).toBeGreaterThan(5)
  expect(server.answered()).toBe(500)
})
