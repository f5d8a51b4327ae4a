/** Which terminals are found, and how long. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Channel, connect, type Connection, type End } from '../../src/kube.ts'
import { type Terminal, Terminals, type Why } from '../../src/terminals.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const hours = 3_600_000
const limits = { away: 60_000, idle: hours, longest: hours, review: hours, each: 2, all: 3 }
const resource = { id: 'pods', kind: 'Pod' } as never
const about = {
  ref: { resource, namespace: 'shop', name: 'cart' },
  uid: 'u',
  container: 'app',
  tty: true,
  reads: true,
}

const never = () => new Promise<never>(() => {})
const look = async (): Promise<Why> => ({ by: 'nothing' })

/** A process that its caller ends. */
async function begun(book: Terminals, owner: string) {
  const did: string[] = []
  const proofs: Connection[] = []
  let to: Parameters<Channel['listen']>[0] | undefined
  const note = (word: string) => () => void did.push(word)
  const channel: Channel = {
    listen: (listener) => void (to = listener),
    write: note('write'),
    resize: note('resize'),
    hold: note('hold'),
    go: note('go'),
    finish: () => did.push('finish') > 0,
    close: note('close'),
  }
  const around = {
    allowed: async () => {},
    proved: (by: Connection) => void proofs.push(by),
    met: note('met'),
    look,
    over: () => {},
  }
  const terminal = await book.begin({ ...about, owner }, async () => channel, around)
  return { terminal, did, proofs, ends: () => to?.ended({ how: 'exit', code: 0 } satisfies End) }
}

it('of those that have ended only the newest wait for their page: a few of each, a few in all', async () => {
  const book = new Terminals(limits)
  const all: Terminal[] = []
  for (const owner of ['ada', 'ada', 'ada', 'bea', 'bea']) {
    const { terminal, ends } = await begun(book, owner)
    all.push(terminal)
    ends()
  }
  const found = () => all.filter(({ about: { owner, id } }) => book.find(owner, id) !== undefined)
  expect(found()).toEqual(all.slice(2))
  await vi.advanceTimersByTimeAsync(limits.away)
  expect(found()).toEqual([])
})

it('what is typed into one that has ended goes nowhere, and keeps nothing alive', async () => {
  const { terminal, did, ends } = await begun(new Terminals(limits), 'ada')
  ends()
  const before = vi.getTimerCount()
  let taken = 0
  terminal.input(Buffer.from('ls'), () => (taken += 1))
  expect(taken).toBe(1)
  expect(did).toEqual([])
  expect(vi.getTimerCount()).toBe(before)
})

it('a credential is a proof for those of its person alone, as long as they run', async () => {
  const book = new Terminals(limits)
  const [one, other, over] = [
    await begun(book, 'ada'),
    await begun(book, 'bea'),
    await begun(book, 'ada'),
  ]
  over.ends()
  const by = connect({ cluster: 'x', url: new URL('http://127.0.0.1:1') }, { headers: never })
  book.proved('ada', by)
  book.proved('mal', by)
  expect([one.proofs, other.proofs, over.proofs]).toEqual([[by], [], []])
})

it('one hears of whom its page comes as, as long as it runs, and goes on', async () => {
  const book = new Terminals(limits)
  const [one, other, over] = [
    await begun(book, 'ada'),
    await begun(book, 'ada'),
    await begun(book, 'bea'),
  ]
  over.ends()
  for (const { terminal } of [one, over]) book.met('mal', terminal.about.id)
  book.met('mal', 'nobody’s')
  expect([one.did, other.did, over.did]).toEqual([['met'], [], []])
})
