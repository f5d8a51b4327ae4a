/** What a person does in a list survives changes that come as fast as the API server makes them. */
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { random } from '../support/random.ts'
import { at, fresh, holding, keys as keysOf, lists, mark, row, staged } from './live-page.ts'

const its = staged()
const seen = async (page: Page) => ({
  ...(await page.evaluate(() => ({
    typed: document.querySelector<HTMLInputElement>('#filter input[name="l"]')?.value,
    scrolled: [...document.querySelectorAll('html, main, #sheet')].map((one) => one.scrollTop),
    menu: document.querySelectorAll('#filter details[open]').length,
    chosen: document.querySelectorAll('#rows .x :checked').length,
    bar: document.querySelector('#bulk b')?.textContent,
  }))),
  keys: await keysOf(page),
})

/** All that there are belong to the list at first. */
async function planted(page: Page): Promise<readonly string[]> {
  await page.goto(its.on.home + lists)
  const keys = await keysOf(page)
  const labels = { flood: 'yes' }
  await Promise.all(keys.map((key) => its.behind.patch(at(key), { metadata: { labels } })))
  return keys
}

/** Each changes what a row shows, where it sorts, or whether it is one of the list's; the first one always is. */
async function flood(keys: readonly string[], many: number): Promise<void> {
  const chance = random(7)
  const pick = () => keys[chance.below(keys.length)] ?? ''
  const some = () => keys[1 + chance.below(keys.length - 1)] ?? ''
  const one = () =>
    chance.below(4) === 0
      ? its.behind.patch(at(some()), {
          metadata: { labels: { flood: chance.below(3) === 0 ? null : 'yes' } },
        })
      : holding(its.behind, pick(), chance.below(9))
  for (let made = 0; made < many; made += 20)
    await Promise.all(Array.from({ length: 20 }, async () => one()))
}

test(
  'rows, the selection, scroll, an open menu and what is typed stay; afterwards the rows are those of a fresh page',
  { timeout: 120_000 },
  async () => {
    await its.on.visit(
      async (page) => {
        const keys = await planted(page)
        await page.goto(`${its.on.home}${lists}?l=flood%3Dyes&sort=-data`)
        await mark(page, 'live')
        await page.evaluate(() => {
          for (const one of document.querySelectorAll('html, main, #sheet')) one.scrollTop = 60
        })
        await row(page, keys[0] ?? '')
          .locator('.x input')
          .click()
        await page.click('#filter summary')
        await page.fill('#filter input[name="l"]', 'half a wo')
        const middle = (await keysOf(page))[4] ?? ''
        await row(page, middle).hover({ position: { x: 640, y: 10 } })
        const before = await seen(page)
        expect(before).toMatchObject({ typed: 'half a wo', menu: 1, chosen: 1, bar: '1 selected' })
        await flood(keys, 3000)
        await page.waitForSelector('#wait')
        expect(await seen(page)).toEqual(before)
        const now = await fresh(page)
        await page.hover('.brand')
        await expect.poll(() => keysOf(page)).toEqual(now)
        expect(await page.locator('#wait, [data-left]').count()).toBe(0)
        expect(await seen(page)).toMatchObject({ chosen: 1, bar: '1 selected' })
        expect(
          await row(page, keys[0] ?? '')
            .locator('.x input')
            .isChecked(),
        ).toBe(true)
        await mark(page, 'live')
      },
      { viewport: { width: 900, height: 420 } },
    )
  },
)

test('one page of several is held and brought up to date as exactly', async () => {
  await its.on.visit(async (page) => {
    const keys = await planted(page)
    await page.goto(`${its.on.home}${lists}?l=flood%3Dyes&sort=-data&size=4&page=2`)
    await mark(page, 'live')
    for (const many of [40, 200, 600]) {
      await page.locator('#rows > tr').nth(1).hover()
      const before = await keysOf(page)
      await flood(keys, many)
      await page.waitForSelector('#wait')
      expect(await keysOf(page)).toEqual(before)
      await page.hover('.brand')
      const now = await fresh(page)
      await expect.poll(() => keysOf(page)).toEqual(now)
    }
  })
})
