/** What people do to many objects at once: looked over, each once, its result beside it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, item, items, patch, remove } from '../support/api.ts'
import {
  bulkNamespace,
  instead,
  maps,
  named,
  planted,
  results,
  sent,
  shown,
  allOf,
  wishOf,
} from '../support/bulk.ts'
import { removeNamespaces } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let namespace: string
/** Where config maps are acted upon. */
let to: string

beforeAll(async () => {
  on = await site({ base: '/a/b' })
  namespace = await bulkNamespace('bulk')
  to = `${on.cluster}/configmaps/do`
})

afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(namespace)
})

const title = ({ html }: Page) => html.querySelector('h1')?.text ?? ''
const said = ({ html }: Page) => html.querySelector('[role=alert]')?.text ?? ''
const form = (action: string, lines: readonly string[]) =>
  shown(on, to, [
    ['action', action],
    ['on', lines.join('\n')],
    ['from', `ns=${namespace}`],
  ])

test('those that were chosen are deleted, no others, and each says so', async () => {
  const names = ['bulk-a', 'bulk-b', 'bulk-c']
  const lines = await planted(namespace, names)
  const page = await form('deletion', lines.slice(0, 2))
  expect([page.status, title(page)]).toEqual([200, 'Delete 2 configmaps'])
  expect(page.html.querySelector('.cli code')?.text).toContain(
    `delete configmaps bulk-a bulk-b -n ${namespace}`,
  )
  expect(await named(namespace, names)).toEqual(names)
  const answer = await sent(on, to, wishOf(page))
  expect(answer.status).toBe(303)
  const at = answer.headers.location ?? ''
  expect(at).toMatch(new RegExp(`^${on.cluster}/runs/[\\w-]{22}$`))
  expect(await results(on, at)).toEqual(['bulk-a Deleted', 'bulk-b Deleted'])
  expect(await named(namespace, names)).toEqual(['bulk-c'])
  const back = (await on.page(at)).html
    .querySelector('form[data-action=run] a')
    ?.getAttribute('href')
  expect(back).toBe(`${on.cluster}/configmaps?ns=${namespace}`)
})

test('a form that is sent twice is one run, and one that was unchecked is left', async () => {
  const names = ['bulk-a', 'bulk-b']
  const page = await form('deletion', await planted(namespace, names))
  const wish = wishOf(page).filter(([name, value]) => name !== 'on' || !value.includes('bulk-b'))
  const [first, second] = await Promise.all([sent(on, to, wish), sent(on, to, wish)])
  expect(first.headers.location).toMatch(/runs/)
  expect(second.headers.location).toBe(first.headers.location)
  expect(await results(on, first.headers.location ?? '')).toEqual(['bulk-a Deleted'])
  expect(await named(namespace, names)).toEqual(['bulk-b'])
  // All of them are gone by now: it leads to what came of it.
  const late = await sent(on, to, wish)
  expect([late.status, late.headers.location]).toEqual([303, first.headers.location])
  const script = await sent(on, to, wish, { accept: 'application/json' })
  expect([script.status, JSON.parse(script.body)]).toEqual([
    200,
    expect.objectContaining({ counts: expect.objectContaining({ done: 1, skipped: 0 }) }),
  ])
})

test('one that was replaced or is gone meanwhile is told of and left', async () => {
  const names = ['bulk-a', 'bulk-b', 'bulk-c']
  const page = await form('deletion', await planted(namespace, names))
  await remove(`${maps(namespace)}/bulk-a`)
  await create(maps(namespace), { metadata: { name: 'bulk-a', namespace } })
  await remove(`${maps(namespace)}/bulk-b`)
  const answer = await sent(on, to, wishOf(page))
  expect(await results(on, answer.headers.location ?? '')).toEqual([
    'bulk-a left alone It was deleted, and another one has its name now: that is left alone.',
    'bulk-b left alone It is not there any more.',
    'bulk-c Deleted',
  ])
  expect(await named(namespace, names)).toEqual(['bulk-a'])
})

test('labels are set on each and taken from each, others stay', async () => {
  const lines = await planted(namespace, ['bulk-a', 'bulk-b'])
  await patch(`${maps(namespace)}/bulk-a`, { metadata: { labels: { own: 'one', gone: 'soon' } } })
  const page = await form('labels', lines)
  const wrong = await shown(on, to, instead(wishOf(page), 'labels', 'team=a b'))
  expect(wrong.status).toBe(422)
  expect(wrong.html.querySelector('#wrong-labels')?.text).toContain('“a b” is no value of a label')
  expect(wrong.html.querySelector('textarea')?.text).toContain('team=a b')
  const answer = await sent(on, to, instead(wishOf(wrong), 'labels', 'team=api\r\ngone-'))
  await results(on, answer.headers.location ?? '')
  const labels = async (name: string) =>
    (await item(`${maps(namespace)}/${name}`)).metadata.labels ?? {}
  expect(await labels('bulk-a')).toEqual({ own: 'one', team: 'api' })
  expect(await labels('bulk-b')).toEqual({ team: 'api' })
})

test('without scripts all that an address selects are chosen from, then what is done', async () => {
  await planted(namespace, ['pick-a', 'pick-b', 'other'])
  const list = await on.page(`${on.cluster}/configmaps?ns=${namespace}&q=pick-`)
  const link = /href="([^"]+\/do\?[^"]*)"/.exec(list.body)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const page = await on.page(link)
  expect(title(page)).toBe('2 configmaps to choose from')
  const buttons = page.html.querySelectorAll('button[name=action]').map(({ text }) => text)
  expect(buttons).toEqual(['Labels', 'Annotations', 'Delete'])
  expect(wishOf(page).filter(([name]) => name === 'on')).toEqual([])
  const none = await shown(on, to, [...wishOf(page), ['action', 'deletion']])
  expect([none.status, title(none)]).toEqual([422, '2 configmaps to choose from'])
  expect(said(none)).toContain('None is ticked')
  const next = await shown(on, to, [...allOf(none), ['action', 'deletion']])
  expect(title(next)).toBe('Delete 2 configmaps')
  const all = await shown(on, to, [
    ['action', 'labels'],
    ['all', `ns=${namespace}&q=pick-`],
  ])
  expect(title(all)).toBe('Label 2 configmaps')
})

test('a script gets each result as JSON, or as lines', async () => {
  const names = ['bulk-a', 'bulk-b']
  const lines = await planted(namespace, names)
  const wish = [
    ['action', 'deletion'],
    ['on', [...lines, `${namespace}/none`].join('\n')],
  ] as const
  const answer = await sent(on, to, wish, { accept: 'application/json' })
  expect(answer.status).toBe(200)
  expect(JSON.parse(answer.body)).toMatchObject({
    state: 'done',
    counts: { done: 2, skipped: 1, failed: 0 },
    items: [
      { namespace, name: 'bulk-a', state: 'done', message: 'Deleted' },
      { name: 'bulk-b', state: 'done' },
      { name: 'none', state: 'skipped' },
    ],
  })
  const more = await planted(namespace, names)
  const text = await sent(
    on,
    to,
    [
      ['action', 'deletion'],
      ['on', more.join('\n')],
    ],
    {
      accept: 'text/plain',
    },
  )
  expect(text.body.trim().split('\n').toSorted()).toEqual(
    names.map((name) => `done\t${namespace}/${name}\tDeleted`),
  )
  const odd = await sent(
    on,
    to,
    [
      ['action', 'deletion'],
      ['on', 'x'],
    ],
    {
      accept: 'application/json',
    },
  )
  expect([odd.status, odd.body]).toEqual([422, expect.stringContaining('names no ConfigMap')])
})

test('what is guarded is deleted by the name of its namespace only', async () => {
  const [first] = await items('/api/v1/namespaces/kube-system/configmaps')
  const line = `${first?.metadata.uid} kube-system/${first?.metadata.name}`
  const page = await form('deletion', [line])
  expect(page.html.querySelector('form.many .act')?.text).toContain('Type kube-system')
  const unsure = await shown(on, to, instead(wishOf(page), 'confirm', 'x'))
  expect([unsure.status, unsure.html.querySelector('#wrong-confirm')?.text]).toEqual([
    422,
    expect.stringContaining('nothing was deleted'),
  ])
  expect((await items('/api/v1/namespaces/kube-system/configmaps')).length).toBeGreaterThan(0)
})

test('nothing is offered that is no action, and no more than may be at once', async () => {
  const lines = await planted(namespace, ['bulk-a'])
  const cordon = await shown(on, to, [
    ['action', 'cordon'],
    ['on', lines.join('\n')],
  ])
  expect(cordon.status).toBe(404)
  expect((await form('deletion', [])).html.querySelector('.many [disabled]')).not.toBeNull()
  const many = Array.from({ length: 1001 }, (_, at) => `${namespace}/x-${at}`)
  const page = await form('deletion', many)
  expect([page.status, page.html.querySelector('main')?.text]).toEqual([
    422,
    expect.stringContaining('at most 1,000 go at once'),
  ])
})

needs('people', 'rules-review')('who may not is told what lacks, with the Role', async () => {
  const [one] = await items('/api/v1/namespaces/web/configmaps')
  const line = `${one?.metadata.uid} web/${one?.metadata.name}`
  const page = await shown(on, to.replace('/c/admin/', '/c/bea/'), [
    ['action', 'deletion'],
    ['on', line],
  ])
  expect(page.status).toBe(403)
  expect(said(page)).toContain('You may not delete configmaps in web')
  expect(page.html.querySelector('.cmd code')?.text).toContain('verbs: ["delete"]')
  expect(page.html.querySelectorAll('[name=on]')).toEqual([])
  const list = await on.page(`${on.base}/c/bea/configmaps?ns=web`)
  expect(list.html.querySelector('table')?.getAttribute('data-acts')).toContain(
    'deletion:Delete:You may not delete configmaps here',
  )
})

test('many of a namespace are read in pages, and one that was replaced is told of among them', async () => {
  const names = Array.from({ length: 45 }, (_, at) => `bulk-m${String(at).padStart(2, '0')}`)
  const lines = await planted(namespace, names)
  await remove(`${maps(namespace)}/bulk-m07`)
  await create(maps(namespace), { metadata: { name: 'bulk-m07', namespace } })
  const page = await form('deletion', lines)
  expect(title(page)).toBe('Delete 44 configmaps')
  expect(page.html.querySelector('[aria-label="Left out"]')?.text).toMatch(/bulk-m07.*another one/s)
  const answer = await sent(on, to, wishOf(page))
  expect(await results(on, answer.headers.location ?? '')).toHaveLength(44)
  expect(await named(namespace, names)).toEqual(['bulk-m07'])
})
