/** By whose credential a shell goes on, before an API server that knows people by their tokens. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { NotSignedIn, Refused } from '../../src/errors.ts'
import { type Connection, connect } from '../../src/kube.ts'
import { type Rule, Warrant } from '../../src/pages/exec/warrant.ts'
import { listen } from '../support/listen.ts'
import { ref } from '../support/recorded.ts'

/** Whom it knows, by token. */
const people = new Map<string, string>()
/** Of the groups of everybody. */
let groups: readonly string[] = []
/** The tokens that were asked with, one after another. */
let asked: string[] = []
const count = { calls: 0 }
/** What it answers instead; 0: nothing else. */
let failing = 0
let allowed = true

async function answered(request: IncomingMessage, response: ServerResponse) {
  await text(request)
  const token = (request.headers.authorization ?? '').replace(/^Bearer /, '')
  const username = people.get(token)
  count.calls += 1
  if (asked.at(-1) !== token) asked.push(token)
  const status = failing || (username === undefined ? 401 : 201)
  const said = { status: { userInfo: { username, groups }, allowed } }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
}
const api = createServer((request, response) => void answered(request, response))
let url: URL
beforeAll(async () => {
  url = new URL(`http://127.0.0.1:${await listen(api)}`)
})
afterAll(() => {
  api.closeAllConnections()
  api.close()
})
beforeEach(() => {
  // Identities are read anew each minute; the page has ten seconds.
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] })
  people.clear()
  asked = []
  failing = 0
  allowed = true
  groups = []
})
afterEach(() => vi.useRealTimers())

const by = (token: string): Connection =>
  connect({ cluster: 'x', url }, { headers: async () => ({ authorization: `Bearer ${token}` }) })

const rule = (who: Rule['who'], renewed = true): Rule => ({
  who,
  renewed,
  async right(connection) {
    const { resource, namespace, name } = ref
    if (!(await connection.kube().can('create', resource, namespace, name, 'exec')))
      throw new Refused('withdrawn')
  },
})

async function warranted(token = 'old', renewed = true) {
  people.set(token, 'ada')
  const connection = by(token)
  const warrant = new Warrant(connection, rule(await connection.kube().identity(), renewed))
  asked = []
  return { warrant, connection }
}
const unasked = () => expect.unreachable('the page was asked')
/** Whether it goes on; the words where not. */
const review = async (warrant: Warrant, ask: () => void = unasked) =>
  warrant.allowed(ask).then(
    () => 'goes on',
    (error: unknown) => String(error),
  )
/** Resolves once the API server was asked so often. */
const answers = async (more: number) => {
  const before = count.calls
  while (count.calls < before + more) await new Promise(setImmediate)
}
/** One whose page is asked; resolves once it was. */
async function asking(warrant: Warrant, then: () => void = () => {}) {
  const { promise, resolve } = Promise.withResolvers<void>()
  let asks = 0
  const reviewed = review(warrant, () => {
    asks += 1
    then()
    resolve()
  })
  await promise
  return { reviewed, asks: () => asks }
}
const over = expect.stringContaining('The token that you came with has ended')

test('the newest that is taken counts, and an older one after it', async () => {
  const { warrant } = await warranted()
  for (const token of ['new', 'newer']) {
    people.set(token, 'ada')
    warrant.add(by(token))
  }
  expect(await review(warrant)).toBe('goes on')
  people.delete('newer')
  people.delete('old')
  expect(await review(warrant)).toBe('goes on')
  expect(await review(warrant)).toBe('goes on')
  expect(asked).toEqual(['newer', 'new'])
})

test('where none is taken the page is asked, and what comes in time counts', async () => {
  const { warrant } = await warranted()
  people.clear()
  people.set('new', 'ada')
  expect(await review(warrant, () => warrant.add(by('new')))).toBe('goes on')
  people.clear()
  people.set('late', 'ada')
  const { reviewed } = await asking(warrant, () => {
    setTimeout(() => warrant.add(by('late')), 9000)
  })
  await vi.advanceTimersByTimeAsync(9500)
  expect(await reviewed).toBe('goes on')
})

test('without a page that comes it ends, however often what is not taken is sent', async () => {
  const { warrant, connection } = await warranted()
  people.clear()
  const { reviewed, asks } = await asking(warrant)
  // Between two answers of the API server, and while it is asked.
  let sent = setImmediate(function again() {
    warrant.add(connection)
    sent = setImmediate(again)
  })
  let ended = false
  void reviewed.finally(() => (ended = true))
  for (let passed = 0; passed < 9500; passed += 500) {
    await answers(3)
    await vi.advanceTimersByTimeAsync(500)
    expect(ended).toBe(false)
  }
  await vi.advanceTimersByTimeAsync(1000)
  expect(await reviewed).toEqual(over)
  clearImmediate(sent)
  expect(asks()).toBe(1)
})

test('a credential that has become another person’s is none', async () => {
  const { warrant } = await warranted()
  const other = by('other')
  people.set('other', 'ada')
  warrant.add(other)
  expect(await review(warrant)).toBe('goes on')
  people.delete('old')
  people.set('other', 'mal')
  vi.advanceTimersByTime(61_000)
  const { reviewed } = await asking(warrant)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await reviewed).toEqual(over)
})

const other = expect.stringContaining('You come with other groups by now than it was opened with')

test.each(['new', 'old'])('who has other groups, by the %s token, is told so', async (token) => {
  const { warrant } = await warranted()
  people.clear()
  people.set(token, 'ada')
  groups = ['ops']
  vi.advanceTimersByTime(61_000)
  const { reviewed } = await asking(warrant)
  if (token === 'new') warrant.met(await by(token).kube().identity())
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await reviewed).toEqual(other)
})

test('what somebody else comes with is not told of, nor what was so once', async () => {
  const { warrant } = await warranted()
  const ada = await by('old').kube().identity()
  warrant.met({ ...ada, groups: ['ops'] })
  expect(await review(warrant)).toBe('goes on')
  people.clear()
  people.set('mal', 'mal')
  const { reviewed } = await asking(warrant)
  warrant.met({ ...ada, extra: { scopes: ['all'] } })
  warrant.met(await by('mal').kube().identity())
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await reviewed).toEqual(over)
})

test('what else is said of the one that it was begun with ends nothing where no other may come', async () => {
  const { warrant } = await warranted('old', false)
  people.set('old', 'ada by another key')
  vi.advanceTimersByTime(61_000)
  expect(await review(warrant)).toBe('goes on')
  allowed = false
  expect(await review(warrant)).toBe('Error: withdrawn')
})

test('a right that is withdrawn ends it at once, whichever credential there is', async () => {
  const { warrant } = await warranted()
  people.set('new', 'ada')
  warrant.add(by('new'))
  allowed = false
  expect(await review(warrant)).toBe('Error: withdrawn')
  expect(asked).toEqual(['new'])
})

test('where people sign in to Portlight nobody is asked for another', async () => {
  const { warrant } = await warranted('old', false)
  people.clear()
  expect(await review(warrant)).toContain('You are not signed in any more.')
})

test('an API server that does not answer is waited for, some looks long', async () => {
  const { warrant } = await warranted()
  failing = 500
  for (let look = 1; look < 4; look += 1) expect(await review(warrant)).toBe('goes on')
  failing = 0
  expect(await review(warrant)).toBe('goes on')
  failing = 500
  for (let look = 1; look < 4; look += 1) expect(await review(warrant)).toBe('goes on')
  expect(await review(warrant)).not.toBe('goes on')
})

test('eight are kept: who sends another with each request piles up nothing', async () => {
  const { warrant } = await warranted()
  for (let number = 0; number < 8; number += 1) warrant.add(by(`gone ${number}`))
  const { reviewed } = await asking(warrant)
  expect(asked).toHaveLength(8)
  expect(asked).not.toContain('old')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await reviewed).toEqual(over)
})

test('what is asked in its name is asked with the newest that is taken', async () => {
  const { warrant, connection } = await warranted()
  expect(warrant.connection()).toBe(connection)
  const newer = by('new')
  warrant.add(newer)
  expect(warrant.connection()).toBe(newer)
  // It was never taken.
  expect(await review(warrant)).toBe('goes on')
  expect(warrant.connection()).toBe(connection)
  people.clear()
  const { reviewed } = await asking(warrant)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await reviewed).toEqual(over)
  expect(warrant.connection()).toBe(connection)
  await expect(connection.kube().version()).rejects.toThrow(NotSignedIn)
})
