/** The log of a workload: of all its pods at once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { items } from '../support/api.ts'
import { parse } from 'node-html-parser'
import { type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'

let on: Site
let pod: string
beforeAll(async () => {
  on = await site()
  const all = await items('/api/v1/namespaces/shop/pods')
  pod = all.find(({ metadata }) => metadata.name.startsWith('cart'))!.metadata.name
})
afterAll(() => on?.stop())

const logs = (query = '', of = `pods/shop/${pod}`) => `${on.cluster}/${of}/logs${query}`
const text = async (query: string, of?: string) =>
  (await on.ask(logs(query, of), { headers: { accept: '*/*' } })).body
const lines = (body: string) => body.split('\n').filter((line) => line !== '')
const inTime = (a = '', b = '') => (a < b ? -1 : a > b ? 1 : 0)
const noAges = (line: string) => line.replace(/^\S+Z /, '')

describe('of a workload', () => {
  test('raw are the lines that the page shows', async () => {
    const of = 'deployments.apps/shop/cart'
    // Up to an instant: what comes between two questions is in neither answer.
    const before = await on.page(logs('?q=GET&tail=30', of))
    const to = before.html.querySelectorAll('#lines [data-at]').at(-1)!.getAttribute('data-at')!
    const page = await on.page(logs(`?q=GET&tail=30&to=${to}`, of))
    const href = page.html.querySelector('#log-raw')!.getAttribute('href')!
    const said = lines((await on.ask(href.replaceAll('&amp;', '&'))).body)
    expect(said.length).toBe(page.html.querySelectorAll('#lines > div').length)
    for (const line of said) expect(line).toContain('GET')
  })

  test('in the stream what matches brings the lines around it', async () => {
    const of = 'deployments.apps/shop/cart'
    const address = logs('?q=GET&context=2&watch=0', of)
    const one = await streamed(on.origin, address)
    const come = () => one.said.map(({ data }) => data).join('')
    await one.until(() => come().includes('data-beside'))
    one.close()
    const found = parse(come()).querySelectorAll('div[id]')
    for (const line of found)
      expect([line.id, line.text.includes('GET')]).toEqual([
        line.id,
        !line.hasAttribute('data-beside'),
      ])
  })

  test('a number of lines as text are those of the page, in the order of their times', async () => {
    const of = 'deployments.apps/shop/cart'
    const page = await on.page(logs('?tail=40', of))
    const shown = page.html
      .querySelectorAll('#lines [data-at]')
      .map((one) => one.getAttribute('data-at')!)
    const [from, to] = [shown.at(5)!, shown.at(-9)!]
    const said = lines(await text(`?from=${from}&to=${to}&tail=100&timestamps=utc`, of))
    expect(said.map((line) => line.split(' ')[0])).toEqual(
      shown.filter((time) => time >= from && time <= to),
    )
    const first = lines(await text('?head=5&timestamps=utc', of)).map((line) => line.slice(0, 30))
    expect(first.length).toBeGreaterThanOrEqual(5)
    expect(first).toEqual(first.toSorted(inTime))
  })

  test('lines of all its pods stand in the order of their times, each with its pod', async () => {
    const page = await on.page(logs('?tail=40', 'deployments.apps/shop/cart'))
    const found = page.html.querySelectorAll('#lines > div')
    const pods = new Set(found.map((line) => line.querySelector('b')?.getAttribute('title')))
    expect(pods.size).toBeGreaterThan(1)
    const times = found.map((line) => line.querySelector('[data-at]')?.getAttribute('data-at'))
    expect(times).toEqual(times.toSorted(inTime))
    expect(page.html.querySelectorAll('select[name="pod"] option').length).toBe(pods.size + 1)
  })

  test('one of its pods is chosen by its name', async () => {
    const said = lines(await text(`?tail=3&pod=${pod}`, 'deployments.apps/shop/cart'))
    const alone = lines(await text('?tail=30'))
    expect(said.length).toBeGreaterThan(0)
    for (const line of said) expect(alone.map(noAges)).toContain(noAges(line))
  })

  test('what has no log says so', async () => {
    const page = await on.page(logs('', 'configmaps/shop/cart'))
    expect([page.status, page.html.querySelector('main')?.text]).toEqual([
      404,
      expect.stringContaining('no log'),
    ])
  })
})
