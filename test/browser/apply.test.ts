/** Objects from text in a browser: pasted, uploaded, tried, applied; with and without JavaScript. */
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { staged } from './live-page.ts'
import { violations } from './violations.ts'

const its = staged()

const map = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\ndata:\n  key: value\n`
const results = (page: Page) => page.locator('.results li').allInnerTexts()
const enter = async (page: Page) => {
  await page.goto(`${its.on.home}/c/demo/configmaps?ns=shop`)
  await page.click('a.create')
  await page.waitForSelector('#text')
  expect(await page.inputValue('#text')).toContain('kind: ConfigMap')
}

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  const visit = (run: (page: Page) => Promise<void>) => its.on.visit(run, { javaScriptEnabled })
  const name = (word: string) => `${word}-${javaScriptEnabled}`

  test('several documents, written and from files: each tried, then applied', async () => {
    await visit(async (page) => {
      await enter(page)
      await page.fill('#text', `${map(name('one'))}---\n${map(name('two'))}`)
      const buffer = Buffer.from(map(name('three')))
      await page.setInputFiles('input[type=file]', { name: 'a.yaml', mimeType: '', buffer })
      await page.click('button[value="review"]')
      await page.waitForSelector('.results')
      const names = ['one', 'two', 'three'].map(name)
      expect(await results(page)).toEqual(
        names.map((each) => expect.stringMatching(`^ConfigMap ${each} in shop would be created`)),
      )
      if (javaScriptEnabled) expect(await violations(page)).toEqual([])
      await page.click('button[value="apply"]')
      await page.waitForSelector('.results a[href*="configmaps"]')
      expect(await results(page)).toEqual(
        names.map((each) => expect.stringMatching(`^ConfigMap ${each} in shop created`)),
      )
      // What is stored is not lost: nobody asks, and it looks like a success.
      expect(await page.getAttribute('.note', 'data-tone')).toBe('ok')
      const asked: string[] = []
      page.on('dialog', (dialog) => {
        asked.push(dialog.message())
        void dialog.dismiss()
      })
      await page.click(`.results a:has-text("${name('three')}")`)
      await page.waitForSelector(`h1:has-text("${name('three')}")`)
      expect(asked).toEqual([])
    })
  })

  test('what cannot be read is marked on its line; what was typed stays', async () => {
    await visit(async (page) => {
      await enter(page)
      const typed = `${map(name('fine'))}---\nkind: "Pod\n`
      await page.fill('#text', typed)
      await page.click('button[value="review"]')
      await page.waitForSelector('.results')
      expect((await results(page)).at(-1)).toContain('cannot be read')
      expect(await page.inputValue('#text')).toBe(typed)
      expect(await page.locator('.gutter b').allInnerTexts()).toEqual(['8'])
      expect(await page.locator('button[value="apply"]').count()).toBe(0)
    })
  })
})
