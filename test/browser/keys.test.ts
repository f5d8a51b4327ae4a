/** Values of a Secret as a browser sends them, without scripts: byte for byte. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

const bytes = Buffer.from('\none\r\ntwo 😀\t\r\n\r\n'.replace('\none', '\r\none'))

test('a file becomes a value, and comes through a text field as it was', async () => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/secrets?ns=shop`)
      await page.click('#rows .t-name a')
      await page.click('.tabs >> text=Keys')
      await page.click('text=Add a key')
      await page.fill('[name=key]', 'notes.txt')
      const file = { name: 'notes', mimeType: 'text/plain', buffer: bytes }
      await page.setInputFiles('[name=file]', file)
      await page.click('text=Save')
      expect(await page.textContent('.did')).toBe('notes.txt: added')
      await page.click('[name=edit][value="notes.txt"]')
      await page.click('text=Save')
      expect(await page.textContent('.did')).toBe('notes.txt: nothing was changed')
      await page.click('[name=edit][value="notes.txt"]')
      await page.fill('[name=value]', `${await page.inputValue('[name=value]')}\nend`)
      await page.click('text=Save')
      expect(await page.textContent('.did')).toBe('notes.txt: saved')
      await page.click('[name=show][value="notes.txt"]')
      expect(await page.textContent('.value')).toContain('Its lines end in CR LF.')
      await page.click('text=As base64')
      const shown = (await page.textContent('.held')) ?? ''
      expect(Buffer.from(shown, 'base64').toString()).toBe(`${bytes.toString()}\r\nend`)
      expect(page.url()).toMatch(/\/keys$/)
      await page.click('[aria-label="Remove notes.txt"]')
      await page.click('button:text("Remove")')
      expect(await page.textContent('.did')).toBe('notes.txt: removed')
    },
    { javaScriptEnabled: false },
  )
})
