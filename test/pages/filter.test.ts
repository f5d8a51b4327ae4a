/** The filter box: exactly the rows that the API server itself selects, expressions, and what is said of a broken one. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { items } from '../support/api.ts'
import { keys, rows, text, total, wrong } from '../support/rows.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { selected, steady } from '../support/selected.ts'
import { steadily } from '../support/steadily.ts'
import { streamed } from '../support/streamed.ts'

let on: Site
/** A label that some of them have and others do not, and one of its values. */
let label = { key: '', value: '' }
beforeAll(async () => {
  on = await site()
  const all = await items(`/api/v1/pods?labelSelector=${steady}`)
  const pairs = all.flatMap(({ metadata: { labels = {} } }) => Object.entries(labels))
  const some = pairs.find(([name]) => pairs.filter(([other]) => other === name).length < all.length)
  expect(some).toBeDefined()
  label = { key: some![0], value: some![1] }
})
afterAll(() => on?.stop())

const list = (q: string, more = '') =>
  on.page(
    `${on.cluster}/pods?l=${encodeURIComponent(steady)}&q=${encodeURIComponent(q)}&size=500${more}`,
  )
const box = (page: Page) => page.html.querySelector('#filter input[name="q"]')

const named = (said: string) => said.replaceAll('KEY', label.key).replaceAll('VALUE', label.value)

describe('labels', () => {
  test.each([
    ['label:KEY', 'KEY'],
    ['-label:KEY', '!KEY'],
    ['label:KEY=VALUE', 'KEY=VALUE'],
    ['label:KEY!=VALUE', 'KEY!=VALUE'],
    ['-label:KEY=VALUE', 'KEY!=VALUE'],
    ['label:KEY=xVALUE', 'KEY=xVALUE'],
    ['label:KEY=VALUE label:pod-template-hash', 'KEY=VALUE,pod-template-hash'],
    ['label:no-such-label', 'no-such-label'],
    ['-label:no-such-label', '!no-such-label'],
  ])('%s selects what %s selects', async (q, selector) => {
    const [wanted, page] = await Promise.all([
      selected(`${steady},${named(selector)}`),
      list(named(q)),
    ])
    expect(page.status).toBe(200)
    expect(keys(page)).toEqual(wanted)
    expect(total(page)).toBe(wanted.length)
  })
})

test('a node that is meant exactly selects what the API server selects', async () => {
  const node =
    rows(await list('-no-such-name'))
      .map((row) => text(row, 'node'))
      .find(Boolean) ?? ''
  expect(node).not.toBe('')
  const wanted = await selected(steady, `spec.nodeName=${node}`)
  expect(wanted.length).toBeGreaterThan(0)
  expect(keys(await list(`node=${node}`))).toEqual(wanted)
  expect(keys(await list(`node=${node.slice(0, -1)}`))).toEqual([])
})

test('white space around a filter is no part of its address', async () => {
  const { status, headers } = await on.ask(`${on.cluster}/pods?q=+cart++web+`)
  expect([status, headers.location]).toEqual([302, `${on.cluster}/pods?q=cart++web`])
})

test('an expression finds what it finds', async () => {
  const every = await selected(steady)
  expect(keys(await list('/^[a-m].*\\/[a-z]+-/'))).toEqual(
    every.filter((key) => /^[a-m].*\/[a-z]+-/.test(key)),
  )
  expect(keys(await list('-/CART/'))).toEqual(every.filter((key) => !key.includes('cart')))
})

describe('a filter that is broken', () => {
  test('is left out with its place and why; what was typed stays, and the rest filters', async () => {
    const typed = 'cart restarts>many /(/ -zzz'
    const page = await list(typed)
    expect(page.status).toBe(422)
    const [said = '', ...more] = wrong(page)
    expect(more).toEqual([])
    expect(said).toContain(typed)
    expect(said).toMatch(/restarts>many \(character 6\): “many” cannot/)
    expect(said).toMatch(/\/\(\/ \(character 20\): .*missing closing \)/)
    expect(page.html.querySelectorAll('#broken mark').map((one) => one.text)).toEqual([
      'restarts>many',
      '/(/',
    ])
    expect(box(page)?.getAttribute('value')).toBe('cart restarts>many /(/ -zzz')
    expect(box(page)?.getAttribute('aria-invalid')).toBe('true')
    const every = await selected(steady)
    expect(keys(page)).toEqual(every.filter((key) => key.includes('cart')))
  })

  test('keeps what was typed where it is too long, too', async () => {
    const long = 'x'.repeat(1001)
    const page = await list(long)
    expect(page.status).toBe(422)
    expect(box(page)?.getAttribute('value')).toBe(long)
    expect(box(page)?.getAttribute('aria-invalid')).toBe('true')
  })

  test('a selector that the API server refuses stays in its box, marked', async () => {
    const page = await on.page(`${on.cluster}/pods?l=${encodeURIComponent('a in (')}`)
    expect(page.status).toBe(422)
    const input = page.html.querySelector('#filter input[name="l"]')
    expect([input?.getAttribute('value'), input?.getAttribute('aria-invalid')]).toEqual([
      'a in (',
      'true',
    ])
    expect(page.html.querySelector('#filter details')?.hasAttribute('open')).toBe(true)
  })
})

const active = (page: Page) =>
  page.html
    .querySelectorAll('.active a')
    .map((one) => [
      one.querySelector('span')?.text,
      one.getAttribute('href')?.replaceAll('&amp;', '&'),
    ])

describe('filters that are on', () => {
  test('stand there one by one, each with the way to be rid of it', async () => {
    const path = `${on.cluster}/pods`
    const page = await on.page(
      `${path}?l=${encodeURIComponent('app in (cart,web),app')}&q=a+-%22b+c%22&sort=name`,
    )
    expect(active(page)).toEqual([
      ['a', `${path}?l=app%20in%20(cart,web),app&q=-%22b%20c%22&sort=name`],
      ['-"b c"', `${path}?l=app%20in%20(cart,web),app&q=a&sort=name`],
      ['app in (cart,web)', `${path}?l=app&q=a%20-%22b%20c%22&sort=name`],
      ['app', `${path}?l=app%20in%20(cart,web)&q=a%20-%22b%20c%22&sort=name`],
    ])
    for (const [, href] of active(page)) expect((await on.page(href!)).status).toBe(200)
  })

  test('without one there are none', async () => {
    expect(active(await on.page(`${on.cluster}/pods`))).toEqual([])
  })
})

describe('what the API server selects by', () => {
  test('a filter that it knows reads no more than it finds, on the page and in its stream', async () => {
    const noted = await site({ noting: true })
    onTestFinished(() => noted.stop())
    const q = named('label:KEY=VALUE restarts>=0')
    const page = await noted.page(`${noted.cluster}/pods?q=${encodeURIComponent(q)}&size=500`)
    expect(keys(page)).toEqual(await selected(named('KEY=VALUE')))
    const stream = page.html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
    const one = await streamed(noted.origin, stream.replaceAll('&amp;', '&'))
    await one.until(({ around }) => around.has('#live'))
    const read = noted.asked.filter(
      (path) => path.includes('/api/v1/pods?') && !path.endsWith('limit=1'),
    )
    expect(read.length).toBeGreaterThan(0)
    for (const path of read)
      expect(decodeURIComponent(path)).toContain(`labelSelector=${named('KEY=VALUE')}`)
  })

  test('an exact node is one of them', async () => {
    const noted = await site({ noting: true })
    onTestFinished(() => noted.stop())
    const every = rows(await list('-no-such-name')).map((row) => text(row, 'node'))
    const node = every.find(Boolean) ?? ''
    const path = `${noted.cluster}/pods?q=-node%3D${node}+label:${label.key}&size=500`
    expect(keys(await noted.page(path))).toEqual(
      await selected(label.key, `spec.nodeName!=${node}`),
    )
    const read = noted.asked.filter(
      (one) => one.includes('/api/v1/pods?') && !one.endsWith('limit=1'),
    )
    expect(read.length).toBeGreaterThan(0)
    for (const one of read)
      expect(decodeURIComponent(one)).toContain(`fieldSelector=spec.nodeName!=${node}`)
  })

  test('where all rows are held anyway nothing is read for it', async () => {
    const noted = await site({ noting: true })
    onTestFinished(() => noted.stop())
    await noted.page(`${noted.cluster}/pods?sort=-age`)
    const before = noted.asked.length
    const page = await noted.page(
      `${noted.cluster}/pods?q=${encodeURIComponent(named('label:KEY=VALUE'))}&size=500`,
    )
    expect(keys(page)).toEqual(await selected(named('KEY=VALUE')))
    const since = noted.asked.slice(before).filter((path) => path.includes('labelSelector'))
    expect(since).toEqual([])
  })

  test.each([
    ['label:KEY restarts>=0 -no-such-name', ''],
    ['label:KEY=VALUE -no-such-name -cart', ''],
    ['-label:KEY=VALUE cart', ''],
    ['label:no-such-label cart', ''],
    ['cart', `&l=${encodeURIComponent(steady)}`],
    ['cart', ''],
  ])(
    '%s: of how many these are is said the same, whether all rows are held or not',
    async (q, more) => {
      const noted = await site({ noting: true })
      onTestFinished(() => noted.stop())
      const path = `${noted.cluster}/pods?q=${encodeURIComponent(named(q))}${more}`
      const said = async () => {
        const { html } = await noted.page(path)
        return [html.querySelector('#count')?.text, html.querySelector('.empty p')?.text]
      }
      await steadily(async () => {
        const before = await said()
        expect(before[0]).toMatch(/^\d+(?: of \d+(?: with .+)?)?$/)
        await noted.page(`${noted.cluster}/pods?sort=name${more}`)
        expect(await said()).toEqual(before)
      })
    },
  )

  test('a status is taken in any case', async () => {
    const [small = [], large, rest = []] = await Promise.all(
      ['status=running', 'status=Running', 'status!=running'].map(async (q) => keys(await list(q))),
    )
    expect(small.length).toBeGreaterThan(0)
    expect(small).toEqual(large)
    expect(rest.filter((each) => small.includes(each))).toEqual([])
  })

  test('one that finds nothing says that nothing was selected', async () => {
    const page = await on.page(`${on.cluster}/pods?q=label:no-such-label%3Dx`)
    expect([page.status, total(page)]).toEqual([200, 0])
    expect(page.html.querySelector('.empty h2')?.text).toBe('No pods match')
  })
})
