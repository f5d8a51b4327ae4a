/** The pages of a log: through all of it by links, and the link of a line. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { items } from '../support/api.ts'
import { type Page, type Site, site } from '../support/site.ts'

let on: Site
let pod: string
beforeAll(async () => {
  on = await site()
  const all = await items('/api/v1/namespaces/shop/pods')
  // One that says little: a page takes longer to read than a line to come.
  pod = all.find(({ metadata }) => metadata.name.startsWith('cart'))!.metadata.name
})
afterAll(() => on?.stop())

const logs = (query = '', of = `pods/shop/${pod}`) => `${on.cluster}/${of}/logs${query}`
const times = ({ html }: Page) =>
  html.querySelectorAll('#lines [data-at]').map((line) => line.getAttribute('data-at')!)
const ids = ({ html }: Page) => html.querySelectorAll('#lines > div').map(({ id }) => id)
const hrefOf = ({ html }: Page, selector: string) =>
  html.querySelector(selector)?.getAttribute('href')

/** The pages from one on, as a link of each leads to the next. */
async function walk(first: string, link: string): Promise<readonly Page[]> {
  const pages: Page[] = []
  for (
    let next: string | undefined = first;
    next !== undefined;
    next = hrefOf(pages.at(-1)!, link)
  ) {
    pages.push(await on.page(next))
    expect(pages.length).toBeLessThan(40)
  }
  return pages
}

/** A log's lines up to the last of these, and these, by their times: from where on no pod's oldest were rotated away. */
async function both(of: string, seen: readonly string[]) {
  const { body } = await on.ask(logs(`?as=ndjson&download=1&to=${seen.at(-1)}`, of))
  const all = body
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { time: string; pod: string })
  const firsts = [...Map.groupBy(all, ({ pod: who }) => who).values()].map(([first]) => first!.time)
  const since = firsts.toSorted().at(-1)!
  // Another pod may still write what it dates before the last of these.
  const until = new Date(Date.parse(seen.at(-1)!) - 15_000).toISOString()
  const kept = (some: readonly string[]) => some.filter((time) => time >= since && time < until)
  expect(kept(seen).length).toBeGreaterThan(100)
  return [kept(seen), kept(all.map(({ time }) => time).toSorted())]
}

describe.each([
  ['of a pod', () => `pods/shop/${pod}`, 400],
  ['of a workload', () => 'deployments.apps/shop/cart', 1000],
])('the pages of a log %s', (_name, address, size) => {
  test('lead from its start to its end, no line lost or twice', async () => {
    const of = address()
    const pages = await walk(logs(`?head=${size}`, of), '#log-later')
    const all = pages.flatMap(ids)
    expect(new Set(all).size).toBe(all.length)
    const seen = pages.flatMap(times)
    expect(seen).toEqual(seen.toSorted())
    const [shown, said] = await both(of, seen)
    expect(shown).toEqual(said)
    expect(hrefOf(pages[0]!, '#log-earlier')).toBeUndefined()
    // It ends where the log does: from there on it is followed.
    expect(pages.map(({ html }) => html.querySelector('#stream') !== null)).toEqual(
      pages.map((_, at) => at === pages.length - 1),
    )
  })

  test('and from its end to its start, the same lines', async () => {
    const of = address()
    const pages = (await walk(logs(`?tail=${size}`, of), '#log-earlier')).toReversed()
    const all = pages.flatMap(ids)
    expect(new Set(all).size).toBe(all.length)
    const seen = pages.flatMap(times)
    const [shown, said] = await both(of, seen)
    expect(shown).toEqual(said)
  })
})

test('what is filtered is paged, too', async () => {
  const forth = await walk(logs('?q=GET&head=300'), '#log-later')
  const back = await walk(logs('?q=GET&tail=300'), '#log-earlier')
  const [a, b] = [forth.flatMap(ids), back.toReversed().flatMap(ids)]
  expect(new Set(b).size).toBe(b.length)
  // The oldest may be rotated away between the two, and new ones come.
  const common = a.slice(a.indexOf(b[0]!))
  expect(common.length).toBeGreaterThan(100)
  expect(b.slice(0, common.length)).toEqual(common)
})

describe('the link of a line', () => {
  test('is the log around it, still, with the line marked', async () => {
    const from = await on.page(logs('?q=GET&level=info&tail=40'))
    const link = from.html.querySelectorAll('#lines a[data-at]').at(10)!
    const href = link.getAttribute('href')!
    expect(href).not.toContain('q=')
    const [query, id] = href.replaceAll('&amp;', '&').split('#')
    const page = await on.page(logs(query))
    const marked = page.html.querySelectorAll('#lines [aria-current]')
    expect(marked.map((one) => one.id)).toEqual([id])
    const at = ids(page).indexOf(id!)
    expect([at > 0, at < ids(page).length - 1]).toEqual([true, true])
    expect(page.html.querySelector('#stream')).toBeNull()
    expect(page.html.querySelector('.log-at')?.text).toContain('Lines around')
    const [follow, back] = page.html
      .querySelectorAll('.log-at a')
      .map((one) => [one.text, one.getAttribute('href')!.replace(/^[^?]*/, '')])
    expect(follow).toEqual(['Follow from here', expect.stringMatching(/^\?tail=40&head=40&from=/)])
    expect(back).toEqual(['Back to the end', '?tail=40'])
    const there = await on.page(logs(follow![1]!.replaceAll('&amp;', '&')))
    expect(times(there)[0]).toBe(marked[0]!.querySelector('[data-at]')!.getAttribute('data-at'))
  })

  test('a filter looks around the same line, and the page says from when its lines are', async () => {
    const all = times(await on.page(logs('?tail=60')))
    const page = await on.page(logs(`?at=${all[20]}&until=${all[25]}&tail=40`))
    const kept = (name: string) =>
      page.html.querySelector(`.log-controls [name="${name}"]`)?.getAttribute('value')
    expect([kept('at'), kept('until')]).toEqual([all[20], all[25]])
    const [day, first] = [all[0]!.slice(0, 10), times(page)[0]!.slice(11, 19)]
    expect(page.html.querySelector('.under')?.text).toContain(`${day} ${first} to `)
  })

  test('says so when the line is gone', async () => {
    const page = await on.page(logs('?at=2020-01-01T00:00:00.123456789Z'))
    const said = page.html.querySelector('.log-at[role="alert"]')
    expect(said?.text).toContain('2020-01-01 00:00:00.123 UTC is not in the log any more')
    const filtered = await on.page(logs('?at=2020-01-01T00:00:00.123456789Z&q=GET'))
    expect(filtered.html.querySelector('.log-at')?.text).toContain('does not match this filter, or')
    const typed = await on.page(logs('?at=2020-01-01T00:00Z'))
    expect(typed.html.querySelector('.log-at')?.getAttribute('role')).toBeUndefined()
  })

  test('marks a stretch that ends at another line', async () => {
    const all = times(await on.page(logs('?tail=60')))
    const [at, until] = [all[20]!, all[29]!]
    const page = await on.page(logs(`?at=${at}&until=${until}`))
    expect(page.html.querySelectorAll('#lines [aria-current]').length).toBe(10)
  })
})

test('the start of a log is read without the rest of it', async () => {
  const page = await on.page(logs('?head=5'))
  expect(times(page).length).toBe(5)
  const [earlier, later] = ['#log-earlier', '#log-later'].map((id) => hrefOf(page, id))
  expect([earlier, later]).toEqual([undefined, expect.stringContaining('from=')])
})
