/** What people carry elsewhere is copied with one click or key, and can be selected where there are no scripts. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

const permissions = ['clipboard-read', 'clipboard-write']
let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const path = '/c/demo/pods/data/postgres-0'

test('a click copies the kubectl line, a key the name', async () => {
  await on.visit(
    async (page) => {
      await page.goto(on.home + path)
      await page.click('.cli .copy')
      const line = await page.textContent('.cli code')
      expect(line).toContain('describe pods postgres-0 -n data')
      await expect.poll(() => clipboard(page)).toBe(line)
      await page.waitForSelector('.cli [aria-label="Copied"]')
      await page.waitForSelector('.cli [aria-label="Copy the kubectl line"]')
      await page.keyboard.press('Tab')
      await page.focus('.title .copy')
      expect(await page.$eval('.title .copy', (one) => getComputedStyle(one).opacity)).toBe('1')
      await page.keyboard.press('Enter')
      await expect.poll(() => clipboard(page)).toBe('postgres-0')
      await page.click('.top .n .copy')
      await expect.poll(() => clipboard(page)).toBe('data/postgres-0')
    },
    { permissions },
  )
})

test('a row’s name is copied where its logs and YAML stand', async () => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/pods?ns=data`)
      await page.hover('#rows > tr:first-child td.t-name')
      await page.click('.at .copy')
      const key = await page.getAttribute('#rows > tr:first-child', 'data-key')
      await expect.poll(() => clipboard(page)).toBe(key)
    },
    { permissions },
  )
})

test('without scripts the line is there to be selected, and no button that does nothing', async () => {
  await on.visit(
    async (page) => {
      await page.goto(on.home + path)
      expect(await page.isVisible('.cli code')).toBe(true)
      expect(await page.locator('.copy:visible').count()).toBe(0)
    },
    { javaScriptEnabled: false },
  )
})

test.each([
  ['pods?ns=data&cols=name,ip', 'ip'],
  ['deployments.apps?ns=shop&cols=name,images', 'images'],
])('of a row of %s is copied what stands in the cell under the hand', async (list, col) => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/${list}`)
      const cell = page.locator(`#rows > tr:first-child td[data-col="${col}"]`)
      const text = (await cell.innerText()).trim()
      expect(text).not.toBe('')
      await cell.hover()
      await cell.locator('.copy').click()
      await expect.poll(() => clipboard(page)).toBe(text)
    },
    { permissions },
  )
})
