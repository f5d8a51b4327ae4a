/** Beside the screen: on paper, by keyboard, without motion, and far down a list. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

const pod = '/c/demo/pods/data/postgres-0'

test('on paper stands the whole table, dark on white, and nothing that only a screen needs', async () => {
  await on.visit(
    async (page) => {
      await page.context().addCookies([{ name: 'pl_theme', value: 'dark', url: on.home }])
      await page.goto(`${on.home}/c/demo/pods`)
      await page.emulateMedia({ media: 'print' })
      for (const only of ['.bar', '.side', '.filters', '.under', '.x', '.pin', '.create', '#live'])
        expect(await page.isVisible(only), only).toBe(false)
      const rows = page.locator('#rows > tr')
      const sheet = await page.locator('#sheet').boundingBox()
      const last = await rows.last().boundingBox()
      expect(last!.y + last!.height).toBeLessThanOrEqual(sheet!.y + sheet!.height + 1)
      expect(last!.x + last!.width).toBeLessThanOrEqual(718)
      const status = await page.locator('#rows td.t-status').first().boundingBox()
      expect(status!.width, 'of all columns').toBeLessThan(sheet!.width / 3)
      const node = page.locator('#rows td[data-col="node"]').first()
      expect(await node.evaluate((one) => getComputedStyle(one).whiteSpace)).toBe('nowrap')
      expect(await page.locator('thead').evaluate((one) => getComputedStyle(one).display)).toBe(
        'table-header-group',
      )
      const [ink, paper] = await page.evaluate(() =>
        [
          getComputedStyle(document.body).color,
          getComputedStyle(document.body).backgroundColor,
        ].map((colour) => Math.max(...colour.match(/\d+/gu)!.slice(0, 3).map(Number))),
      )
      expect(ink).toBeLessThan(60)
      expect(paper).toBeGreaterThan(240)
      await page.goto(on.home + pod)
      for (const only of ['.bar', '.tabs', '.acts .btn', '.copy', '.under'])
        expect(await page.isVisible(only), only).toBe(false)
      expect(await page.isVisible('h1')).toBe(true)
    },
    { viewport: { width: 718, height: 1000 } },
  )
})

test('around the box in the bar stands one ring, and that is not cut', async () => {
  await on.visit(async (page) => {
    await page.goto(on.home + pod)
    await page.keyboard.press('Control+k')
    const [ring, inner] = await page.evaluate(() =>
      ['.bar .box', '.bar [data-run]']
        .map((each) => getComputedStyle(document.querySelector(each)!))
        .map(({ boxShadow, outlineColor }) => ({ boxShadow, outlineColor })),
    )
    expect(ring?.boxShadow).not.toBe('none')
    expect(inner?.outlineColor).toBe('rgba(0, 0, 0, 0)')
  })
})

/** Whether what has the focus shows it: a ring of its own, or of what stands around it. */
const ringed = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document
    if (at === null || at === document.body || at.id === 'main') return 'nowhere'
    const around = [at, at.nextElementSibling, at.parentElement].filter((one) => one !== null)
    const has = around.some((one) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
    })
    return has
      ? 'ringed'
      : `${at.localName} ${at.id} ${at.className} ${at.textContent.slice(0, 40)}`
  })

test.each([1280, 390])(
  'at %s px each stop of the tab key shows that it has the focus',
  async (width) => {
    await on.visit(
      async (page) => {
        for (const path of ['/c/demo/pods?q=cart', pod, '/c/demo/services/shop/storefront/logs']) {
          await page.goto(on.home + path)
          const seen = new Set<string>()
          for (let stop = 0; stop < 70; stop += 1) {
            await page.keyboard.press('Tab')
            seen.add(await ringed(page))
          }
          seen.delete('nowhere')
          expect([...seen], path).toEqual(['ringed'])
        }
      },
      { viewport: { width, height: 800 } },
    )
  },
)

test.each([1280, 800, 390])('at %s px the head of a long list stays in sight', async (width) => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      await page.locator('#rows > tr').last().scrollIntoViewIfNeeded()
      expect(await page.locator('#rows > tr').first().boundingBox()).toMatchObject({
        y: expect.toSatisfy((y: number) => y < 0),
      })
      const head = (await page.locator('thead th[data-col="name"]').boundingBox())!
      const bar = (await page.locator('.bar').boundingBox())!
      expect(head.y).toBeGreaterThanOrEqual(bar.y + bar.height - 1)
      expect(head.y + head.height).toBeLessThan(600)
    },
    { viewport: { width, height: 600 } },
  )
})

test('at half a screen the sidebar folds away, opens over the page, and all of a list is in sight', async () => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/persistentvolumes`)
      expect(await page.isVisible('.side')).toBe(false)
      const { over } = await page.$eval('#sheet', (one) => ({
        over: one.scrollWidth - one.clientWidth,
      }))
      expect(over).toBe(0)
      await page.click('.burger')
      await page.click('.side a[data-resource="pods"]')
      await page.waitForURL('**/c/demo/pods')
      await page.waitForSelector('.side', { state: 'hidden' })
    },
    { viewport: { width: 800, height: 700 } },
  )
})

test('who wants no motion sees none', async () => {
  await on.visit(
    async (page) => {
      await page.goto(on.home + pod)
      const moving = await page.evaluate(
        () =>
          [...document.querySelectorAll('*')].filter((one) => {
            const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one)
            return (
              transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior !== 'auto'
            )
          }).length,
      )
      expect(moving).toBe(0)
    },
    { reducedMotion: 'reduce' },
  )
})
