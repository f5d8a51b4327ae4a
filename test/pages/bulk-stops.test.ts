/** A run that the API server fails stops after three in a row, and goes on from there; two people see each their own; one named twice is done once. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  bulkNamespace,
  named,
  planted,
  results,
  rowsOf,
  sent,
  shown,
  wishOf,
} from '../support/bulk.ts'
import { removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { needs, target, targetName } from '../support/target.ts'

let on: Site
let namespace: string
let to: string
let ill = false
/** Deletions that came to the API server’s door. */
let tried: string[] = []

const fails = (call: string): number => {
  if (!call.startsWith('DELETE ')) return 0
  tried.push(call.split('/').at(-1)?.split('?')[0] ?? '')
  return ill ? 503 : 0
}

beforeAll(async () => {
  on = await site({ fails })
  namespace = await bulkNamespace('bulk-stops')
  to = `${on.cluster}/configmaps/do`
})

afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(namespace)
})

beforeEach(() => {
  ill = false
  tried = []
})

const form = (lines: readonly string[]) =>
  shown(on, to, [
    ['action', 'deletion'],
    ['on', lines.join('\n')],
  ])

const names = Array.from({ length: 12 }, (_, at) => `bulk-${String(at).padStart(2, '0')}`)

test('three failures in a row stop it; it goes on with the rest, then with those that failed', async () => {
  const lines = await planted(namespace, names)
  const page = await shown(on, to, [
    ['action', 'deletion'],
    ['on', lines.join('\n')],
  ])
  ill = true
  const answer = await sent(on, to, wishOf(page))
  const at = answer.headers.location ?? ''
  const came = await results(on, at)
  const failed = came.filter((each) => each.includes('failed'))
  expect(failed).toHaveLength(3)
  expect(new Set(tried).size).toBe(failed.length)
  expect(await named(namespace, names)).toEqual(names)
  const stopped = await on.page(at)
  expect(stopped.html.querySelector('[role=alert]')?.text).toMatch(
    /failed 3 times in a row.*leader changed.* are left/,
  )
  const buttons = stopped.html.querySelectorAll('button[name=step]').map(({ text }) => text)
  const left = names.length - failed.length
  expect(buttons).toEqual([
    `Go on with the ${left} left`,
    `Try the ${failed.length} failed again, and the ${left} left`,
  ])
  ill = false
  tried = []
  const [first, second] = await Promise.all([1, 2].map(() => sent(on, at, [['step', 'go']])))
  expect([first?.status, second?.status]).toEqual([303, 303])
  await results(on, at)
  expect(tried).toHaveLength(left)
  expect(await named(namespace, names)).toHaveLength(failed.length)
  await sent(on, at, [['step', 'again']])
  expect((await results(on, at)).every((each) => each.endsWith('Deleted'))).toBe(true)
  expect(tried.toSorted()).toEqual(names)
  expect(await named(namespace, names)).toEqual([])
})

needs('people')('two people who are signed in to one cluster see each their own runs', async () => {
  const signed = await site({ args: ['--sign-in=token'] })
  try {
    const [mine, theirs] = await Promise.all(
      (['admin', 'ada'] as const).map(async (who) => {
        const headers = await (await target(who)).credential.headers()
        return { authorization: String(headers['authorization']) }
      }),
    )
    const [line = ''] = await planted(namespace, ['bulk-00'])
    const wish = [
      ['action', 'labels'],
      ['labels', 'seen=once'],
      ['on', line],
    ] as const
    const asked = { ...mine, accept: 'application/json' }
    const answer = await sent(signed, `${signed.cluster}/configmaps/do`, wish, asked)
    const { id } = JSON.parse(answer.body) as { id: string }
    const at = `${signed.cluster}/runs/${id}`
    const status = async (headers: Record<string, string> | undefined) =>
      (await signed.ask(at, { headers: { accept: 'text/html', ...headers } })).status
    expect([await status(mine), await status(theirs)]).toEqual([200, 404])
    const cancel = await sent(signed, at, [['step', 'cancel']], theirs)
    expect(cancel.status).toBe(404)
    const stream = await signed.ask(`${at}?watch=0`, { headers: { ...theirs } })
    expect(stream.body).toContain('does not know the run')
    expect(stream.body).not.toContain('bulk-00')
  } finally {
    await signed.stop()
  }
})

test('a run is not there for who did not begin it, and is cancelled once', async () => {
  const lines = await planted(namespace, ['bulk-a'])
  const answer = await sent(on, to, wishOf(await form(lines)))
  const at = answer.headers.location ?? ''
  await results(on, at)
  const other = at.replace('/c/admin/', '/c/ada/')
  for (const path of [other, `${on.cluster}/runs/none`]) {
    const page = await on.page(path)
    expect([page.status, rowsOf(page)]).toEqual([404, []])
    expect(page.html.querySelector('main')?.text).toContain('knows of no such run')
  }
  const own = (await on.page(`${on.cluster}/runs`)).html.querySelectorAll('.steps a')
  expect(own.map((link) => link.getAttribute('href'))).toContain(at)
  const nobody = await on.page(`${on.cluster.replace('/c/admin', '/c/ada')}/runs`)
  expect(nobody.html.querySelectorAll('.steps a')).toEqual([])
  expect((await sent(on, other, [['step', 'cancel']])).status).toBe(404)
  expect((await sent(on, at, [['step', 'cancel']])).status).toBe(303)
  expect((await sent(on, at, [['step', 'x']])).status).toBe(422)
})

test('one that is named twice is done once, as the one that was seen', async () => {
  const [seen = ''] = await planted(namespace, ['bulk-a'])
  const bare = `${namespace}/bulk-a`
  const wish = [
    ['action', 'deletion'],
    ['on', [bare, seen, bare, `${seen} `].join('\n')],
  ] as const
  const answer = await sent(on, to, wish, { accept: 'application/json' })
  expect((JSON.parse(answer.body) as { items: unknown }).items).toEqual([
    expect.objectContaining({ name: 'bulk-a', uid: seen.split(' ')[0], state: 'done' }),
  ])
  await planted(namespace, ['bulk-a'])
  const late = await sent(on, to, wish, { accept: 'application/json' })
  expect(late.body).toContain('another one has its name now')
  expect(await named(namespace, ['bulk-a'])).toEqual(['bulk-a'])
})
