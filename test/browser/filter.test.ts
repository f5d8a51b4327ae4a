/** The filter box while somebody types: rows follow, what is broken keeps them, and what there is is offered. */
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { data, holding, lists, mark, row, staged } from './live-page.ts'

const its = staged()
const box = '#filter input[name="q"]'
const keys = (page: Page) =>
  page.$$eval('#rows > tr', (all) => all.map((one) => one.dataset['key'] ?? ''))
const state = (page: Page) =>
  page.evaluate(() => {
    const input = document.querySelector<HTMLInputElement>('#q')
    return {
      typed: input?.value,
      caret: input?.selectionStart,
      focus: document.activeElement?.id,
      invalid: input?.ariaInvalid === 'true',
      search: location.search,
      pages: history.length,
    }
  })

async function opened(page: Page): Promise<readonly string[]> {
  await page.goto(its.on.home + lists)
  await mark(page, 'live')
  await page.focus(box)
  return keys(page)
}

describe('typing', () => {
  test('narrows the rows without Enter; the address follows, the caret stays', async () => {
    await its.on.visit(async (page) => {
      const all = await opened(page)
      const { pages } = await state(page)
      await page.keyboard.type('cart')
      await page.waitForURL('**?q=cart')
      await expect.poll(() => keys(page)).toEqual(all.filter((key) => key.includes('cart')))
      expect(await state(page)).toEqual({
        typed: 'cart',
        caret: 4,
        focus: 'q',
        invalid: false,
        search: '?q=cart',
        pages,
      })
      await page.keyboard.press('ArrowLeft')
      await page.keyboard.type('-no')
      await page.waitForURL('**?q=car-not')
      expect(await state(page)).toMatchObject({ typed: 'car-not', caret: 6, focus: 'q' })
      await page.fill(box, '')
      await page.waitForURL((url) => url.search === '')
      await expect.poll(() => keys(page)).toEqual(all)
    })
  })

  test('is not lost to rows that change, nor are changes lost to it', async () => {
    await its.on.visit(async (page) => {
      await opened(page)
      await page.keyboard.type('shop/c')
      await page.waitForURL('**?q=shop*')
      await mark(page, 'live')
      await page.keyboard.type('a')
      const was = await data(page, 'shop/cart').innerText()
      await holding(its.behind, 'shop/cart', 8)
      await expect.poll(() => data(page, 'shop/cart').innerText()).not.toBe(was)
      expect(await state(page)).toMatchObject({ typed: 'shop/ca', caret: 7, focus: 'q' })
    })
  })
})

test('a selector that is half typed counts once it is sent, and is not lost', async () => {
  await its.on.visit(async (page) => {
    const all = await opened(page)
    await page.click('#filter .pick summary')
    await page.fill('#filter input[name="l"]', 'team=t')
    await page.focus(box)
    await page.keyboard.type('cart')
    await page.waitForURL('**?q=cart')
    await expect.poll(() => keys(page)).toEqual(all.filter((key) => key.includes('cart')))
    expect(await page.inputValue('#filter input[name="l"]')).toBe('team=t')
    await page.press(box, 'Enter')
    await page.waitForURL('**l=team*')
  })
})

test('what was said of the filter is not said again by the stream that begins', async () => {
  await its.on.visit(async (page) => {
    await page.goto(`${its.on.home}/c/demo/pods?q=restarts>`, { waitUntil: 'commit' })
    const told = await page.waitForSelector('#broken p')
    await mark(page, 'live')
    expect(await told.evaluate((one) => one.isConnected)).toBe(true)
  })
})

test('what is half typed is told late, and once told it stays while one types on', async () => {
  await its.on.visit(async (page) => {
    const pods = `${its.on.home}/c/demo/pods`
    const late = () =>
      page.locator('#broken p').evaluate((one) => getComputedStyle(one).animationName)
    await page.goto(`${pods}?q=restarts>`)
    expect(await late()).toBe('none')
    await page.goto(pods)
    await page.fill('#q', 'restarts>')
    await page.waitForSelector('#broken mark:text-is("restarts>")')
    expect(await late()).toBe('not-yet')
    const told = await page.waitForSelector('#broken p')
    await page.fill('#q', 'restarts>x')
    await page.waitForSelector('#broken mark:text-is("restarts>x")')
    expect(await told.evaluate((one) => one.isConnected)).toBe(true)
  })
})

test('an expression that is broken keeps rows and address and is marked, until it is mended', async () => {
  await its.on.visit(async (page) => {
    await opened(page)
    await page.keyboard.type('cart')
    await page.waitForURL('**?q=cart')
    const before = await keys(page)
    await row(page, 'shop/cart').evaluate((one) => one.setAttribute('data-same', 'yes'))
    await page.keyboard.type(' /(')
    await page.keyboard.type('/')
    await page.waitForSelector('#broken mark:text-is("/(/")')
    expect(await page.innerText('#broken mark')).toBe('/(/')
    expect(await page.innerText('#broken [role="alert"]')).toContain('missing closing )')
    expect(await state(page)).toMatchObject({ typed: 'cart /(/', focus: 'q', invalid: true })
    expect((await state(page)).search).not.toContain('%2F')
    expect(await keys(page)).toEqual(before)
    expect(await row(page, 'shop/cart').getAttribute('data-same')).toBe('yes')
    await page.keyboard.press('Backspace')
    await page.keyboard.type('c)/')
    await page.waitForURL('**%2F')
    expect(await page.locator('#broken mark').count()).toBe(0)
    expect(await state(page)).toMatchObject({ typed: 'cart /(c)/', focus: 'q', invalid: false })
    expect(await keys(page)).toEqual(before)
  })
})

describe('what is offered', () => {
  test('fields, then their values, are taken by keys, and filter', async () => {
    await its.on.visit(async (page) => {
      const all = await opened(page)
      await page.keyboard.type('-name')
      await page.waitForSelector('#hints [role="option"]')
      expect(await page.getAttribute(box, 'aria-expanded')).toBe('true')
      expect(
        await page.$$eval('#hints span', (some) => some.map((one) => one.textContent)),
      ).toEqual(['name:', 'namespace:'])
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      expect(await page.getAttribute(box, 'aria-activedescendant')).toBe('hint-1')
      await page.keyboard.press('Enter')
      expect(await state(page)).toMatchObject({ typed: '-namespace:', caret: 11, focus: 'q' })
      await page.waitForSelector('#hints span:text-is("namespace:shop")')
      await page.keyboard.type('sho')
      await expect.poll(() => page.locator('#hints [role="option"]').count()).toBe(1)
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('Tab')
      expect(await state(page)).toMatchObject({ typed: '-namespace:shop ', focus: 'q' })
      await expect.poll(() => keys(page)).toEqual(all.filter((key) => !key.startsWith('shop/')))
      expect(await page.locator('#hints [role="option"]').count()).toBe(0)
    })
  })

  test('is put away by Escape, which loses nothing that was typed, and taken by a click', async () => {
    await its.on.visit(async (page) => {
      await opened(page)
      await page.keyboard.type('namesp')
      await page.waitForSelector('#hints [role="option"]')
      await page.keyboard.press('Escape')
      expect(await page.locator('#hints [role="option"]').count()).toBe(0)
      expect(await state(page)).toMatchObject({ typed: 'namesp', focus: 'q' })
      await page.keyboard.press('ArrowDown')
      await page.click('#hints span:text-is("namespace:")')
      expect(await state(page)).toMatchObject({ typed: 'namespace:', focus: 'q' })
    })
  })
})

test('without JavaScript Enter filters, and what is broken is told with what was typed', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.on.home + lists)
      await page.fill(box, 'cart data>many')
      await page.press(box, 'Enter')
      await page.waitForSelector('#broken mark')
      expect(await page.innerText('#broken mark')).toBe('data>many')
      expect(await page.inputValue(box)).toBe('cart data>many')
      expect((await keys(page)).every((key) => key.includes('cart'))).toBe(true)
      await page.click('.help summary')
      expect(await page.innerText('.help .menu')).toContain('namespace')
    },
    { javaScriptEnabled: false },
  )
})
