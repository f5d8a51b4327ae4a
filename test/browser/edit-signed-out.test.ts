/** A session that ends while somebody types: said at once, and what was typed goes through signing in again. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boss, type House, house } from '../auth/house.ts'
import { open, type Window } from '../support/browser.ts'
import { broken, mark, visible } from './live-page.ts'

let site: House
let on: Window
beforeAll(async () => {
  site = await house()
  site.reset()
  on = await open('', Promise.resolve(site.program))
})
afterAll(async () => {
  await on?.close()
  await site?.stop()
})

test('the page stays with what was typed, and says so; after signing in it is sent again', async () => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/shop/configmaps/shop/cart/edit`)
      await page.fill('input[name="token"]', boss)
      await page.keyboard.press('Enter')
      await mark(page, 'live')
      const text = await page.inputValue('#text')
      const typed = text.replace('data:\n', 'data:\n  COLOUR: blue\n')
      await page.fill('#text', typed)
      await page.context().clearCookies()
      await visible(page, false)
      await visible(page, true)
      await page.waitForSelector('#meanwhile .note:has-text("You are signed out")')
      expect(await page.inputValue('#text')).toBe(typed)
      await page.click('button[value="review"]')
      await page.fill('input[name="token"]', boss)
      await page.keyboard.press('Enter')
      await page.click('button:has-text("Send it again")')
      await page.waitForSelector('.diff .come:has-text("COLOUR: blue")')
    },
    {},
    broken,
  )
})
