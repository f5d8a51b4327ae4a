/** Where a group of events leads: to its events, and to no other namespaces on the pages after it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { happens } from '../support/happened.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'
import { targetName } from '../support/target.ts'

const word = `led-${process.pid}`
let ns = 'shop'
let on: Site
beforeAll(async () => {
  on = await site()
  if (targetName === 'real') ns = await ownNamespace('events-led')
  for (const name of ['cart-7d9c8b5f6d-x2x4z', 'cart-7d9c8b5f6d-b5b6b'])
    await happens(ns, { reason: 'BackOff', name, message: word })
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(ns)
})

test.each(['', 'web,'])(
  'a group of %sone namespace is narrowed to it by its filter alone',
  async (beside) => {
    const shown = beside === '' ? null : `${beside}${ns}`
    const page = await on.page(
      `${on.cluster}/events?q=${word}${shown === null ? '' : `&ns=${shown}`}`,
    )
    const link =
      page.html.querySelector('#rows td[data-col="reason"] a')?.getAttribute('href') ?? ''
    const href = link.replaceAll('&amp;', '&')
    const { searchParams } = new URL(href, on.origin)
    expect(searchParams.get('ns')).toBe(shown)
    expect(searchParams.get('q')).toContain(` ns=${ns}`)
    const each = await on.page(href)
    expect(each.html.querySelectorAll('#rows > tr')).toHaveLength(2)
    expect(each.headers['set-cookie']?.[0] ?? '').not.toMatch(new RegExp(`:${ns}(:|$|;)`))
  },
)

test('each on its own, the one that was seen last comes first, as on an object’s page', async () => {
  const page = await on.page(`${on.cluster}/events?ns=${ns}&group=none`)
  const seen = page.html
    .querySelectorAll('#rows td[data-col="last-seen"] time')
    .map((time) => Date.parse(time.getAttribute('datetime') ?? ''))
  expect(seen.length).toBeGreaterThan(1)
  expect(seen).toEqual(seen.toSorted((a, b) => b - a))
})

test('nobody is offered to make one by hand', async () => {
  const { html } = await on.page(`${on.cluster}/events?ns=${ns}&group=none`)
  expect(html.querySelector('table[data-resource="events"]')).not.toBeNull()
  expect(html.querySelector('a.create')).toBeNull()
})
