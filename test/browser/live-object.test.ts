/** An object's page that lives in the browser: it changes in place, and outlives its object. */
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { at, mark, staged, streams } from './live-page.ts'

const its = staged()

const key = 'shop/cart'
const path = `/c/demo/configmaps/${key}`
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
