/** An object's page that lives in the browser: it changes in place, and outlives its object. */
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { type Event, lastSeen } from '../../src/views/event.ts'
import { at, mark, staged, streams } from './live-page.ts'

const its = staged()

const key = 'shop/cart'
const path = `/c/demo/configmaps/${key}`
const eventAt = ({ metadata: { namespace, name } }: Event) =>
  `/api/v1/namespaces/${namespace}/events/${name}`
const labelled = (value: string) =>
  its.behind.patch(at(key), { metadata: { labels: { seen: value } } })
const tag = (page: Page, value: string) => page.locator('#object', { hasText: `seen=${value}` })

test('a change comes in place: what is open stays open, focus and scroll stay', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.on.home + path)
      await mark(page, 'live')
      await page.evaluate(() => {
        for (const one of document.querySelectorAll<HTMLDetailsElement>('#object details'))
          one.open = !one.open
        document.querySelector<HTMLElement>('#object a')?.focus()
        for (const one of document.querySelectorAll('html, main')) one.scrollTop = 90
      })
      const seen = () =>
        page.evaluate(() => ({
          open: [...document.querySelectorAll<HTMLDetailsElement>('#object details')].map(
            (one) => one.open,
          ),
          focus: document.activeElement?.textContent,
          scrolled: [...document.querySelectorAll('html, main')].map((one) => one.scrollTop),
        }))
      const before = await seen()
      expect(Math.max(...before.scrolled)).toBeGreaterThan(0)
      for (const value of ['one', 'two']) {
        await labelled(value)
        await tag(page, value).waitFor()
      }
      expect(await seen()).toEqual(before)
    },
    { viewport: { width: 900, height: 260 } },
  )
})

test('its tabs are pages of their own, each with one stream', async () => {
  await its.on.visit(async (page) => {
    const seen = streams(page)
    await page.goto(its.on.home + path)
    await mark(page, 'live')
    for (const part of ['yaml', 'events']) {
      await page.click(`main a[href$="/${part}"]`)
      await page.waitForURL(`**/${part}`)
      await mark(page, 'live')
      await expect.poll(seen.open).toBe(1)
    }
    await page.goto(`${its.on.home}${path}/yaml`)
    await mark(page, 'live')
    await labelled('in-yaml')
    await page.locator('main', { hasText: 'seen: in-yaml' }).waitFor()
  })
})

test('one that is deleted says so, claims no life, and stays readable', async () => {
  await its.on.visit(async (page) => {
    await page.goto(its.on.home + path)
    await mark(page, 'live')
    await labelled('last')
    await tag(page, 'last').waitFor()
    await its.behind.remove(at(key))
    await page.locator('main', { hasText: 'It has been deleted.' }).waitFor()
    expect(await tag(page, 'last').count()).toBe(1)
    expect(await page.locator('#live[data-live="live"]').count()).toBe(0)
  })
})

/** A pod's newest event, and one of its others. */
async function twoEvents(page: Page) {
  const answer = await page.request.get(`${its.on.home}/c/demo/events?as=json&q=kind%3DPod`)
  const { items } = (await answer.json()) as { readonly items: readonly Event[] }
  const told = Map.groupBy(items, ({ involvedObject: of }) => `${of?.namespace}/${of?.name}`)
  const [about = '', of = []] = [...told].find(([, all]) => all.length > 1) ?? []
  const [marked, other] = of.toSorted((a, b) => (lastSeen(a) < lastSeen(b) ? 1 : -1))
  if (!marked || !other) throw new Error('no pod of the demo has two events')
  return { about, marked, other }
}

for (const part of ['', '/events'])
  test(`what is marked of an event to copy it stays marked while others come: ${part || 'beside the object'}`, async () => {
    await its.on.visit(async (page) => {
      const { about, marked, other } = await twoEvents(page)
      await page.goto(`${its.on.home}/c/demo/pods/${about}${part}`)
      await mark(page, 'live')
      const said = (hasText: string) => page.locator('.events li', { hasText })
      const words = `it came between, on the page ${part}`
      const message = said(marked.message ?? '').locator('.soft')
      await message.evaluate((one) => getSelection()?.selectAllChildren(one))
      const before = await page.evaluate(() => String(getSelection()))
      await its.behind.patch(eventAt(other), {
        message: words,
        lastTimestamp: new Date().toISOString(),
      })
      await said(words).waitFor()
      expect(before).toBe(marked.message)
      expect(await page.evaluate(() => String(getSelection()))).toBe(before)
    })
  })
