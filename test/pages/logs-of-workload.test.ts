/** The log of a workload: of all its pods at once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { items } from '../support/api.ts'
import { type Site, site } from '../support/site.ts'

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
  test('a number of lines as text are those of the page, in the order of their times', async () => {
    const of = 'deployments.apps/shop/cart'
    const page = await on.page(logs('?tail=40', of))
    const shown = page.html.querySelectorAll('#lines [data-at]')
    const [from, to] = [shown.at(5)!, shown.at(-5)!].map((one) => one.getAttribute('data-at')!)
    const said = lines(await text(`?from=${from}&to=${to}&tail=100&timestamps=utc`, of))
    expect(said.map((line) => line.split(' ')[0])).toEqual(
      shown.slice(5, -4).map((one) => one.getAttribute('data-at')),
    )
    const first = lines(await text('?head=5&timestamps=utc', of)).map((line) => line.slice(0, 30))
    expect([first.length, first]).toEqual([5, first.toSorted(inTime)])
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
