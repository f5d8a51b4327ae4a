/** Sort, filter and pages: always over every object, never over what happens to be shown. */
import type { HTMLElement } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { items } from '../support/api.ts'
import { keys, rows, text, total } from '../support/rows.ts'
import { untouched } from '../support/selected.ts'
import { type Site, site } from '../support/site.ts'
import { keyOf as shownKey, streamed } from '../support/streamed.ts'

let on: Site
let every: readonly string[]

beforeAll(async () => {
  on = await site()
  every = (await items(`/api/v1/pods?labelSelector=${untouched}`)).map(
    ({ metadata }) => `${metadata.namespace}/${metadata.name}`,
  )
})
afterAll(() => on?.stop())

const list = (search: string) => on.page(`${on.cluster}/pods?l=${untouched}&${search}`)

/** Every page of a list, by its own links to the next. */
async function turned(search: string): Promise<readonly HTMLElement[]> {
  const found: HTMLElement[] = []
  let path: string | undefined = `${on.cluster}/pods?l=${untouched}&${search}`
  while (path !== undefined) {
    const page = await on.page(path)
    expect(page.status).toBe(200)
    found.push(...rows(page))
    path = page.html.querySelector('a[rel="next"]')?.getAttribute('href')?.replaceAll('&amp;', '&')
  }
  return found
}

const keyOf = (row: HTMLElement) => row.getAttribute('data-key') ?? ''

test('pages of four, turned by their links, hold every object once in the server’s order', async () => {
  expect(every.length).toBeGreaterThan(8)
  expect((await turned('size=4')).map(keyOf)).toEqual(every)
})

/** What a column sorts by, read from the cell. */
const values: Readonly<Record<string, (row: HTMLElement) => string | number>> = {
  name: (row) => text(row, 'name'),
  namespace: (row) => text(row, 'namespace'),
  status: (row) => text(row, 'status'),
  node: (row) => text(row, 'node'),
  restarts: (row) => Number.parseInt(text(row, 'restarts'), 10),
  ready: (row) => {
    const [ready = '', of = ''] = text(row, 'ready').split('/')
    return of === '0' ? 1 : Number(ready) / Number(of)
  },
  // The youngest first: the smallest age is the latest instant.
  age: (row) =>
    -Date.parse(row.querySelector('td[data-col="age"] time')!.getAttribute('datetime')!),
}

describe.each(Object.keys(values))('sorted by %s', (column) => {
  const value = values[column]!
  for (const sign of ['', '-']) {
    test(`${sign === '' ? 'upward' : 'downward'}: over all pages, empty last, ties by key`, async () => {
      const all = await turned(`size=7&sort=${sign}${column}`)
      expect(all.map(keyOf).toSorted()).toEqual(every.toSorted())
      const wanted = all.toSorted((a, b) => {
        const [left, right] = [value(a), value(b)]
        if (left === right) return keyOf(a) < keyOf(b) ? -1 : 1
        if (left === '' || right === '') return left === '' ? 1 : -1
        return (left < right ? -1 : 1) * (sign === '' ? 1 : -1)
      })
      expect(all.map(keyOf)).toEqual(wanted.map(keyOf))
    })
  }
})

test('a page beyond the last is the last, and says so', async () => {
  const page = await list(`size=7&page=99999&sort=name`)
  expect(page.status).toBe(200)
  expect(rows(page).length).toBe(every.length % 7 || 7)
  const last = Math.ceil(every.length / 7)
  const note = page.html.querySelector('.note')
  expect(note?.text).toContain(`page was left out: there are only ${last} pages`)
  const led = await on.page(
    note?.querySelector('a')?.getAttribute('href')?.replaceAll('&amp;', '&') ?? '',
  )
  expect(rows(led).map(keyOf)).toEqual(rows(page).map(keyOf))
  expect(led.html.querySelector('.note')).toBeNull()
  expect(page.html.querySelector('#pager')?.text).toContain('there is no page 99,999')
})

test('the head says which way it is sorted, and leads the other way', async () => {
  const page = await list('sort=age')
  const head = page.html.querySelector('th[data-col="age"]')
  expect(head?.getAttribute('aria-sort')).toBe('ascending')
  expect(head?.querySelector('a')?.getAttribute('href')).toBe(
    `${on.cluster}/pods?l=${untouched}&sort=-age`,
  )
})

describe('filters', () => {
  test('words look through every namespace and name, over all pages', async () => {
    const [word = ''] = every[every.length - 1]!.split('/')[1]!.split('-')
    const wanted = every.filter((key) => key.includes(word))
    const page = await list(`q=${word}&size=500`)
    expect(keys(page)).toEqual(wanted)
    expect(total(page)).toBe(wanted.length)
    const without = await list(`q=-${word}&size=500`)
    expect(keys(without)).toEqual(every.filter((key) => !key.includes(word)))
  })

  test('a field is compared', async () => {
    const page = await list('q=restarts%3E0&size=500')
    expect(rows(page).length).toBeGreaterThan(0)
    expect(rows(page).length).toBeLessThan(every.length)
    for (const row of rows(page))
      expect(Number.parseInt(text(row, 'restarts'), 10)).toBeGreaterThan(0)
  })

  test('a status chip shows that state alone, and the chips’ numbers add up to what is there', async () => {
    const page = await list('status=failing&size=500')
    expect(rows(page).length).toBeGreaterThan(0)
    for (const row of rows(page)) {
      expect(row.querySelector('[data-col="status"] [data-tone]')?.getAttribute('data-tone')).toBe(
        'bad',
      )
    }
    const chip = page.html.querySelector('a.chip[href*="status"], a.chip[aria-current]')
    expect(chip).not.toBeNull()
    const failing = page.html.querySelectorAll('a.chip').find((one) => one.text.includes('Failing'))
    expect(failing?.querySelector('b')?.text).toBe(String(rows(page).length))
  })

  test('several namespaces are joined: all of each, nothing else', async () => {
    const [first = '', second = ''] = [...new Set(every.map((key) => key.split('/')[0]))]
    expect(second).not.toBe('')
    const page = await list(`ns=${second},${first}&size=500`)
    const wanted = every.filter((key) => [first, second].includes(key.split('/')[0]!))
    expect(keys(page)).toEqual(wanted)
    expect(total(page)).toBe(wanted.length)
    const one = await list(`ns=${first}&size=500`)
    expect(one.html.querySelector('th[data-col="namespace"]')).toBeNull()
    expect(keys(one)).toEqual(every.filter((key) => key.startsWith(`${first}/`)))
  })

  test('selectors narrow on the server', async () => {
    const [key = ''] = every
    const page = await list(`fs=metadata.name%3D${key.split('/')[1]}`)
    expect(keys(page)).toEqual(every.filter((one) => one.split('/')[1] === key.split('/')[1]))
    const none = await on.page(`${on.cluster}/pods?l=no-such-label%3Dx`)
    expect([none.status, total(none)]).toEqual([200, 0])
    expect(none.html.querySelector('.empty a')?.text).toContain('Clear the filters')
  })

  test('filtered to nothing says how many there are, and the way back', async () => {
    const page = await list('q=no-pod-is-called-so')
    expect(page.status).toBe(200)
    expect(page.html.querySelector('.empty')?.text).toContain(`${every.length} are there`)
    expect(page.html.querySelector('.empty a')?.getAttribute('href')).toBe(`${on.cluster}/pods`)
  })
})

test('columns can be chosen, in the order asked', async () => {
  const page = await list('cols=age,name,ip&size=3')
  const heads = page.html
    .querySelectorAll('th[data-col]')
    .map((head) => head.getAttribute('data-col'))
  expect(heads).toEqual(['age', 'name', 'ip'])
})

test('where reading all rows takes long a browser’s page says so at once, and its stream brings them in order', async () => {
  const { promise: read, resolve: release } = Promise.withResolvers<void>()
  const before = async (path: string) =>
    /sendInitialEvents|limit=500/.test(path) ? read : undefined
  const slow = await site({ before })
  onTestFinished(() => slow.stop())
  const path = `${slow.cluster}/pods?l=${untouched}&sort=-name&size=400`
  const page = await slow.page(path, { headers: { 'sec-fetch-dest': 'document' } })
  expect([page.status, rows(page).length]).toEqual([200, 0])
  expect(page.html.querySelector('#empty h2')?.text).toBe('Reading all pods')
  const again = (of: typeof page) =>
    of.html
      .querySelectorAll('noscript')
      .filter((each) => /http-equiv="refresh"/.test(each.innerHTML))
  expect(again(page)).toHaveLength(1)
  const few = await slow.page(`${path}&q=restarts>0`, { headers: { 'sec-fetch-dest': 'document' } })
  expect(few.html.querySelector('#empty h2')?.text).toBe('Reading all pods')
  expect(few.html.querySelector('table')?.getAttribute('data-total')).toBeUndefined()
  const address = page.html.querySelector('#stream')!.getAttribute('hx-sse:connect')!
  const one = await streamed(slow.origin, address.replaceAll('&amp;', '&'))
  release()
  await one.until(({ rows: all }) => all.length > 0)
  // A pod may go or come meanwhile, as on any cluster that lives.
  const both = async () => [one.rows.map(shownKey), keys(await slow.page(path))]
  const differ = async () => new Set((await both()).map((all) => all.join())).size > 1
  await expect.poll(differ, { timeout: 20_000 }).toBe(false)
  expect(one.rows.length).toBeGreaterThan(0)
  const whole = await slow.page(path)
  expect(one.around.get('#empty')).toBe('')
  expect(again(whole)).toHaveLength(0)
})
