/** A list that lives in the browser: what changes changes in place, and the mark never lies. */
import { beforeEach, describe, expect, test } from 'vitest'
import { at, data, holding, lists, mark, row, staged, streams, visible } from './live-page.ts'

const its = staged()

describe('a list', () => {
  beforeEach(async () => {
    await holding(its.behind, 'shop/cart', 0)
  })

  test('says that it is live, and shows a change where it stands', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      expect(await page.innerText('#live')).toBe('live')
      const before = Number(await data(page, 'shop/cart').innerText())
      await row(page, 'shop/cart').evaluate((one) => one.setAttribute('data-same', 'yes'))
      await row(page, 'shop/catalog').evaluate((one) => one.setAttribute('data-same', 'yes'))
      await holding(its.behind, 'shop/cart', 5)
      await expect.poll(() => data(page, 'shop/cart').innerText()).toBe(String(before + 5))
      expect(await row(page, 'shop/catalog').getAttribute('data-same')).toBe('yes')
      const keys = await page.$$eval('#rows > tr', (all) => all.map((one) => one.dataset['key']))
      await page.reload()
      expect(
        await page.$$eval('#rows > tr', (all) => all.map((one) => one.dataset['key'])),
      ).toEqual(keys)
    })
  })

  test('keeps what a person does while it changes: typing, focus, scroll, an open menu', async () => {
    await its.on.visit(
      async (page) => {
        await page.goto(its.on.home + lists)
        await mark(page, 'live')
        // What is typed filters at once: a part of every name that there is.
        await page.fill('#filter input[name="q"]', '-half-a-wo')
        await page.waitForURL('**?q=-half-a-wo')
        await mark(page, 'live')
        await page.click('#picker summary')
        await page.focus('#filter input[name="q"]')
        await page.evaluate(() => {
          for (const one of document.querySelectorAll('html, main, #sheet')) one.scrollTop = 60
        })
        const seen = () =>
          page.evaluate(() => ({
            typed: document.querySelector<HTMLInputElement>('#filter input[name="q"]')?.value,
            focus: document.activeElement?.getAttribute('name'),
            scrolled: [...document.querySelectorAll('html, main, #sheet')].map(
              (one) => one.scrollTop,
            ),
            menu: document.querySelectorAll('#picker details[open]').length,
          }))
        const before = await seen()
        expect(before).toMatchObject({ typed: '-half-a-wo', focus: 'q' })
        expect(Math.max(...before.scrolled)).toBeGreaterThan(0)
        for (const count of [1, 2, 3]) {
          const was = await data(page, 'shop/cart').innerText()
          await holding(its.behind, 'shop/cart', count)
          await expect.poll(() => data(page, 'shop/cart').innerText()).not.toBe(was)
        }
        expect(await seen()).toEqual(before)
      },
      { viewport: { width: 900, height: 320 } },
    )
  })

  test('keeps the focus of a link whose own row changes', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      await row(page, 'shop/cart').locator('td[data-col="name"] a').focus()
      const was = await data(page, 'shop/cart').innerText()
      await holding(its.behind, 'shop/cart', 4)
      await expect.poll(() => data(page, 'shop/cart').innerText()).not.toBe(was)
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('cart')
    })
  })

  test('keeps the focus of a link whose row moves', async () => {
    await its.on.visit(async (page) => {
      await page.goto(`${its.on.home}${lists}?sort=-data`)
      await mark(page, 'live')
      const keys = () => page.$$eval('#rows > tr', (all) => all.map((one) => one.dataset['key']))
      const place = async () => (await keys()).indexOf('shop/cart')
      const was = await place()
      await row(page, 'shop/cart').locator('td[data-col="name"] a').focus()
      await holding(its.behind, 'shop/cart', 9)
      await page.waitForSelector('#wait')
      await page.keyboard.press('.')
      await expect.poll(place).toBeLessThan(was)
      const focus = () => page.evaluate(() => document.activeElement?.textContent)
      expect(await focus()).toBe('cart')
      await holding(its.behind, 'shop/cart', 0)
      await page.waitForSelector('#wait')
      await page.keyboard.press('.')
      await expect.poll(place).toBe(was)
      expect(await focus()).toBe('cart')
    })
  })

  test('gives the focus of a row that goes to the one in its place', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      await row(page, 'web/kube-root-ca.crt').locator('td[data-col="name"] a').focus()
      await its.behind.remove(at('web/kube-root-ca.crt'))
      await page.waitForSelector('#wait')
      await page.keyboard.press('.')
      await row(page, 'web/kube-root-ca.crt').waitFor({ state: 'detached' })
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.textContent))
        .toBe('www-nginx')
    })
  })

  test('keeps the focus of the link to the next page while its words change', async () => {
    await its.on.visit(async (page) => {
      await page.goto(`${its.on.home}${lists}?size=5`)
      await mark(page, 'live')
      await page.locator('#pager a[rel="next"]').focus()
      const was = await page.innerText('#pager')
      await its.behind.remove(at('web/imgproxy'))
      await expect.poll(() => page.innerText('#pager')).not.toBe(was)
      expect(await page.evaluate(() => document.activeElement?.getAttribute('rel'))).toBe('next')
    })
  })

  test('loses the row of what is deleted, and says how many are left', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      const before = Number(await page.innerText('#count'))
      await its.behind.remove(at('shop/storefront'))
      await row(page, 'shop/storefront').waitFor({ state: 'detached' })
      await expect.poll(() => page.innerText('#count')).toBe(String(before - 1))
      await expect
        .poll(() => page.getAttribute('table[data-resource]', 'data-total'))
        .toBe(String(before - 1))
    })
  })

  test('without JavaScript is of its moment and claims nothing', async () => {
    await its.on.visit(
      async (page) => {
        await page.goto(its.on.home + lists)
        expect(await page.innerText('#live')).toBe('')
        expect(await page.locator('#live').isVisible()).toBe(false)
      },
      { javaScriptEnabled: false },
    )
  })
})

describe('its stream', () => {
  test('is one a page: a boosted link closes the old one and opens its own', async () => {
    await its.on.visit(async (page) => {
      const seen = streams(page)
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      for (const id of ['nodes', 'pods', 'deployments.apps']) {
        await page.click(`#sidebar a[data-resource="${id}"]`)
        await page.waitForSelector(`table[data-resource="${id}"]`)
        await mark(page, 'live')
        await expect.poll(seen.open).toBe(1)
        expect(new URL(its.on.home).origin + seen.asked.at(-1)).toBe(`${its.on.home}/c/demo/${id}`)
      }
      expect(seen.asked).toHaveLength(4)
      await page.goBack()
      await page.waitForSelector('table[data-resource="pods"]')
      await mark(page, 'live')
      await expect.poll(seen.open).toBe(1)
    })
  })

  test('is closed while nobody looks, and brings what was missed', async () => {
    await its.on.visit(async (page) => {
      const seen = streams(page)
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      await visible(page, false)
      await expect.poll(seen.open).toBe(0)
      const was = await data(page, 'shop/cart').innerText()
      await holding(its.behind, 'shop/cart', 7)
      await visible(page, true)
      await expect.poll(() => data(page, 'shop/cart').innerText()).not.toBe(was)
      await mark(page, 'live')
      expect(seen.open()).toBe(1)
    })
  })
})
