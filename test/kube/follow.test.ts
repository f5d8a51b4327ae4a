/** A list that is followed, played by a script: how it begins, what it shows, how it ends. */
import { expect, test } from 'vitest'
import { KubeError, NotSignedIn } from '../../src/errors.ts'
import { has, hasty, is, names, words } from '../support/followed.ts'
import { secrets } from '../support/resources.ts'
import {
  answers,
  beginning,
  bookmark,
  columnDefinitions,
  ends,
  error,
  line,
  page,
  refuses,
  row,
  says,
  scripted,
  table,
} from '../support/scripted.ts'
import type { Part } from '../support/scripted.ts'

test('the watch itself brings all rows, and the bookmarks’ false rows are nowhere', async () => {
  const script = await scripted(
    says(
      ...beginning('7', 'a', 'b'),
      line('MODIFIED', 'a', '8'),
      line('DELETED', 'b', '9'),
      bookmark('12'),
      line('ADDED', 'c', '13'),
    ),
  )
  const list = hasty(script.url)()
  await list.until(has('c'))
  expect(words(list)).toBe('reset live set gone live set')
  expect(list.said[0]).toMatchObject({
    table: { columns: columnDefinitions, version: '7', remaining: 0, rows: [{}, {}] },
  })
  expect(list.said[4]).toEqual({ type: 'live', version: '12' })
  expect(names(list)).toEqual(['a', 'c'])
  expect(Object.fromEntries(script.asked[0]!)).toMatchObject({
    watch: 'true',
    sendInitialEvents: 'true',
    resourceVersionMatch: 'NotOlderThan',
    allowWatchBookmarks: 'true',
  })
  expect(Number(script.asked[0]!.get('timeoutSeconds'))).toBeGreaterThanOrEqual(240)
})

test('how far the rows have come is told, and what changes meanwhile is in them', async () => {
  const many = Array.from({ length: 1200 }, (_, at) => `p${at}`)
  const first = beginning('5', ...many)
  const meanwhile = [line('MODIFIED', 'p1', '6'), line('DELETED', 'p2', '7'), bookmark('7', true)]
  const script = await scripted(says(...first.slice(0, -1), ...meanwhile))
  const list = hasty(script.url)()
  await list.until(is('live'))
  expect(words(list)).toBe('filling filling reset live')
  expect(list.said[1]).toEqual({ type: 'filling', rows: 1000, remaining: null })
  expect(list.rows.size).toBe(1199)
  expect(list.rows.get('u-p1')?.meta.resourceVersion).toBe('6')
})

test('an empty list is empty, not waited for', async () => {
  const script = await scripted(says(bookmark('3', true)))
  const list = hasty(script.url)()
  await list.until(is('live'))
  expect(words(list)).toBe('reset live')
})

const unable: readonly (readonly [string, Part])[] = [
  ['422', refuses(422, 'sendInitialEvents is forbidden for watch unless the WatchList gate is on')],
  ['400', refuses(400, 'resourceVersionMatch is forbidden for watch')],
  ['501', refuses(501, 'the demo cluster does not do this')],
  ['silence', says(line('ADDED', 'a', '4', { columnDefinitions }))],
]
test.each(unable)(
  'where the watch cannot begin with all rows (%s), they are listed',
  async (_, part) => {
    const more = { continue: 'next', remainingItemCount: 1 }
    const script = await scripted(
      part,
      answers(page('5', ['a'], more)),
      answers(page('5', ['b'])),
      says(line('ADDED', 'c', '6', { columnDefinitions })),
      answers(page('7', ['d'])),
    )
    const follow = hasty(script.url, { filling: 300 })
    const list = follow()
    await list.until(has('c'))
    expect(words(list)).toBe('filling filling reset live set')
    expect(names(list)).toEqual(['a', 'b', 'c'])
    expect(script.asked[3]!.get('resourceVersion')).toBe('5')
    const second = follow()
    await second.until(is('live'))
    expect(script.asked[4]!.get('limit')).toBe('500')
  },
)

test('an etcd that cannot tell its progress is watched without bookmarks', async () => {
  const script = await scripted(
    says(error(500, 'Internal error occurred: RequestWatchProgress is disabled')),
    answers(page('5', ['a'])),
    says(line('ADDED', 'b', '6', { columnDefinitions })),
  )
  const list = hasty(script.url)()
  await list.until(has('b'))
  expect(words(list)).toBe('filling reset live set')
  expect(script.asked[2]!.has('allowWatchBookmarks')).toBe(false)
})

test('the first page is one list, and what remains is told', async () => {
  const script = await scripted(
    answers(page('5', ['a', 'b'], { continue: 'next', remainingItemCount: 98 })),
    says(line('ADDED', 'z', '6', { columnDefinitions })),
  )
  const list = hasty(script.url)(undefined, { first: 2, namespace: 'web', labels: 'app=cart' })
  await list.until(has('z'))
  expect(words(list)).toBe('reset live set')
  expect(list.said[0]).toMatchObject({ table: { remaining: 98, version: '5' } })
  expect(script.asked[0]!.get('limit')).toBe('2')
  expect(script.asked.map((query) => query.get('labelSelector'))).toEqual(['app=cart', 'app=cart'])
})

test('an API without tables is followed with name and age', async () => {
  const metadata = { name: 'a', uid: 'u-a', resourceVersion: '4' }
  const object = { kind: 'Widget', apiVersion: 'x/v1', metadata }
  const end = { resourceVersion: '5', annotations: { 'k8s.io/initial-events-end': 'true' } }
  const script = await scripted(
    says(
      { type: 'ADDED', object },
      { type: 'BOOKMARK', object: { ...object, metadata: end } },
      { type: 'MODIFIED', object: { ...object, metadata: { ...metadata, resourceVersion: '6' } } },
    ),
  )
  const list = hasty(script.url)()
  await list.until(has('a'))
  expect(list.said.at(-1)).toMatchObject({ row: { cells: ['a', '<unknown>'] }, version: '6' })
})

test.each([
  [403, KubeError],
  [404, KubeError],
  [405, KubeError],
  [401, NotSignedIn],
] as const)('%i ends the list', async (code, kind) => {
  const script = await scripted(refuses(code, 'no'))
  script.rest = refuses(code, 'no')
  expect(await hasty(script.url)().end).toBeInstanceOf(kind)
})

test('a wrong selector ends the list in the server’s words, and no fall-back is remembered', async () => {
  const script = await scripted(refuses(400, 'unable to parse'), refuses(400, 'unable to parse'))
  const follow = hasty(script.url)
  expect(await follow(undefined, { labels: '!!' }).end).toMatchObject({
    message: 'unable to parse',
  })
  script.rest = says(...beginning('5', 'a'))
  await follow().until(is('live'))
  expect(script.asked[2]!.get('sendInitialEvents')).toBe('true')
})

test('a refusal of a server that has just started is doubted once; a withdrawn right ends the list', async () => {
  const script = await scripted(
    ends(...beginning('5', 'a')),
    refuses(403, 'rights are not read yet'),
    ends(line('ADDED', 'b', '6', { columnDefinitions })),
  )
  script.rest = refuses(403, 'pods is forbidden')
  const list = hasty(script.url)()
  expect(await list.end).toMatchObject({ status: 403, message: 'pods is forbidden' })
  expect(words(list)).toMatch(/^reset live stale live set( stale)+$/)
})

test('an expired credential is renewed on the way', async () => {
  const script = await scripted(ends(...beginning('5', 'a')), refuses(401, 'Unauthorized'))
  script.rest = says(line('ADDED', 'b', '6', { columnDefinitions }))
  const credential = { headers: async () => ({}), renew: async () => true }
  const list = hasty(script.url, {}, credential)()
  await list.until(has('b'))
  expect(words(list)).toBe('reset live set')
})

test('copies of a Secret’s values are hidden in every change', async () => {
  const copy = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":"canary"}' }
  const told = (type: string, version: string, more: object = {}) => ({
    type,
    object: table(version, [row('s', version, copy)], more),
  })
  const script = await scripted(
    says(
      told('ADDED', '1', { columnDefinitions }),
      bookmark('2', true),
      told('MODIFIED', '3'),
      told('DELETED', '4'),
    ),
  )
  const list = hasty(script.url)(secrets)
  await list.until(is('gone'))
  expect(words(list)).toBe('reset live set gone')
  expect(JSON.stringify(list.said)).not.toContain('canary')
})

test('the bytes that wait for a slow reader stay few', async () => {
  let written = 0
  const flood: Part = (response) => {
    says(...beginning('5', 'a'))(response, response.req)
    const more = () => {
      while (!response.destroyed) {
        written += 1
        const text = `${JSON.stringify(line('MODIFIED', 'a'.repeat(10_000), String(10 + written)))}\n`
        if (!response.write(text)) return
      }
    }
    response.on('drain', more)
    more()
  }
  const script = await scripted(flood)
  const go = Promise.withResolvers<void>()
  const list = hasty(script.url)(undefined, {}, () => go.promise)
  const grown = async () => {
    const before = written
    await new Promise((resolve) => setTimeout(resolve, 200))
    return written - before
  }
  await list.until(is('reset'))
  await expect.poll(grown).toBe(0)
  const held = written
  expect(held).toBeLessThan(2_000)
  go.resolve()
  await expect.poll(() => written).toBeGreaterThan(held)
  expect(list.said.length).toBeGreaterThan(2)
})
