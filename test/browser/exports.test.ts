/** A way out of a list is a document of its own: nothing swaps it into the page. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let window: Window
beforeAll(async () => {
  window = await open('/a/b')
})
afterAll(() => window?.close())

test('the text of a list opens as text, and the way back leads to the list', async () => {
  await window.visit(async (page) => {
    await page.goto(`${window.home}/c/demo/pods?size=5`)
    await page.getByText('Export', { exact: true }).click()
    await page.locator('.out a', { hasText: 'Text' }).first().click()
    await page.waitForURL(/as=txt/)
    expect(await page.locator('body').innerText()).toMatch(/^NAME +NAMESPACE +READY/)
    await page.goBack()
    await page.locator('#rows tr').first().waitFor()
  })
})
