/** Editing in a browser: by keyboard, with and without JavaScript; what is typed stays. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'
import { violations } from './violations.ts'

let on: Window
beforeAll(async () => {
  on = await open('/a/b')
})
afterAll(() => on?.close())

const object = '/c/demo/deployments.apps/shop/cart'
async function begin(page: Page): Promise<string> {
  await page.goto(`${on.home + object}/yaml`)
  await page.click('.yaml a:has-text("Edit")')
  await page.waitForSelector('#text')
  return page.inputValue('#text')
}

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  const visit = (run: (page: Page) => Promise<void>) => on.visit(run, { javaScriptEnabled })

  test('untouched, nothing changes; back to editing is the same text', async () => {
    await visit(async (page) => {
      const text = await begin(page)
      expect(text).toContain('kind: Deployment')
      await page.click('button[value="review"]')
      await page.waitForSelector('.note:has-text("Nothing changes")')
      await page.click('button[value="edit"]')
      expect(await page.inputValue('#text')).toBe(text)
    })
  })

  test('a mistake is marked at its line and nothing typed is lost', async () => {
    await visit(async (page) => {
      const text = await begin(page)
      const typed = `\n${text.replace('kind: Deployment', 'kind: "Deployment')}  \n\n`
      await page.fill('#text', typed)
      await page.click('button[value="review"]')
      const marked = page.locator('.note[data-tone="bad"] a')
      expect(await marked.innerText()).toMatch(/^Line \d+$/)
      expect(await page.inputValue('#text')).toBe(typed)
      expect(await page.locator('.gutter b').innerText()).toBe(
        (await marked.innerText()).replace('Line ', ''),
      )
    })
  })
})

test('Ctrl-S looks it over, numbers grow with the lines, a link to a line goes there', async () => {
  await on.visit(async (page) => {
    const text = await begin(page)
    const lines = text.trimEnd().split('\n').length
    await page.focus('#text')
    await page.keyboard.press('Control+End')
    await page.keyboard.type('broken: "')
    const numbers = await page.locator('.gutter').innerText()
    expect(numbers.trim().split('\n').length).toBeGreaterThan(lines)
    await page.keyboard.press('Control+s')
    await page.click('.note[data-tone="bad"] a')
    const chosen = await page.$eval('#text', (area: HTMLTextAreaElement) => [
      document.activeElement === area,
      area.value.slice(area.selectionStart, area.selectionEnd),
    ])
    expect(chosen[0]).toBe(true)
    expect(await violations(page)).toEqual([])
  })
})

test('who leaves a changed text is asked, by a link of the page too', async () => {
  await on.visit(async (page) => {
    await begin(page)
    const asked: string[] = []
    page.on('dialog', (dialog) => {
      asked.push(dialog.type())
      void dialog.dismiss()
    })
    await page.focus('#text')
    await page.keyboard.type('x')
    const typed = await page.inputValue('#text')
    await page.click('#sidebar a[data-resource="pods"]')
    await expect.poll(() => asked).toEqual(['confirm'])
    expect(await page.inputValue('#text')).toBe(typed)
    await page.close({ runBeforeUnload: true })
    await expect.poll(() => asked).toEqual(['confirm', 'beforeunload'])
  })
})
