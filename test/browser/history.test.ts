/** What one step back undoes: each choice of a list, and not each letter. What is half typed is not lost to a choice. */
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { keys, lists, mark, staged } from './live-page.ts'

const its = staged()
const box = '#filter input[name="q"]'
const pages = (page: Page) => page.evaluate(() => history.length)
const search = (page: Page) => new URL(page.url()).search
const open = async (page: Page, path = lists) => {
  await page.goto(its.on.home + path)
  await mark(page, 'live')
}

async function select(page: Page, selector: string): Promise<void> {
  await page.click('#filter .pick summary')
  await page.fill('#filter input[name="l"]', selector)
  await page.click('#filter .menu button')
}
async function choose(page: Page, act: () => Promise<void>): Promise<void> {
  await page.click('summary:has-text("Columns")')
  await page.waitForSelector('#columns .ticks')
  await act()
}

const pods = '/c/demo/pods'
const choices: readonly (readonly [string, string, (page: Page) => Promise<void>])[] = [
  ['a selector', lists, (page) => select(page, 'team')],
  ['a status', pods, (page) => page.click('#chips a:has-text("Failing")')],
  ['an order', lists, (page) => page.click('th[data-col="age"] a')],
  ['a page', `${lists}?size=3`, (page) => page.click('#pager a[rel="next"]')],
  ['the last page', `${lists}?size=3`, (page) => page.click('#pager a:has-text("Last")')],
  ['a filter that is taken away', `${lists}?q=cart`, (page) => page.click('.active a')],
  [
    'columns',
    lists,
    (page) =>
      choose(page, async () => {
        await page.uncheck('#columns [type="checkbox"][value="age"]')
        await page.click('#columns button.first')
      }),
  ],
  [
    'a column that moves',
    lists,
    (page) => choose(page, () => page.locator('#columns button[name="down"]').first().click()),
  ],
]

describe('one step back undoes', () => {
  test.each(choices)('%s', async (_, path, act) => {
    await its.on.visit(async (page) => {
      await open(page, path)
      const before = { url: page.url(), count: await pages(page), rows: await keys(page) }
      await act(page)
      await page.waitForURL((url) => url.href !== before.url)
      expect(await pages(page)).toBe(before.count + 1)
      await mark(page, 'live')
      await page.goBack()
      await page.waitForURL(before.url)
      await expect.poll(() => keys(page)).toEqual(before.rows)
      expect(await page.inputValue('#filter input[name="l"]')).toBe('')
    })
  })

  test('a selector behind what was typed, and leaves what was typed', async () => {
    await its.on.visit(async (page) => {
      await open(page)
      const count = await pages(page)
      await page.focus(box)
      await page.keyboard.type('cart')
      await page.waitForURL('**?q=cart')
      // Of what is applied already it leads to the rows; else it applies it.
      await page.keyboard.press('Enter')
      const others = async () => (await keys(page)).filter((key) => !key.includes('cart'))
      await expect.poll(others).toEqual([])
      await select(page, 'team')
      await page.waitForURL('**l=team*')
      expect(await pages(page)).toBe(count + 1)
      await page.goBack()
      await page.waitForURL('**?q=cart')
      await expect.poll(() => page.inputValue(box)).toBe('cart')
    })
  })
})

test('what is chosen already is no step', async () => {
  await its.on.visit(async (page) => {
    await open(page, `${pods}?sort=name`)
    const count = await pages(page)
    const answer = page.waitForResponse((response) => !response.url().includes('watch='))
    await page.click('#chips a:has-text("All")')
    await answer
    await mark(page, 'live')
    expect([search(page), await pages(page)]).toEqual(['?sort=name', count])
  })
})

describe('what is half typed', () => {
  test('goes along with a status, an order and columns, and counts with them', async () => {
    await its.on.visit(async (page) => {
      await open(page, `${pods}?ns=shop,web`)
      await page.fill(box, 'cart')
      await page.click('#chips a:has-text("Failing")')
      await page.waitForURL((url) => url.search.includes('status=failing'))
      expect(search(page)).toBe('?ns=shop,web&status=failing&q=cart')
      expect(await page.inputValue(box)).toBe('cart')
      await page.fill(box, 'cart -x')
      await page.click('th[data-col="age"] a')
      await page.waitForURL((url) => url.searchParams.get('sort') === 'age')
      expect(new URL(page.url()).searchParams.get('q')).toBe('cart -x')
      await choose(page, async () => {
        await page.uncheck('#columns [type="checkbox"][value="age"]')
        await page.fill(box, 'cart')
        await page.click('#columns button.first')
      })
      await page.waitForURL((url) => url.searchParams.has('cols'))
      expect(new URL(page.url()).searchParams.get('q')).toBe('cart')
      await page.fill(box, 'car')
      await page.click('.active a:has-text("cart")')
      await page.waitForURL((url) => !url.searchParams.has('q'))
    })
  })

  test('and broken is marked on the page of the choice', async () => {
    await its.on.visit(async (page) => {
      await open(page, pods)
      await page.fill(box, 'cart /(/')
      await page.waitForSelector('#broken mark')
      expect(search(page)).toBe('')
      await page.click('#chips a:has-text("Failing")')
      await page.waitForURL((url) => url.searchParams.get('status') === 'failing')
      expect(await page.inputValue(box)).toBe('cart /(/')
      expect(await page.innerText('#broken mark')).toBe('/(/')
    })
  })

  test('while the choice is on its way comes after it; a selector waits to be sent, its menu open', async () => {
    await its.on.visit(async (page) => {
      await open(page, pods)
      const { promise, resolve } = Promise.withResolvers<void>()
      await page.route(/status=failing$/, async (route) => {
        await promise
        await route.continue()
      })
      await page.click('#chips a:has-text("Failing")')
      await page.click('#filter .pick summary')
      await page.fill('#filter input[name="l"]', 'team=t')
      await page.fill(box, 'cart')
      resolve()
      await page.waitForURL((url) => url.search.includes('q=cart'))
      expect(search(page)).toBe('?status=failing&q=cart')
      await page.locator('#filter details[open] input[name="l"]').waitFor()
      expect(await page.inputValue(box)).toBe('cart')
      expect(await page.inputValue('#filter input[name="l"]')).toBe('team=t')
    })
  })

  test('goes along to other namespaces', async () => {
    await its.on.visit(async (page) => {
      await open(page, pods)
      await page.fill(box, 'cart /(/')
      await page.waitForSelector('#broken mark')
      await page.click('#picker summary')
      await page.fill('#picker input[name="ns"]:not([type="checkbox"])', 'shop')
      await page.click('#picker button.first')
      await page.waitForURL((url) => url.searchParams.get('ns') === 'shop')
      expect(await page.inputValue(box)).toBe('cart /(/')
    })
  })

  test('without scripts is sent with the status that the list has', async () => {
    await its.on.visit(
      async (page) => {
        await page.goto(`${its.on.home}${pods}?status=failing&sort=age`)
        await page.fill(box, 'checkout')
        await page.press(box, 'Enter')
        await page.waitForURL((url) => url.searchParams.get('q') === 'checkout')
        expect(new URL(page.url()).searchParams.get('status')).toBe('failing')
        expect(new URL(page.url()).searchParams.get('sort')).toBe('age')
      },
      { javaScriptEnabled: false },
    )
  })
})
