/** The straight way of a person, with and without JavaScript, at the root and below a base path. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

const ways = [
  { base: '', javaScriptEnabled: true },
  { base: '', javaScriptEnabled: false },
  { base: '/a/b', javaScriptEnabled: true },
  { base: '/a/b', javaScriptEnabled: false },
]

const keysOf = (page: Page) =>
  page.$$eval('#rows > tr', (rows) => rows.map((row) => row.getAttribute('data-key') ?? ''))

describe.each(ways)('at “$base”, JavaScript $javaScriptEnabled', ({ base, javaScriptEnabled }) => {
  let on: Window
  beforeAll(async () => {
    on = await open(base)
  })
  afterAll(() => on?.close())
  const visit = (run: (page: Page) => Promise<void>) => on.visit(run, { javaScriptEnabled })

  test('from the clusters to a list, an object, its YAML, and back', async () => {
    await visit(async (page) => {
      await page.goto(`${on.home}/`)
      expect(page.url()).toBe(`${on.home}/c/demo`)
      await page.click('#sidebar a[data-resource="pods"]')
      await page.waitForURL('**/c/demo/pods')
      const link = page.locator('#rows td[data-col="name"] a').first()
      const name = await link.innerText()
      await link.click()
      await page.waitForURL(`**/${name}`)
      expect(await page.locator('h1').innerText()).toBe(name)
      await page.click('.tabs >> text=YAML')
      await page.waitForURL('**/yaml')
      expect(await page.locator('.yaml').innerText()).toContain(`name: ${name}`)
      await page.click('.tabs >> text=Events')
      await page.waitForURL('**/events')
      await page.goBack()
      await page.waitForURL('**/yaml')
      await page.goBack()
      await page.goBack()
      await page.waitForURL('**/c/demo/pods')
      await page.waitForSelector('table[data-resource="pods"]')
    })
  })

  test('the filter form narrows, and its address says so', async () => {
    await visit(async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      const [first = ''] = await keysOf(page)
      const word = first.split('/')[1]!
      await page.fill('#filter input[name="q"]', word)
      await page.press('#filter input[name="q"]', 'Enter')
      await page.waitForURL(`**/c/demo/pods?q=${word}`)
      await page.waitForFunction(() => document.querySelectorAll('#rows > tr').length === 1)
      expect(await keysOf(page)).toEqual([first])
      expect(await page.inputValue('#filter input[name="q"]')).toBe(word)
    })
  })

  test('a head sorts, and sorts the other way', async () => {
    await visit(async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      await page.click('th[data-col="name"] a')
      await page.waitForSelector('th[data-col="name"][aria-sort="ascending"]')
      const up = await keysOf(page)
      await page.click('th[data-col="name"] a')
      await page.waitForSelector('th[data-col="name"][aria-sort="descending"]')
      expect(page.url()).toBe(`${on.home}/c/demo/pods?sort=-name`)
      expect(up.length).toBeGreaterThan(5)
      expect(await keysOf(page)).toEqual(up.toReversed())
    })
  })

  test('the namespace picker narrows to the namespaces named, and back to all', async () => {
    await visit(async (page) => {
      await page.goto(`${on.home}/c/demo/pods?sort=name`)
      const all = await keysOf(page)
      const [namespace = ''] = all[0]!.split('/')
      await page.click('#picker summary')
      await page.fill('#picker input[name="ns"]:not([type="checkbox"])', namespace)
      await page.click('#picker button:has-text("Show")')
      await page.waitForURL(/[?&]ns=/)
      await page.waitForSelector('#rows > tr')
      const some = await keysOf(page)
      expect(some).toEqual(all.filter((key) => key.startsWith(`${namespace}/`)))
      expect(page.url()).toContain('sort=name')
      expect(await page.locator('#picker summary b').innerText()).toBe(namespace)
      await page.click('#picker summary')
      await page.click('#picker a:has-text("All namespaces")')
      await page.waitForFunction(
        (count) => document.querySelectorAll('#rows > tr').length === count,
        all.length,
      )
    })
  })

  test('columns are chosen by ticks', async () => {
    await visit(async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      await page.click('summary:has-text("Columns")')
      if (!javaScriptEnabled) await page.click('text=Choose columns')
      await page.uncheck('.filters input[name="cols"][value="restarts"]')
      await page.click('.filters .right button:has-text("Show")')
      await page.waitForURL(/cols=/)
      await page.waitForSelector('th[data-col="restarts"]', { state: 'detached' })
      expect(await page.locator('th[data-col="name"]').count()).toBe(1)
    })
  })

  test('the theme is chosen, stays, and one stays where one was', async () => {
    await visit(async (page) => {
      await page.goto(`${on.home}/c/demo/nodes?sort=name`)
      const ground = () =>
        page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor)
      await page.click('header .end summary')
      await page.click('button:has-text("Light")')
      await page.waitForSelector('html[data-theme="light"]')
      expect(page.url()).toBe(`${on.home}/c/demo/nodes?sort=name`)
      const light = await ground()
      await page.click('header .end summary')
      await page.click('button:has-text("Dark")')
      await page.waitForSelector('html[data-theme="dark"]')
      expect(await ground()).not.toBe(light)
      await page.goto(`${on.home}/c/demo/pods`)
      expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
    })
  })

  test('search finds kinds and objects, and leads to them', async () => {
    await visit(async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      const name = (await keysOf(page))[0]!.split('/')[1]!
      await page.fill('header input[name="q"]', name)
      await page.press('header input[name="q"]', 'Enter')
      await page.waitForURL('**/search?q=*')
      await page.locator('main .found .of a', { hasText: name }).first().click()
      await page.waitForURL(`**/${name}`)
      expect(await page.locator('h1').innerText()).toBe(name)
    })
  })
})
