/** A shell whose page is all that its person looks at, behind a proxy that signs them in: the token ends, they do not. */
/// <reference lib="dom" />
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Bearing, bearing } from '../support/bearing.ts'
import { open, type Window } from '../support/browser.ts'
import { echoing, type ShellApi, shellApi, shellOfCart } from '../support/shell-api.ts'

// It is looked at every 30 s whether a shell may go on.
vi.setConfig({ testTimeout: 180_000 })
const patience = { timeout: 60_000 }

const ada = { username: 'ada', uid: 'u-ada' }
const people = new Map([['first', ada]])
let token = 'first'
let api: ShellApi
let proxy: Bearing
let on: Window
beforeAll(async () => {
  const args = ['--sign-in=bearer', '--trusted-proxies=127.0.0.1,::1']
  api = await shellApi(echoing, args, people)
  proxy = await bearing(api.program.address, () => token)
  on = await open('', Promise.resolve({ ...api.program, address: proxy.url }))
})
afterAll(async () => {
  await on?.close()
  proxy?.stop()
  await api?.stop()
})

const said = (page: Page) => expect.poll(() => page.textContent('#term-said'), patience)
const screen = (page: Page) =>
  expect.poll(async () => await page.locator('.xterm-rows').textContent(), patience)
const signs = (next: string) => {
  people.clear()
  people.set(next, ada)
}

test('the page brings the newest token when it is asked, and hears it when there is none', async () => {
  await on.visit(
    async (page) => {
      await page.goto(on.home + shellOfCart)
      await page.press('#term-open', 'Enter')
      await said(page).toMatch(/Open(?!ing)/)
      await screen(page).toMatch(/#/)
      signs('second')
      token = 'second'
      await expect.poll(() => api.reviews, patience).toContain('second')
      await page.keyboard.type('still-here')
      await screen(page).toMatch(/still-here/)
      await said(page).toMatch(/^\s*Open/)
      // The proxy has no newer one: the same again is none.
      people.clear()
      await said(page).toMatch(/Closed\. The token that you came with has ended/)
    },
    {},
    /401/,
  )
})
