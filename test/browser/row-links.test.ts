/** What stands on a row while the hand is there: its links, and what its cells cut off. */
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { data, holding, keys, lists, mark, row, staged } from './live-page.ts'

const its = staged()
const pods = '/c/demo/pods'

const chosen = (page: Page) =>
  page.$$eval('#rows > tr:has(.x :checked)', (rows) =>
    rows.map((each) => each.dataset['key'] ?? ''),
  )
const links = (page: Page, key: string) => row(page, key).locator('.at a')

describe('a row’s links', () => {
  test('stand on it while the pointer is, lead on, and stay while it changes', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      await row(page, 'shop/cart').hover()
      expect(await links(page, 'shop/cart').allInnerTexts()).toEqual(['YAML'])
      await links(page, 'shop/cart').evaluateAll((all) =>
        all.forEach((one) => one.setAttribute('data-same', 'yes')),
      )
      const was = await data(page, 'shop/cart').innerText()
      await holding(its.behind, 'shop/cart', 1)
      await expect.poll(() => data(page, 'shop/cart').innerText()).not.toBe(was)
      expect(await row(page, 'shop/cart').locator('.at a[data-same]').count()).toBe(1)
      await links(page, 'shop/cart').click()
      await page.waitForURL(/configmaps\/shop\/cart\/yaml$/)
    })
  })

  test.each(['?cols=name,status,node', '?ns=shop', '?cols=name,owner,namespace'])(
    'lie over no link of pods%s',
    async (query) => {
      await its.on.visit(
        async (page) => {
          await page.goto(its.on.home + pods + query)
          const all = await keys(page)
          for (const key of [all[0] ?? '', all.at(-1) ?? '']) {
            await row(page, key).locator('td[data-col="name"]').hover()
            expect(await links(page, key).first().isVisible()).toBe(true)
            for (const link of await row(page, key).locator('td:not(.x) a:visible').all())
              await link.click({ trial: true, timeout: 10_000 })
          }
        },
        { viewport: { width: 1400, height: 800 } },
      )
    },
  )

  test('lie over no word of a row that has room for them', async () => {
    await its.on.visit(
      async (page) => {
        await page.goto(`${its.on.home}${pods}?q=restarts>20&cols=name,status,restarts,age`)
        const [key = ''] = await keys(page)
        await row(page, key).locator('td[data-col="name"]').hover()
        const covered = await row(page, key).evaluate((one) => {
          const { left, right } = one.querySelector('.at')!.getBoundingClientRect()
          return [...one.querySelectorAll('td:not(.x)')].filter((cell) => {
            const words = document.createRange()
            words.selectNodeContents(cell)
            const at = words.getBoundingClientRect()
            return at.right > left && at.left < right
          }).length
        })
        expect(covered).toBe(0)
      },
      { viewport: { width: 1400, height: 800 } },
    )
  })

  test('are reached by the keyboard and by a finger, with logs where there are any', async () => {
    await its.on.visit(
      async (page) => {
        await page.goto(its.on.home + pods)
        const [first = '', second = ''] = await keys(page)
        await row(page, first).locator('td[data-col="name"] a').focus()
        const active = () => page.evaluate(() => document.activeElement?.textContent)
        for (const text of ['YAML', 'Shell', 'Logs']) {
          await page.keyboard.press('ArrowLeft')
          expect(await active()).toBe(text)
        }
        await page.keyboard.press('y')
        await page.waitForURL(new RegExp(`${first}/yaml$`))
        await page.goBack()
        await page.waitForSelector('#rows > tr')
        await row(page, second).tap({ position: { x: 4, y: 30 } })
        expect(await chosen(page)).toEqual([second])
        await row(page, second).locator('td[data-col="status"]').tap()
        await links(page, second).first().tap()
        await page.waitForURL(new RegExp(`${second}/logs$`))
        await page.goBack()
        await row(page, first).locator('td[data-col="name"] a').focus()
        await page.keyboard.press('s')
        await page.waitForURL(new RegExp(`${first}/exec$`))
        // Its document has a policy of its own: it comes whole, and asks first.
        await page.press('#term-open', 'Enter')
        await page.waitForSelector('.xterm-rows')
      },
      { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
    )
  })
})

test('what a cell cuts off is its title, and no other text is', async () => {
  await its.on.visit(async (page) => {
    await page.goto(its.on.home + lists)
    const cell = row(page, 'shop/cart').locator('td[data-col="name"]')
    await cell.hover()
    expect(await cell.getAttribute('title')).toBe(null)
    const text = 'a-long-name-'.repeat(20)
    await cell.locator('a').evaluate((link, long) => (link.textContent = long), text)
    await page.hover('.brand')
    await cell.hover()
    expect(await cell.getAttribute('title')).toBe(text)
  })
})
