/** What stands on an object's page at once where there are no scripts, and costs nothing where there are. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open('/a/b')
})
afterAll(() => on?.close())

const at = '/c/demo/deployments.apps/shop/recommend'

test('without scripts its conditions and its events, which lead on from the whole page', async () => {
  await on.visit(
    async (page) => {
      await page.goto(on.home + at)
      expect(await page.locator('h2:has-text("Conditions")').count()).toBe(1)
      const events = page.frameLocator('iframe[title="Events"]')
      await events.locator('.events li').first().waitFor()
      await events.locator('.events li a').first().click()
      await page.waitForURL(/\/c\/demo\/(?:pods|replicasets\.apps)\/shop\//)
      expect(await page.locator('h1').count()).toBe(1)
    },
    { javaScriptEnabled: false },
  )
})

test('with scripts no frame is asked for, however the page is reached', async () => {
  await on.visit(async (page) => {
    const framed: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('embed=')) framed.push(request.url())
    })
    const shown = () => page.locator('#object .events li').first().waitFor()
    await page.goto(on.home + at)
    await shown()
    await page.goto(`${on.home}/c/demo/deployments.apps?ns=shop`)
    await page.click('#rows [data-col=name] a:text-is("recommend")')
    await page.waitForURL(/recommend$/)
    await shown()
    await page.click('.tabs a:text("YAML")')
    await page.waitForURL(/yaml$/)
    await page.goBack()
    await shown()
    expect(framed).toEqual([])
    expect(await page.locator('iframe').count()).toBe(0)
  })
})
