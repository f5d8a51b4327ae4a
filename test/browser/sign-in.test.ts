/** Signing in and out in a browser, by keyboard, with and without JavaScript. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ada, boss, type House, house } from '../auth/house.ts'
import { open, type Window } from '../support/browser.ts'

let site: House
let on: Window
beforeAll(async () => {
  site = await house('/a/b')
  on = await open('/a/b', Promise.resolve(site.program))
})
afterAll(async () => {
  await on?.close()
  await site?.stop()
})
beforeEach(() => site.reset())

async function enter(page: Page, path: string, token: string): Promise<void> {
  await page.goto(on.home + path)
  await page.waitForSelector('form.sign-in')
  await page.keyboard.type(token)
  await page.keyboard.press('Enter')
}

/** Tab by tab until the focus is there. */
async function reach(page: Page, name: string): Promise<void> {
  for (let turn = 0; turn < 60; turn++) {
    const text = await page.evaluate(() => document.activeElement?.textContent ?? '')
    if (text.trim() === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`The focus never came to “${name}”.`)
}

const who = (page: Page) => page.locator('header .who').innerText()

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  const visit = (run: (page: Page) => Promise<void>) => on.visit(run, { javaScriptEnabled })

  test('in and out by keyboard; the address stays, and going back shows nothing', async () => {
    await visit(async (page) => {
      const path = '/c/shop/pods?ns=web&sort=name'
      await enter(page, path, ada)
      await page.waitForSelector('table[data-resource="pods"]')
      expect([page.url(), await who(page)]).toEqual([on.home + path, 'ada@example.org'])
      await reach(page, 'ada@example.org')
      await page.keyboard.press('Enter')
      await reach(page, 'Sign out')
      await page.keyboard.press('Enter')
      await page.waitForURL(`${on.home}/`)
      expect((await page.context().cookies()).map(({ name }) => name)).not.toContain(
        'pl_session.shop',
      )
      await page.goBack()
      await page.waitForSelector('form.sign-in')
      expect(await page.locator('table').count()).toBe(0)
    })
  })

  test('a wrong token is said, typed anew, and then one is where one wanted to be', async () => {
    await visit(async (page) => {
      await enter(page, '/c/shop/nodes', 'wrong')
      await page.waitForSelector('main [role="alert"]')
      expect(await page.locator('main .said').innerText()).toContain('does not accept this token')
      expect(await page.inputValue('input[name="token"]')).toBe('')
      await page.keyboard.type(boss)
      await page.keyboard.press('Enter')
      await page.waitForSelector('table[data-resource="nodes"]')
      expect(page.url()).toBe(`${on.home}/c/shop/nodes`)
    })
  })

  test('a token that ends meanwhile: the next step is the form, and signing in leads on', async () => {
    await visit(async (page) => {
      await enter(page, '/c/shop/nodes', boss)
      await page.waitForSelector('table[data-resource="nodes"]')
      site.door.people.delete(boss)
      await page.click('#sidebar a[data-resource="pods"]')
      await page.waitForSelector('form.sign-in')
      site.door.people.set(boss, { username: 'boss@example.org' })
      await page.keyboard.type(boss)
      await page.keyboard.press('Enter')
      await page.waitForSelector('table')
      expect(await who(page)).toBe('boss@example.org')
    })
  })

  test('the theme can be chosen on the form of a wrong token', async () => {
    await visit(async (page) => {
      await enter(page, '/c/shop/nodes', 'wrong')
      await page.waitForSelector('main [role="alert"]')
      await page.click('header .end summary')
      await page.click('button:has-text("Dark")')
      await page.waitForSelector('html[data-theme="dark"]')
      expect(await page.locator('form.sign-in').count()).toBe(1)
    })
  })
})

test('two people in two browsers of one machine do not meet', async () => {
  await on.visit(async (hers) => {
    await enter(hers, '/c/shop/pods?ns=web', ada)
    await hers.waitForSelector('table')
    await on.visit(async (his) => {
      await enter(his, '/c/shop/pods', boss)
      await his.waitForSelector('table')
      expect(await who(his)).toBe('boss@example.org')
    })
    await hers.reload()
    expect(await who(hers)).toBe('ada@example.org')
  })
})
