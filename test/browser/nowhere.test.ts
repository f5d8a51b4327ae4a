/** A click that nothing answers: it is said, and the page that one has is kept. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

test.each([
  ['the sidebar', '#sidebar a[data-resource="nodes"]', '**/c/demo/nodes'],
  ['a head', 'th[data-col="age"] a', '**/c/demo/pods?sort=age'],
])('a click in %s that leads nowhere says so', async (_, where, address) => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      await page.route(address, (route) => route.abort('internetdisconnected'))
      await page.click(where)
      await page.waitForSelector('.did[role="alert"]:has-text("Nothing answers")')
      expect(await page.locator('table[data-resource="pods"] #rows > tr').count()).toBeGreaterThan(
        0,
      )
      await page.unroute(address)
      await page.click(where)
      await page.waitForSelector('.did', { state: 'detached' })
      await page.waitForURL(address)
    },
    {},
    /Failed to load resource|Failed to fetch/,
  )
})
