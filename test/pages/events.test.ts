/** The events page: what is alike is one line, kept so by its stream; each event on its own is one click away. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { happens, happensAgain, type Happening, isForgotten } from '../support/happened.ts'
import { linksIn } from '../support/links.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { live, streamed } from '../support/streamed.ts'
import { targetName } from '../support/target.ts'

/** All of this file, on the demo too, say this word. */
const word = `planted-${process.pid}`
let ns = 'shop'
let on: Site

const from = Date.now()
const crash = (name: string, count: number, last: number): Happening => ({
  reason: 'BackOff',
  name,
  count,
  last,
  first: 900 + last,
  from,
  message: `${word} Back-off restarting ${name}`,
})
const planted: readonly Happening[] = [
  crash('cart-7d9c8b5f6d-x2x4z', 40, 30),
  crash('cart-7d9c8b5f6d-b5b6b', 2, 5),
  { reason: 'Unhealthy', name: 'cart-7d9c8b5f6d-b5b6b', message: `${word} Readiness probe failed` },
  { reason: 'BackOff', name: 'toolbox', count: 3, message: `${word} alone` },
  {
    reason: 'Scheduled',
    name: 'cart-7d9c8b5f6d-b5b6b',
    type: 'Normal',
    count: 99,
    message: `${word} assigned`,
  },
  { reason: 'Odd one', kind: 'Widget', name: 'spring', message: `${word} <b>odd</b>` },
]
beforeAll(async () => {
  on = await site()
  if (targetName === 'real') ns = await ownNamespace('events')
  for (const each of planted) await happens(ns, each)
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(ns)
})

const mine = (search = '', q = word) =>
  `${on.cluster}/events?ns=${ns}&q=${encodeURIComponent(q)}${search}`
/** Its rows, cell by cell; times are left out. */
function rowsOf({ html }: Page) {
  return html.querySelectorAll('#rows > tr').map((row) =>
    Object.fromEntries(
      row
        .querySelectorAll('td')
        .map((cell) => [cell.getAttribute('data-col'), cell.text.trim()] as const)
        .filter(([col]) => col !== 'last-seen' && col !== 'first-seen'),
    ),
  )
}
const rows = async (path: string) => rowsOf(await on.page(path))

test('what happened to objects alike is one line: warnings first, then what happened most often', async () => {
  const page = await on.page(mine())
  expect(rowsOf(page)).toEqual([
    {
      reason: 'BackOff',
      object: 'pod/cart-*',
      objects: '2',
      count: '42',
      message: `${word} Back-off restarting cart-7d9c8b5f6d-b5b6b`,
    },
    {
      reason: 'BackOff',
      object: 'pod/toolbox',
      objects: '1',
      count: '3',
      message: `${word} alone`,
    },
    {
      reason: 'Odd one',
      object: 'widget/spring',
      objects: '1',
      count: '1',
      message: `${word} <b>odd</b>`,
    },
    {
      reason: 'Unhealthy',
      object: 'pod/cart-7d9c8b5f6d-b5b6b',
      objects: '1',
      count: '1',
      message: `A probe fails: ${word} Readiness probe failed`,
    },
    {
      reason: 'Scheduled',
      object: 'pod/cart-7d9c8b5f6d-b5b6b',
      objects: '1',
      count: '99',
      message: `${word} assigned`,
    },
  ])
  expect(page.html.querySelector('#count')?.text).toMatch(/^5 groups of (6 of )?\d+ events$/)
  expect(page.html.querySelectorAll('#rows input')).toEqual([])
})

test('of those alike the first time and the last are told', async () => {
  const { html } = await on.page(mine())
  const group = html.querySelectorAll('#rows > tr').find((row) => row.text.includes('pod/cart-*'))
  const [seen, began] = group!
    .querySelectorAll('time')
    .map((time) => Date.parse(time.getAttribute('datetime') ?? ''))
  expect(began! - seen!).toBe(-925_000)
})

describe('a line leads on', () => {
  test('to the object, where it is one that the cluster serves', async () => {
    const page = await on.page(mine())
    const hrefs = linksIn(page, '#rows td[data-col="object"]').map(([, href]) => href)
    expect(hrefs[1]).toBe(`${on.cluster}/pods/${ns}/toolbox`)
  })

  test('to just its events, each on its own, and from there back to the groups', async () => {
    const page = await on.page(mine())
    const [, href = ''] = linksIn(page, '#rows td[data-col="reason"]')[0]!
    const each = await on.page(href)
    expect(rowsOf(each).map(({ object }) => object)).toEqual([
      'pod/cart-7d9c8b5f6d-b5b6b',
      'pod/cart-7d9c8b5f6d-x2x4z',
    ])
    expect(each.html.querySelectorAll('#rows input').length).toBe(2)
    const [, back = ''] = linksIn(each, '.menu').find(
      ([text]) => text === 'Reason and objects alike',
    )!
    expect((await rows(back)).map(({ object }) => object)).toEqual(['pod/cart-*'])
  })

  test('what is chosen in the menus narrows the list, and is taken away by the same', async () => {
    const page = await on.page(mine())
    expect(linksIn(page, '#by-reason').map(([text]) => text)).toEqual([
      'BackOff 2',
      'Scheduled 1',
      'Unhealthy 1',
    ])
    expect(linksIn(page, '#by-kind').map(([text]) => text)).toEqual(['Pod 4', 'Widget 1'])
    const [, href = ''] = linksIn(page, '#by-kind')[1]!
    const narrow = await on.page(href)
    expect(rowsOf(narrow).map(({ reason }) => reason)).toEqual(['Odd one'])
    const [, back = ''] = linksIn(narrow, '#by-kind')[0]!
    expect(await rows(back)).toEqual(rowsOf(page))
  })

  test('by its type, with how many there are of each', async () => {
    const page = await on.page(mine())
    const chips = linksIn(page, '#chips')
    expect(chips.map(([text]) => text)).toEqual(['All 5', 'Warning 4', 'Normal 1'])
    expect((await rows(chips[2]![1]!)).map(({ reason }) => reason)).toEqual(['Scheduled'])
    const flat = await on.page(mine('&group=none'))
    expect(linksIn(flat, '#chips').map(([text]) => text)).toEqual([
      'All 6',
      'Warning 5',
      'Normal 1',
    ])
  })
})

test('by reason alone they are fewer', async () => {
  const all = await rows(mine('&group=reason'))
  expect(all.map(({ reason, objects, count, object }) => [reason, objects, count, object])).toEqual(
    [
      ['BackOff', '3', '45', ''],
      ['Odd one', '1', '1', 'widget/spring'],
      ['Unhealthy', '1', '1', 'pod/cart-7d9c8b5f6d-b5b6b'],
      ['Scheduled', '1', '99', 'pod/cart-7d9c8b5f6d-b5b6b'],
    ],
  )
})

test('they are sorted by what a person chooses', async () => {
  const order = async (sort: string) =>
    (await rows(mine(`&sort=${sort}`))).map(({ count }) => count)
  expect(await order('count')).toEqual(['1', '1', '3', '42', '99'])
  expect(await order('-count')).toEqual(['99', '42', '3', '1', '1'])
  expect((await rows(mine('&sort=-objects')))[0]!['object']).toBe('pod/cart-*')
})

test('a page of groups, and the next', async () => {
  const page = await on.page(mine('&size=2&page=3'))
  expect(rowsOf(page).map(({ reason }) => reason)).toEqual(['Scheduled'])
  expect(page.html.querySelector('#pager')?.text.trim()).toMatch(/^5–5 of 5/)
})

test('other forms give each event, whatever the page is grouped by', async () => {
  for (const search of ['&as=tsv', '&as=tsv&group=reason']) {
    const { status, body } = await on.ask(mine(search))
    expect(status).toBe(200)
    expect(body.trimEnd().split('\n')).toHaveLength(1 + planted.length)
  }
  const { body } = await on.ask(mine('&as=json'))
  expect((JSON.parse(body) as { items: unknown[] }).items).toHaveLength(planted.length)
})

describe('what makes no sense is named, and the rest is shown', () => {
  test.each([
    ['events', 'group=kind', '“kind” is none of like, reason, none.'],
    ['events', 'sort=node', 'There is no column node here'],
    ['events', `group=${'%25'.repeat(100)}`, 'This is 100 characters long; at most 60 are read.'],
    ['events', 'q=%2F(%2F', 'q was left out where it is marked'],
    ['pods', 'group=reason', 'These are not put together in groups.'],
  ])('%s?%s', async (resource, search, why) => {
    const page = await on.page(`${on.cluster}/${resource}?${search}`)
    expect(page.status).toBe(422)
    expect(page.html.querySelector('main')?.text).toContain(why)
    expect(page.html.querySelectorAll('#rows > tr').length).toBeGreaterThan(0)
  })
})

test('where no event is alike, the page says why it is empty, and the way out', async () => {
  const page = await on.page(mine('', `${word} reason=Nothing`))
  expect(page.status).toBe(200)
  expect(page.html.querySelector('.empty')?.text).toMatch(/No events match/)
})

test('the stream keeps the lines as the events are: how often, a new one, one that is gone', async () => {
  const more = { reason: 'FailedMount', name: 'late-0', message: `${word} first` }
  const { html } = await on.page(mine())
  const address = html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  const one = await streamed(
    on.origin,
    address.replaceAll('&amp;', '&').replace(/watch=.*$/, 'watch='),
  )
  await one.until(live)
  const has = (text: string) => one.rows.some((row) => row.includes(text))
  expect(one.rows.length).toBe(5)
  await happens(ns, more)
  await one.until(() => one.rows.length === 6)
  expect(has('A volume cannot be mounted')).toBe(true)
  const before = one.steps.length
  await happensAgain(more, 17, `${word} again`)
  await one.until(() => has(`${word} again`))
  expect(one.steps.slice(before).every((step) => !step.startsWith('window'))).toBe(true)
  expect(one.around.get('#by-reason')).toContain('FailedMount')
  await isForgotten(more)
  await one.until(() => one.rows.length === 5)
  expect(has('FailedMount')).toBe(false)
})
