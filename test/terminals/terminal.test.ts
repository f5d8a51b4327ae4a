/** A terminal between a process and its page, both of them here. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Busy } from '../../src/errors.ts'
import { Terminals, type Why } from '../../src/terminals.ts'
import { about, begun, idle, limits, looking, never, opened } from '../support/scripted-terminal.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a page that comes back gets what it missed, once', async () => {
  const { terminal, writes } = await begun()
  const first = looking()
  terminal.attach(first.viewer, null)
  writes('one ')
  terminal.detach(first.viewer)
  writes('two ')
  const second = looking()
  terminal.attach(second.viewer, 4)
  writes('three')
  expect(first.seen).toEqual(['at 0, lost 0', 'one '])
  expect(second.seen).toEqual(['at 4, lost 0', 'two ', 'three'])
})

it('a page that shows again what another has shown is told how much of it was', async () => {
  const { terminal, writes } = await begun()
  const [first, second] = [looking(), looking()]
  terminal.attach(first.viewer, null)
  writes('what are you? ')
  terminal.shown(14)
  terminal.detach(first.viewer)
  writes('and now?')
  terminal.attach(second.viewer, null)
  expect(second.seen).toEqual(['at 0, lost 0', 'seen 14', 'what are you? and now?'])
})

it('no more than a page may send waits for the container, in few pieces or many', async () => {
  const { terminal, channel, did } = await begun()
  const taken: (() => void)[] = []
  channel.write = (_, then) => void taken.push(then ?? (() => {}))
  for (const size of [1, 16_384]) {
    let pieces = 0
    for (; terminal.hasRoom(size); pieces += 1) terminal.input(Buffer.alloc(size, 'x'))
    expect(pieces * size).toBeGreaterThan(size === 1 ? 500 : 3 * 16_384)
    expect(pieces * (size + 256)).toBeLessThanOrEqual(256 * 1024)
    expect(terminal.typed - terminal.taken).toBe(pieces * size)
    for (const each of taken.splice(0)) each()
    expect(terminal.taken).toBe(terminal.typed)
  }
  expect(did).toEqual([])
})

it('a page that lost its screen gets the newest of it', async () => {
  const { terminal, writes } = await begun()
  const [first, second] = [looking(), looking()]
  terminal.attach(first.viewer, null)
  for (let sent = 0; sent < 100; sent += 1) {
    writes(Buffer.alloc(4096, 'x'))
    terminal.shown((sent + 1) * 4096)
  }
  terminal.attach(second.viewer, null)
  expect(first.seen).toContain('taken')
  expect(second.bytes()).toBeGreaterThanOrEqual(64 * 1024)
  expect(second.bytes()).toBeLessThan(70 * 1024)
})

it('a page that shows nothing holds the process back, and lets it go on when it does', async () => {
  const { terminal, writes, did } = await begun()
  terminal.attach(looking().viewer, null)
  for (let sent = 0; sent < 64; sent += 1) writes(Buffer.alloc(4096, 'x'))
  expect(did).toEqual([])
  writes('more')
  expect(did).toEqual(['hold'])
  terminal.shown(100_000)
  expect(did).toEqual(['hold'])
  terminal.shown(200_000)
  expect(did).toEqual(['hold', 'go'])
})

it('a page that says to have shown what it was never sent holds it back all the same', async () => {
  const { terminal, writes, did } = await begun()
  const { viewer, piles } = looking()
  terminal.attach(viewer, null)
  piles(300_000)
  writes('y')
  terminal.shown(Number.MAX_SAFE_INTEGER)
  expect(did).toEqual(['hold'])
  piles(0)
  terminal.shown(1)
  expect(did).toEqual(['hold', 'go'])
})

it('while its page is away the process waits once much was not seen, and after a minute it is asked to end', async () => {
  const { terminal, writes, did, over } = await begun()
  const { viewer } = looking()
  terminal.attach(viewer, null)
  terminal.detach(viewer)
  for (let sent = 0; sent < 65; sent += 1) writes(Buffer.alloc(4096, 'x'))
  expect(did).toEqual(['hold'])
  await vi.advanceTimersByTimeAsync(59_000)
  expect(over).toEqual([])
  await vi.advanceTimersByTimeAsync(2000)
  expect(over).toEqual([{ how: 'closed', words: 'Its page did not come back in time.' }])
  expect(did.slice(1)).toEqual(['go', 'write "\\u0003"', 'write "\\u0004"', 'close'])
})

it('an end that nobody saw is told to who comes back', async () => {
  const { terminal, writes, ends, book } = await begun()
  writes('bye')
  ends({ how: 'exit', code: 3 })
  const { viewer, seen } = looking()
  book.find('ada', terminal.about.id)?.attach(viewer, 0)
  expect(seen).toEqual(['at 0, lost 0', 'bye', 'ended: exit'])
  await vi.advanceTimersByTimeAsync(61_000)
  expect(book.find('ada', terminal.about.id)).toBeUndefined()
})

it('what was typed and not answered is looked after, though every ping is answered', async () => {
  const look = vi.fn(async (): Promise<Why> => ({ by: 'node', node: 'n1', words: '' }))
  const { terminal, writes } = await begun(undefined, undefined, look)
  const { viewer, seen } = looking()
  terminal.attach(viewer, null)
  const types = (text: string) => () => terminal.input(Buffer.from(text))
  for (const does of [types('\u001b[6;4R'), types('ls'), () => writes('x')]) {
    does()
    await vi.advanceTimersByTimeAsync(31_000)
  }
  expect(look).toHaveBeenCalledOnce()
  expect(seen).toEqual(['at 0, lost 0', 'silent: node', 'silent: no', 'x'])
})

it('what broke it is looked for before the page hears of it; what was killed, too', async () => {
  for (const end of [
    { how: 'cut', words: '' },
    { how: 'exit', code: 137 },
  ] as const) {
    const { terminal, ends, over } = await begun(undefined, undefined, async () => ({ by: 'gone' }))
    terminal.attach(looking().viewer, null)
    ends(end)
    await vi.advanceTimersByTimeAsync(10)
    expect(over).toMatchObject([{ ...end, why: { by: 'gone' }, unanswered: false }])
  }
  const { ends, over } = await begun(undefined, undefined, () => new Promise<Why>(() => {}))
  ends({ how: 'exit', code: 1 })
  expect(over).toEqual([{ how: 'exit', code: 1 }])
})

it('who types nothing is warned, then it is closed; who types stays', async () => {
  const { terminal, over } = await begun()
  const { viewer, seen } = looking()
  terminal.attach(viewer, null)
  await vi.advanceTimersByTimeAsync(545_000)
  expect(seen).toContain('warned')
  terminal.input(Buffer.from('x'))
  await vi.advanceTimersByTimeAsync(500_000)
  expect(over).toEqual([])
  // What a terminal says by itself, nobody typed.
  for (const report of [
    '\u001b[6;4R',
    '\u001b[?2026;2$y',
    '\u001bP>|xterm\u001b\\',
    '\u001b]11;rgb:0\u0007',
  ])
    terminal.input(Buffer.from(report))
  await vi.advanceTimersByTimeAsync(101_000)
  expect(over).toHaveLength(1)
})

it('a right that is withdrawn closes it in both directions', async () => {
  let may = true
  const allowed = async () => {
    if (!may) throw new Error('withdrawn')
  }
  const { terminal, over, did, writes } = await begun(new Terminals(limits), allowed)
  const { viewer, seen } = looking()
  terminal.attach(viewer, null)
  await vi.advanceTimersByTimeAsync(31_000)
  expect(over).toEqual([])
  may = false
  await vi.advanceTimersByTimeAsync(31_000)
  expect(over).toEqual([{ how: 'closed', words: 'withdrawn' }])
  const before = did.length
  terminal.input(Buffer.from('rm -rf /'))
  writes('secret')
  expect(did).toHaveLength(before)
  expect(seen.at(-1)).toBe('ended: closed')
})

it('nobody else finds it, and nobody opens too many', async () => {
  const { book, terminal } = await begun()
  expect(book.find('bea', terminal.about.id)).toBeUndefined()
  await begun(book)
  await expect(begun(book)).rejects.toBeInstanceOf(Busy)
  const slow = new Terminals(limits)
  for (const _ of [1, 2]) void slow.begin(about(), never, idle)
  await expect(begun(slow), 'those that are being opened count').rejects.toBeInstanceOf(Busy)
  await book.begin(about('bea'), opened, idle)
  await expect(book.begin(about('tim'), opened, idle)).rejects.toThrow(/in this Portlight/)
})

it('one of another process is known by its name', async () => {
  const { terminal, book } = await begun()
  expect(new Terminals(limits).isElsewhere(terminal.about.id)).toBe(true)
  expect(book.isElsewhere(terminal.about.id)).toBe(false)
  expect(book.isElsewhere('../x')).toBe(false)
})

it('the page that looks is asked for a newer credential, and none where nobody looks', async () => {
  const reviews: (() => void)[] = []
  const allowed = async (ask: () => void) => void reviews.push(ask)
  const { terminal } = await begun(new Terminals(limits), allowed)
  const [gone, page] = [looking(), looking()]
  terminal.attach(gone.viewer, null)
  terminal.attach(page.viewer, null)
  await vi.advanceTimersByTimeAsync(limits.review)
  reviews[0]?.()
  terminal.detach(page.viewer)
  reviews[0]?.()
  expect([gone.seen, page.seen]).toEqual([
    ['at 0, lost 0', 'taken'],
    ['at 0, lost 0', 'prove'],
  ])
})
