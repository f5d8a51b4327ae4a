/** A list that is followed, played by a script: everything that can go wrong on the way. */
import type { ServerResponse } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { times } from '../../src/kube/follow.ts'
import { has, hasty, is, names, resets, words } from '../support/followed.ts'
import {
  answers,
  beginning,
  bookmark,
  breaks,
  columnDefinitions,
  ends,
  error,
  hangs,
  line,
  page,
  refuses,
  says,
  scripted,
} from '../support/scripted.ts'
import type { Part } from '../support/scripted.ts'

const gone: readonly (readonly [string, Part[]])[] = [
  ['the watch', [ends(...beginning('5', 'a')), refuses(410, 'too old resource version')]],
  ['its stream', [ends(...beginning('5', 'a')), says(error(410, 'too old resource version'))]],
  [
    'its stream at once',
    [says(...beginning('5', 'a'), error(410, 'The resourceVersion is too old'))],
  ],
]
test.each(gone)('410 of %s reads everything anew, once and without a word', async (_, parts) => {
  const script = await scripted(...parts, says(...beginning('50', 'b'), line('ADDED', 'c', '51')))
  const list = hasty(script.url)()
  await list.until(has('c'))
  expect(words(list)).toBe('reset live reset set')
  expect(names(list)).toEqual(['b', 'c'])
})

test('410 of a list’s later page begins the list anew', async () => {
  const script = await scripted(
    refuses(422, 'no'),
    answers(page('5', ['a'], { continue: 'next' })),
    refuses(410, 'The provided continue parameter is too old'),
    answers(page('9', ['a'], { continue: 'next' })),
    answers(page('9', ['b'])),
  )
  const list = hasty(script.url)()
  await list.until(is('live'))
  expect(words(list)).toBe('filling filling filling reset live')
  expect(names(list)).toEqual(['a', 'b'])
  expect(script.asked.at(-1)?.get('resourceVersion')).toBe('9')
})

test('410 again and again is told in the end, and heals', async () => {
  const script = await scripted(...Array.from({ length: 20 }, () => refuses(410, 'too old')))
  script.rest = says(...beginning('5', 'a'))
  const list = hasty(script.url)()
  await list.until(is('live'))
  expect(words(list)).toBe('stale reset live')
})

const broken: readonly (readonly [string, Part])[] = [
  ['a reset', breaks(...beginning('5', 'a'), bookmark('7'))],
  [
    'an error in the stream',
    says(...beginning('5', 'a'), bookmark('7'), error(500, 'etcd is away')),
  ],
]
test.each(broken)(
  'after %s the watch goes on from the last version, a bookmark’s too',
  async (_, part) => {
    const script = await scripted(part, says(line('ADDED', 'b', '8', { columnDefinitions })))
    const list = hasty(script.url)()
    await list.until(has('b'))
    expect(words(list)).toBe('reset live live stale live set')
    expect(script.asked[1]!.get('resourceVersion')).toBe('7')
  },
)

test('an error before any line, again and again, drops the bookmarks and then reads anew', async () => {
  const bad = says(error(500, 'no'))
  const script = await scripted(ends(...beginning('5', 'a')), bad, bad, bad)
  script.rest = answers(page('9', ['b']))
  const list = hasty(script.url)()
  await list.until(resets(2))
  expect(script.asked[3]!.has('allowWatchBookmarks')).toBe(false)
  expect(names(list)).toEqual(['b'])
})

test.each([
  ['429', refuses(429, 'wait', { 'retry-after': '0' })],
  ['503', refuses(503, 'the server is shutting down')],
  ['500', refuses(500, 'etcdserver: leader changed')],
  ['a redirect', (response) => response.writeHead(302, { location: '/login' }).end()],
  ['a page', (response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<p>')],
] satisfies [string, Part][])('%s is told and tried again', async (_, part) => {
  const script = await scripted(ends(...beginning('5', 'a')), part, part, part)
  script.rest = says(line('ADDED', 'b', '6', { columnDefinitions }))
  const list = hasty(script.url)()
  await list.until(has('b'))
  expect(words(list)).toMatch(/^reset live (stale )+live set$/)
  expect(script.asked.at(-1)?.get('resourceVersion')).toBe('5')
})

test('a watch that its server ends in good order is opened anew without a word', async () => {
  const script = await scripted(
    ends(...beginning('5', 'a')),
    ends(line('ADDED', 'b', '6', { columnDefinitions })),
    says(line('ADDED', 'c', '7', { columnDefinitions })),
  )
  const list = hasty(script.url)()
  await list.until(has('c'))
  expect(words(list)).toBe('reset live set set')
  expect(script.asked.map((query) => query.get('resourceVersion'))).toEqual([null, '5', '6'])
})

test('half a line is no line: the watch goes on before it', async () => {
  const next = line('ADDED', 'b', '6')
  const script = await scripted(
    ends(...beginning('5', 'a'), JSON.stringify(next).slice(0, 60)),
    says(next),
  )
  const list = hasty(script.url)()
  await list.until(has('b'))
  expect(words(list)).toBe('reset live set')
  expect(script.asked[1]!.get('resourceVersion')).toBe('5')
})

test('halves again and again are no garbage: nothing is read anew', async () => {
  const half = ends('{"type":"ADDED","obj')
  const script = await scripted(ends(...beginning('5', 'a')), half, half, half, half)
  script.rest = says(line('ADDED', 'b', '6', { columnDefinitions }))
  const list = hasty(script.url)()
  await list.until(has('b'))
  expect(list.said.filter(is('reset'))).toHaveLength(1)
})

const nonsense = [
  'garbage\n',
  '{"type":"ADDED"}\n',
  'null\n',
  '{"type":"LATER","object":{}}\n',
  '{"type":"ADDED","object":{"kind":"Table","rows":[]}}\n',
  '{"type":"ADDED","object":{"kind":"Table","rows":[{}]}}\n',
  '{"type":"ADDED","object":{"kind":"Table","rows":{}}}\n',
  '\n',
]
test.each(nonsense)('a line that makes no sense loses nothing: %j', async (junk) => {
  const script = await scripted(
    says(...beginning('5', 'a'), line('ADDED', 'b', '6'), junk, line('ADDED', 'lost', '7')),
    says(line('ADDED', 'c', '7', { columnDefinitions })),
  )
  const list = hasty(script.url)()
  await list.until(has('c'))
  expect(words(list)).toBe('reset live set set')
  expect(script.asked[1]!.get('resourceVersion')).toBe('6')
})

test('three lines in a row that make no sense read everything anew', async () => {
  const script = await scripted(ends(...beginning('5', 'a')), says('?\n'), says('?\n'), says('?\n'))
  script.rest = says(...beginning('50', 'b'))
  const list = hasty(script.url)()
  await list.until(resets(2))
  expect(names(list)).toEqual(['b'])
})

test('a line without end is given up, and everything read anew', async () => {
  const script = await scripted(says(...beginning('5', 'a'), 'x'.repeat(17 * 1024 * 1024)))
  script.rest = says(...beginning('50', 'b'))
  const list = hasty(script.url)()
  await list.until(resets(2))
  expect(names(list)).toEqual(['b'])
})

test('a line separator inside a value is part of it', async () => {
  const script = await scripted(says(...beginning('5'), line('ADDED', 'a\u2028b\u0085c', '6')))
  const list = hasty(script.url)()
  await list.until(has('a\u2028b\u0085c'))
  expect(words(list)).toBe('reset live set')
})

test('other columns read everything anew', async () => {
  const other = [...columnDefinitions, { ...columnDefinitions[1], name: 'New' }]
  const script = await scripted(
    ends(...beginning('5', 'a')),
    says(line('ADDED', 'b', '6', { columnDefinitions: other })),
    says(line('ADDED', 'a', '7', { columnDefinitions: other }), bookmark('7', true)),
  )
  const list = hasty(script.url)()
  await list.until(resets(2))
  expect(list.said.at(-1)).toMatchObject({
    table: { columns: other, rows: [{ cells: ['a', 1, null] }] },
  })
})

test('a silent watch is opened anew without a word; an opening without answer is told', async () => {
  const script = await scripted(
    says(...beginning('5', 'a')),
    says(),
    answers(page('5', ['a'])),
    hangs,
  )
  const list = hasty(script.url, { silence: 50, opening: 300 })()
  await list.until(is('stale'))
  expect(words(list)).toBe('reset live stale')
})

test('silent means 75 s without a line, bookmarks included', async () => {
  const open = Promise.withResolvers<ServerResponse>()
  const watch: Part = (response, request) => {
    says(...beginning('5', 'a'))(response, request)
    open.resolve(response)
  }
  const script = await scripted(watch, says(line('ADDED', 'b', '7', { columnDefinitions })))
  const list = hasty(script.url, { silence: times.silence })()
  await list.until(is('live'))
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const response = await open.promise
  response.write(`${JSON.stringify(bookmark('6'))}\n`)
  await list.until((last) => last.type === 'live' && last.version === '6')
  await turn()
  await vi.advanceTimersByTimeAsync(74_999)
  await turn()
  expect(script.asked).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(1)
  await list.until(has('b'))
  expect(script.asked[1]!.get('resourceVersion')).toBe('6')
  expect(words(list)).toBe('reset live live set')
})

test('a server that has gone back in time is read anew', async () => {
  const back = answers(page('30', ['b'], { continue: 'next' }))
  const script = await scripted(says(...beginning('50', 'a')), says(), back)
  script.rest = says(...beginning('30', 'b'))
  const list = hasty(script.url, { silence: 50 })()
  await list.until(resets(2))
  expect(script.asked[2]!.get('limit')).toBe('1')
  expect(names(list)).toEqual(['b'])
})
