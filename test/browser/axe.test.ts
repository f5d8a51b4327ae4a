/** Accessibility of every sort of page, in both themes and on a narrow screen. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from './violations.ts'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

test.each([1280, 390])(
  'no page has a violation, nor too little contrast in the other theme, %s px',
  async (width) => {
    await on.visit(
      async (page) => {
        await page.context().addCookies([{ name: 'pl_theme', value: 'light', url: on.home }])
        await page.goto(`${on.home}/c/demo/pods?status=failing`)
        const link = page.locator('#rows td[data-col="name"] a').first()
        const pod = (await link.getAttribute('href'))?.slice(
          new URL(on.home).pathname.replace(/\/$/, '').length,
        )
        const found: string[] = []
        for (const path of [
          '/c/demo',
          '/c/demo?ns=shop',
          '/c/demo/namespaces/-/shop',
          '/c/demo/pods',
          '/c/demo/pods?q=no-such-pod',
          '/c/demo/pods?q=cart+restarts%3Emany+%2F(%2F',
          '/c/demo/nodes?sort=-age',
          '/c/demo/go/pins',
          '/c/demo/go/me',
          '/c/demo/pods?embed=1',
          '/c/demo/runs',
          '/c/demo/pods/do?ns=shop&q=cart',
          '/c/demo/services/do?ns=shop&action=deletion',
          '/c/demo/events',
          '/c/demo/search?q=cart',
          '/c/demo/search',
          pod!,
          `${pod}/yaml`,
          `${pod}/events`,
          '/c/demo/deployments.apps',
          '/c/demo/deployments.apps/shop/recommend',
          '/c/demo/statefulsets.apps/data/postgres',
          '/c/demo/services/shop/storefront',
          '/c/demo/nodes/-/mast-1',
          '/c/demo/nodes/-/mast-1/yaml',
          '/c/demo/configmaps/shop/cart/yaml?fields=owners',
          '/c/demo/configmaps/shop/cart/edit',
          '/c/demo/apply?kind=pods&ns=shop',
          '/c/demo/pods/explain',
          '/c/demo/secrets/data/postgres-auth',
          '/c/demo/customresourcedefinitions.apiextensions.k8s.io/-/backups.data.example.com',
          '/c/demo/backups.data.example.com',
          '/c/demo/pods/shop/no-such-pod',
          '/c/demo/services/shop/storefront/logs?q=products&level=warn,info&context=1&from=never',
          '/c/demo/services/shop/storefront/logs?head=50&at=2026-01-01T00:00:00.123456789Z',
          '/c/demo/services/shop/storefront/logs?q=expired&level=error&tail=20',
          '/c/demo/gizmos',
          '/c/demo/pods?page=x&sort=no',
          '/c/nowhere',
        ]) {
          await page.goto(on.home + path)
          if (path === '/c/demo/pods') {
            await page.locator('#rows .x input').first().click()
            await page.$eval('#rows > tr + tr', (row) => row.setAttribute('data-left', 'gone'))
          }
          if (path === pod) await page.waitForSelector('section.card .events')
          if (path.includes('.apps/')) await page.waitForSelector('#part-pods tbody tr')
          expect(await page.getAttribute('html', 'data-theme')).toBe('light')
          found.push(...(await violations(page)).map((one) => `${path} ${one}`))
          // Themes differ in nothing but this attribute.
          await page.$eval('html', (html) => html.setAttribute('data-theme', 'dark'))
          const dark = await violations(page, ['color-contrast'])
          found.push(...dark.map((one) => `${path}, dark ${one}`))
        }
        expect(found).toEqual([])
      },
      { viewport: { width, height: 900 } },
    )
  },
  300_000,
)

test('open menus have no violation either', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/pods`)
    for (const summary of [
      '#picker summary',
      'header .end summary',
      'summary:has-text("Columns")',
    ]) {
      await page.click(summary)
      await page.waitForSelector('#picker .ticks label', { state: 'attached' })
      expect(await violations(page), summary).toEqual([])
      await page.keyboard.press('Escape')
    }
    await page.click('.help summary')
    expect(await violations(page), 'help').toEqual([])
    await page.fill('#q', 'na')
    await page.waitForSelector('#hints [role="option"]')
    await page.keyboard.press('ArrowDown')
    expect(await violations(page), 'hints').toEqual([])
  })
})
