/** Rows do not jump under the hand: what changes changes in place, what comes, goes and moves waits. */
import type { Page } from 'playwright'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  at,
  broken,
  data,
  fresh,
  holding,
  keys,
  lists,
  mark,
  row,
  staged,
  streams,
} from './live-page.ts'

const its = staged()
const marked = (key: string, on: boolean) =>
  its.behind.patch(at(key), { metadata: { labels: { hold: on ? 'yes' : null } } })
/** Only those that a test marks: they come and go as it says. */
const some = `${lists}?l=hold%3Dyes`
const all = ['shop/cart', 'shop/catalog', 'shop/checkout', 'shop/kube-root-ca.crt'] as const

const waits = (page: Page) => page.locator('#wait')
const said = (page: Page) => waits(page).innerText()
/** In the table, on a row that stays. */
const enter = (page: Page, key = 'shop/catalog') => row(page, key).hover()
const leave = (page: Page) => page.hover('.brand')
/** The pointer is in the list, and a row waits. */
async function held(page: Page): Promise<void> {
  await page.goto(its.on.home + some)
  await mark(page, 'live')
  await enter(page)
  await marked('shop/checkout', true)
  await waits(page).waitFor()
}

beforeEach(async () => {
  await Promise.all(all.map((key) => holding(its.behind, key, 0)))
  await Promise.all(all.map((key) => marked(key, key !== 'shop/checkout')))
})

describe('while the pointer is in the table', () => {
  test('values change at once, and what comes and goes waits until it is asked for', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + some)
      await mark(page, 'live')
      const before = await keys(page)
      await enter(page)
      await marked('shop/checkout', true)
      await expect.poll(() => waits(page).count()).toBe(1)
      await its.behind.patch(at('shop/cart'), { metadata: { labels: { hold: null } } })
      await expect.poll(() => said(page)).toBe('1 new, 1 gone')
      const was = await data(page, 'shop/catalog').innerText()
      await holding(its.behind, 'shop/catalog', 3)
      await expect.poll(() => data(page, 'shop/catalog').innerText()).toBe(String(Number(was) + 3))
      expect(await keys(page)).toEqual(before)
      expect(await row(page, 'shop/cart').getAttribute('data-left')).toBe('gone')
      expect(await page.getAttribute('table[data-resource]', 'data-total')).toBe('3')
      await row(page, 'shop/cart').locator('td[data-col="name"] a').click()
      expect(page.url()).toBe(its.on.home + some)
      await page.keyboard.press('.')
      expect(await keys(page)).toEqual(await fresh(page))
      expect(await waits(page).count()).toBe(0)
    })
  })

  test('the button brings the rows, whose links work as the others do', async () => {
    await its.on.visit(async (page) => {
      await held(page)
      await holding(its.behind, 'shop/checkout', 2)
      await waits(page).evaluate((button) => (button as HTMLButtonElement).click())
      expect(await keys(page)).toEqual(await fresh(page))
      await page.evaluate(() => document.querySelector('header')!.setAttribute('data-kept', 'yes'))
      await row(page, 'shop/checkout').locator('td[data-col="name"] a').click()
      await page.waitForURL(/configmaps\/shop\/checkout/)
      expect(await page.locator('header[data-kept]').count()).toBe(1)
    })
  })

  test('they come by themselves when it has left', async () => {
    await its.on.visit(async (page) => {
      await held(page)
      await leave(page)
      await row(page, 'shop/checkout').waitFor()
      expect(await keys(page)).toEqual(await fresh(page))
      expect(await waits(page).count()).toBe(0)
      await marked('shop/checkout', false)
      await row(page, 'shop/checkout').waitFor({ state: 'detached' })
    })
  })

  test('and when it has ticked a box, which keeps the focus', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + some)
      await mark(page, 'live')
      const box = row(page, 'shop/catalog').locator('.x input')
      await box.click()
      await marked('shop/checkout', true)
      await waits(page).waitFor()
      await leave(page)
      await row(page, 'shop/checkout').waitFor()
      expect(await box.isChecked()).toBe(true)
      expect(await box.evaluate((one) => one === document.activeElement)).toBe(true)
      expect(await waits(page).count()).toBe(0)
    })
  })

  test('a row that sorts elsewhere keeps its place and shows its value; one that comes back never left', async () => {
    await its.on.visit(async (page) => {
      await page.goto(`${its.on.home}${some}&sort=data`)
      await mark(page, 'live')
      const before = await keys(page)
      const first = before[0] ?? ''
      await enter(page)
      const was = Number(await data(page, first).innerText())
      await holding(its.behind, first, 9)
      await expect.poll(() => data(page, first).innerText()).toBe(String(was + 9))
      expect(await said(page)).toBe('1 moved')
      expect(await keys(page)).toEqual(before)
      await marked(first, false)
      await expect.poll(() => said(page)).toBe('1 gone')
      await marked(first, true)
      await expect.poll(() => said(page)).toBe('1 moved')
      expect(await page.locator('[data-left]').count()).toBe(0)
      await holding(its.behind, first, 0)
      await waits(page).waitFor({ state: 'detached' })
      expect(await keys(page)).toEqual(before)
    })
  })

  test('a row that no longer matches is not said to be gone', async () => {
    await its.on.visit(async (page) => {
      await holding(its.behind, 'shop/cart', 9)
      await page.goto(`${its.on.home}${lists}?q=data%3E8`)
      await mark(page, 'live')
      await enter(page, 'shop/cart')
      await holding(its.behind, 'shop/cart', 0)
      await expect.poll(() => said(page)).toBe('1 off this page')
      expect(await row(page, 'shop/cart').getAttribute('data-left')).toBe('')
    })
  })

  test('what waits is not lost with the stream, nor taken for shown', async () => {
    await its.on.visit(
      async (page) => {
        const seen = streams(page)
        await page.goto(its.behind.near.url.origin + some)
        await mark(page, 'live')
        await enter(page)
        await marked('shop/checkout', true)
        await expect.poll(() => said(page)).toBe('1 new')
        its.behind.near.cut()
        await expect.poll(() => seen.asked.length).toBeGreaterThan(1)
        await mark(page, 'live')
        await marked('shop/kube-root-ca.crt', false)
        await expect.poll(() => said(page)).toBe('1 new, 1 gone')
        its.behind.near.cut()
        await marked('shop/cart', false)
        // How a row left over a cut is not known.
        await expect.poll(() => said(page)).toMatch(/^1 new, (?:2 gone|1 gone, 1 off this page)$/)
        await page.keyboard.press('.')
        expect(await keys(page)).toEqual(await fresh(page))
      },
      {},
      broken,
    )
  })
})

test('a stream that is asked for anew is told what waits, not what the page was when it came', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.behind.near.url.origin + some)
      await mark(page, 'live')
      await enter(page)
      await marked('shop/checkout', true)
      await expect.poll(() => said(page)).toBe('1 new')
      // Some proxy's page, often enough that the stream is given up and asked for by its address.
      let asked = 0
      await page.route(/watch=/, (route) => {
        asked += 1
        const body = '<main>Please sign in</main>'
        return asked > 4 ? route.fallback() : route.fulfill({ contentType: 'text/html', body })
      })
      its.behind.near.cut()
      await mark(page, 'stale')
      await marked('shop/checkout', false)
      await waits(page).waitFor({ state: 'detached', timeout: 40_000 })
      expect(asked).toBe(5)
      expect(await keys(page)).toEqual(await fresh(page))
    },
    {},
    broken,
  )
})

test('while the focus is in the table rows wait too, and it stays where it is', async () => {
  await its.on.visit(async (page) => {
    await page.goto(`${its.on.home}${some}&sort=-data`)
    await mark(page, 'live')
    const before = await keys(page)
    const last = before.at(-1) ?? ''
    await row(page, last).locator('td[data-col="name"] a').focus()
    await holding(its.behind, last, 9)
    await expect.poll(() => said(page)).toBe('1 moved')
    expect(await keys(page)).toEqual(before)
    await page.keyboard.press('.')
    expect(await keys(page)).toEqual(await fresh(page))
    expect((await keys(page))[0]).toBe(last)
    const focus = () => page.evaluate(() => document.activeElement?.closest('tr')?.dataset['key'])
    expect(await focus()).toBe(last)
  })
})

test('with a finger on the table rows wait, and not longer', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.on.home + some)
      await mark(page, 'live')
      const finger = (type: string, on: number) =>
        row(page, 'shop/catalog').evaluate(
          (target, [name, count]) => {
            const touch = new Touch({ identifier: 1, target })
            const touches = count === 1 ? [touch] : []
            target.dispatchEvent(new TouchEvent(name, { bubbles: true, touches }))
          },
          [type, on] as const,
        )
      await finger('touchstart', 1)
      await marked('shop/checkout', true)
      await waits(page).waitFor()
      await finger('touchend', 0)
      await row(page, 'shop/checkout').waitFor()
      await marked('shop/checkout', false)
      await row(page, 'shop/checkout').waitFor({ state: 'detached' })
    },
    { hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } },
  )
})
