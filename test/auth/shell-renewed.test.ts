/** Shells of people for whom a proxy in front sends tokens: each ends, a newer one of the same person comes, or of another. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ask } from '../support/ask.ts'
import { echoing, type ShellApi, shellApi, shellOfCart } from '../support/shell-api.ts'
import { shellOverHttp } from '../support/shell-http.ts'
import { asked, handshake, type ShellPage, shellPage, ticket } from '../support/shell-page.ts'

// It is looked at every 30 s whether a shell may go on.
vi.setConfig({ testTimeout: 150_000 })
const patience = { timeout: 60_000, interval: 100 }

/** By token; whoever is taken away is not known any more. */
const people = new Map<string, { username: string; uid: string; groups: readonly string[] }>()
const known = (token: string, username: string, uid = username, groups: readonly string[] = []) =>
  void people.set(token, { username, uid, groups })

let api: ShellApi
beforeAll(async () => {
  const args = ['--sign-in=bearer', '--trusted-proxies=127.0.0.1,::1']
  api = await shellApi(echoing, args, people)
})
afterAll(() => api?.stop())

const by = (token: string) => ({ authorization: `Bearer ${token}` })
const at = () => api.program.address
const container = { container: 'app' }

async function opened(token: string): Promise<ShellPage> {
  const given = await ticket(at(), shellOfCart, container, by(token))
  const shell = await shellPage(at(), given, true, by(token))
  await expect.poll(() => shell.said[0]?.type, patience).toBe('begins')
  return shell
}
const idOf = (shell: Pick<ShellPage, 'said'>) => String(shell.said[0]?.['id'])
const again = (shell: ShellPage, token: string) =>
  asked(at(), shellOfCart, { terminal: idOf(shell) }, by(token))
/** Any page, as it comes through the proxy. */
const visits = async (token: string) =>
  (await ask(at(), '/c/demo/pods/shop/cart', { headers: by(token) })).status
const echoes = async (shell: ShellPage, words: string) => {
  shell.type(words)
  await shell.sees(words)
}
const askedFor = (shell: ShellPage) =>
  expect.poll(() => shell.said.map(({ type }) => type), patience).toContain('prove')

const over =
  'Closed. The token that you came with has ended, and the proxy in front sent no newer one of yours.'

test('a ticket is for its person, whichever token comes with it, and for nobody else', async () => {
  known('dora-1', 'dora')
  known('dora-2', 'dora')
  known('dora-other', 'dora', 'another of that name')
  known('mal-1', 'mal')
  const { origin } = at()
  const fresh = () => ticket(at(), shellOfCart, container, by('dora-1'))
  const { ticket: one, socket } = await fresh()
  const protocols = ['portlight.terminal', one]
  for (const token of ['mal-1', 'dora-other'])
    expect(await handshake(at(), socket, protocols, { origin, ...by(token) }), token).toBe(403)
  expect(await handshake(at(), socket, protocols, { origin, ...by('forged') })).toBe(401)
  expect(await handshake(at(), socket, protocols, { origin, ...by('dora-2') })).toBe(101)
  expect(await handshake(at(), socket, protocols, { origin, ...by('dora-2') })).toBe(403)
})

/** One by any page, one by what is typed over plain requests, one because its page was asked. */
async function renewed() {
  for (const name of ['ada', 'bea', 'cal']) known(`${name}-1`, name)
  const [page, asks] = [await opened('ada-1'), await opened('bea-1')]
  let token = 'cal-1'
  const given = await ticket(at(), shellOfCart, container, by(token))
  const plain = await shellOverHttp(at(), given, () => by(token))
  for (const name of ['ada', 'bea', 'cal']) {
    people.delete(`${name}-1`)
    known(`${name}-2`, name)
  }
  expect(await visits('ada-2')).toBe(200)
  token = 'cal-2'
  expect(await plain.type('typed', 0)).toBe(204)
  await askedFor(asks)
  expect((await again(asks, 'bea-2')).status).toBe(200)
  for (const each of ['ada-2', 'bea-2', 'cal-2'])
    await expect.poll(() => api.reviews, patience).toContain(each)
  await echoes(page, 'ada goes on')
  await echoes(asks, 'bea goes on')
  expect(await plain.type('cal goes on', 5)).toBe(204)
  await plain.sees(/cal goes on/)
  expect(page.said.map(({ type }) => type)).not.toContain('prove')
  for (const shell of [page, asks]) shell.say({ close: true })
  await plain.say({ close: true })
}

/** By whatever else comes. */
async function attacked() {
  known('eve-1', 'eve')
  known('eve-other', 'eve', 'another of that name')
  known('mal-2', 'mal')
  const shell = await opened('eve-1')
  const own = await opened('mal-2')
  people.delete('eve-1')
  const tried = async () => {
    for (const token of ['mal-2', 'eve-other', 'forged', 'eve-1']) await visits(token)
    for (const token of ['mal-2', 'eve-other'])
      expect((await again(shell, token)).status, token).toBe(404)
    for (const token of ['mal-2', 'eve-other']) {
      const headers = { ...by(token), 'sec-fetch-site': 'same-origin' }
      const up = `/c/demo/terminals/${idOf(shell)}?from=0`
      const typed = { method: 'POST', headers, body: 'rm -rf /' }
      expect((await ask(at(), up, typed)).status, token).toBe(404)
    }
  }
  await tried()
  await askedFor(shell)
  // Those whose token has ended are asked for a newer one; whoever sends others all the time gains nothing.
  const trial = { over: false }
  const all = (async () => {
    while (!trial.over) await tried()
  })()
  await expect.poll(() => shell.said.at(-1)?.type, patience).toBe('ended')
  trial.over = true
  await all
  expect(shell.said.at(-1)).toMatchObject({ type: 'ended', text: over })
  expect(shell.text).toBe('/ # ')
  await echoes(own, 'mine goes on')
  own.say({ close: true })
  const ends = api.program.lines.filter((line) => line.includes('"exec end"'))
  expect(ends.filter((line) => line.includes('"eve"'))).toHaveLength(1)
}

/** By one of the same person, who is in other groups by now. */
async function moved() {
  known('ivy-1', 'ivy', 'ivy', ['dev'])
  const shell = await opened('ivy-1')
  people.delete('ivy-1')
  known('ivy-2', 'ivy', 'ivy', ['ops'])
  await askedFor(shell)
  const came = await again(shell, 'ivy-2')
  expect(came.status).toBe(404)
  expect(came.body).toContain('or your groups have changed since it was opened')
  await expect.poll(() => shell.said.at(-1)?.type, patience).toBe('ended')
  const text =
    'Closed. You come with other groups by now than it was opened with, and by those it cannot go on. A new one can be opened.'
  expect(shell.said.at(-1)).toMatchObject({ type: 'ended', text })
  const next = await opened('ivy-2')
  await echoes(next, 'ivy begins anew')
  next.say({ close: true })
}

test('a shell lives by the newest token of its person that is taken, and by no other', async () => {
  await Promise.all([renewed(), attacked(), moved()])
})
