/** A shell for who does not see it: what is written is read out by a screen reader. */
/// <reference lib="dom" />
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'
import { echoing, type ShellApi, shellApi, shellOfCart } from '../support/shell-api.ts'
import { violations } from './violations.ts'

let api: ShellApi
let on: Window
beforeAll(async () => {
  api = await shellApi(echoing, ['--local-key=off'])
  on = await open('', Promise.resolve(api.program))
})
afterAll(async () => {
  await on?.close()
  await api?.stop()
})

const patience = { timeout: 30_000 }

test('by keyboard, before it is opened and while it is; this browser remembers it', async () => {
  await on.visit(async (page) => {
    await page.goto(on.home + shellOfCart)
    const reader = page.getByRole('checkbox', { name: 'Screen reader' })
    const lines = page.locator('.xterm-accessibility-tree [role=listitem]')
    const heard = async () => (await lines.allTextContents()).join('\n').replaceAll('\u00a0', ' ')
    expect(await reader.isChecked()).toBe(false)
    await page.focus('#term-open')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await reader.isChecked()).toBe(true)
    await page.press('#term-open', 'Enter')
    await expect.poll(heard, patience).toMatch(/# /)
    await page.keyboard.type('to be heard')
    await expect.poll(heard, patience).toMatch(/# to be heard/)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Control+`')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await expect.poll(() => lines.count(), patience).toBe(0)
    await page.keyboard.press('Space')
    await page.reload()
    await expect.poll(heard, patience).toMatch(/# to be heard/)
    expect(await reader.isChecked()).toBe(true)
  })
})
