/** On a phone a list sorts, exports and chooses columns as it does elsewhere, and nothing of it lies beside the screen. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

const phone = { viewport: { width: 390, height: 800 } }
let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

/** From its left edge to its right one; null where it is not shown. */
async function span(page: Page, selector: string): Promise<readonly [number, number] | null> {
  const box = await page.locator(selector).first().boundingBox()
  return box && [box.x, box.x + box.width]
}
async function expectInside(page: Page, selector: string): Promise<void> {
  const [left, right] = (await span(page, selector)) ?? [-1, Infinity]
  expect(left, selector).toBeGreaterThanOrEqual(0)
  expect(right, selector).toBeLessThanOrEqual(phone.viewport.width)
}

test.each([true, false])('a tap on a head sorts by it; scripts: %s', async (javaScriptEnabled) => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      await page.click('th[data-col="restarts"] a')
      await page.waitForURL('**?sort=restarts')
      await page.waitForSelector('th[data-col="restarts"][aria-sort="ascending"]')
      await expectInside(page, 'th[data-col="restarts"]')
      const [, end] = (await span(page, 'th[data-col="restarts"]')) ?? [0, Infinity]
      const [name = 0] = (await span(page, 'th[data-col="name"]')) ?? []
      expect(end).toBeLessThanOrEqual(name)
      await expectInside(page, '#rows td[data-col="restarts"]')
      expect(await span(page, '#rows td[data-col="node"]')).toBeNull()
      await page.click('th[data-col="restarts"] a')
      await page.waitForURL('**?sort=-restarts')
    },
    { ...phone, javaScriptEnabled },
  )
})

test('columns and forms to take away are within reach, and all rows are selected by one box', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/pods?q=cart`)
    await page.click('summary:has-text("Columns")')
    await page.waitForSelector('#columns .ticks')
    await expectInside(page, '#columns')
    await page.keyboard.press('Escape')
    await page.click('summary:has-text("Export")')
    await expectInside(page, '.out a:text-is("JSON")')
    await expectInside(page, '.out a:text-is("Markdown")')
    const wide = await page.evaluate(() => document.scrollingElement?.scrollWidth)
    expect(wide).toBe(phone.viewport.width)
    await page.keyboard.press('Escape')
    expect(await page.locator('.under .cli:visible, #pager:visible').count()).toBe(1)
    await page.click('#all')
    expect(await page.locator('#rows .x :checked').count()).toBe(
      await page.locator('#rows > tr').count(),
    )
    await expectInside(page, '#bulk')
  }, phone)
})

test('what can be done to the selected rows does not move while the focus leaves them', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/pods`)
    await page.locator('#rows .x input').nth(1).check()
    const bar = page.locator('#bulk')
    await bar.waitFor()
    const before = await bar.boundingBox()
    await bar.getByRole('button', { name: 'Clear' }).focus()
    expect(await bar.boundingBox()).toEqual(before)
    // As wide as it was when an instant in the foot made a second line of it.
    expect(await page.locator('#instant').textContent()).toBe('')
  }, phone)
})
