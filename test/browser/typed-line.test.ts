/** A form at hand: its field is ready to be typed over, and its kubectl line says what is typed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

test('by keys alone: from the page of an object to its number, typed over', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/recommend`)
    await page.click('.acts >> text=Scale')
    await page.waitForSelector('form[data-action=scale] [name=replicas]:focus')
    await page.keyboard.type('5')
    expect(await page.inputValue('[name=replicas]')).toBe('5')
    const line = page.locator('.cli code')
    expect(await line.textContent()).toMatch(/--replicas=5$/)
    expect(await page.getAttribute('.cli .copy', 'data-copy')).toMatch(/--replicas=5$/)
    await page.keyboard.type('x')
    expect(await line.textContent()).toMatch(/--replicas=5$/)
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
    expect(await page.locator('[role=alert]').count()).toBe(1)
    await page.waitForSelector('[name=replicas]:focus')
    expect(await line.textContent()).not.toContain('5x')
  })
})

test('an image in the line is a word of a shell', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/recommend/image`)
    const field = page.locator('form[data-action=image] [name^="image."]').first()
    await field.fill('a;b:1')
    expect(await page.textContent('.cli code')).toContain("'a;b:1'")
  })
})

test('what was done is said on its own page, and not on the next one', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/recommend/labels`)
    await page.click('form[data-action=labels] button')
    await page.waitForSelector('.did')
    await page.click('#sidebar [data-resource=pods]')
    await page.waitForSelector('#main[data-at=pods]')
    await page.waitForSelector('.did', { state: 'detached' })
  })
})
