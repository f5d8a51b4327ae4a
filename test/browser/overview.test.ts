/** The overview in a browser: live over one stream, what is mended goes, what is open and where the focus is stays. */
import { expect, test } from 'vitest'
import { mark, staged, streams } from './live-page.ts'

const its = staged()
const path = '/c/demo'
const quota = '/api/v1/namespaces/shop/resourcequotas/team'
const job = '/apis/batch/v1/namespaces/shop/jobs/migrate-orders'

test('what is mended goes from the page, and everything else stays as it is', async () => {
  await its.on.visit(
    async (page) => {
      const seen = streams(page)
      await page.goto(its.on.home + path)
      await mark(page, 'live')
      expect(seen.open()).toBe(1)
      const entry = (name: string) => page.locator('#troubles li', { hasText: name })
      await entry('team').waitFor()
      await page.locator('#troubles a', { hasText: 'checkout' }).first().focus()
      await page.evaluate(() => (document.querySelector('main')!.scrollTop = 60))
      const before = await entry('checkout').elementHandle()
      await its.behind.remove(quota)
      await entry('team').waitFor({ state: 'detached' })
      const counts = page.locator('#counts li', { hasText: 'Resource quotas' })
      await counts.locator('b', { hasText: /^1$/ }).waitFor()
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('checkout')
      expect(await page.evaluate(() => document.querySelector('main')!.scrollTop)).toBe(60)
      expect(await before?.evaluate((one) => one.isConnected)).toBe(true)
    },
    { viewport: { width: 1400, height: 600 } },
  )
})

test('from the overview to the guilty pod’s last words in two clicks, and back', async () => {
  await its.on.visit(async (page) => {
    await page.goto(its.on.home + path)
    await mark(page, 'live')
    const entry = page.locator('#troubles li', { hasText: 'checkout' }).first()
    await entry.locator('a', { hasText: 'What it said before it ended' }).click()
    await page.waitForURL(/\/c\/demo\/pods\/shop\/checkout-[^/]+\/logs\?previous=1/)
    await page.goBack()
    await mark(page, 'live')
    await page.locator('#troubles li', { hasText: 'checkout' }).first().locator('a').first().click()
    await page.waitForURL('**/c/demo/deployments.apps/shop/checkout')
  })
})

test('a namespace’s page tells what is wrong in it, and leads to the overview of it', async () => {
  await its.on.visit(async (page) => {
    await page.goto(`${its.on.home}/c/demo/namespaces/-/shop`)
    await page.locator('.related .troubles li', { hasText: 'migrate-orders' }).waitFor()
    await page.click('.related .troubles + p a')
    await page.waitForURL('**/c/demo?ns=shop')
    await mark(page, 'live')
    await its.behind.remove(job)
    await page.locator('#troubles', { hasText: 'It failed' }).waitFor({ state: 'detached' })
  })
})

test('without scripts all of it is there, and leads on', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.on.home + path)
      await page.locator('#troubles a', { hasText: 'checkout' }).first().click()
      await page.waitForURL('**/c/demo/deployments.apps/shop/checkout')
    },
    { javaScriptEnabled: false },
  )
})
