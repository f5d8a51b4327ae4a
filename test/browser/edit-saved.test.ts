/** An edit from its beginning to its end in a browser, with and without JavaScript, while others write too. */
import type { Page } from 'playwright'
import { beforeEach, describe, expect, test } from 'vitest'
import { at, staged } from './live-page.ts'
import { violations } from './violations.ts'

const its = staged()

const key = 'shop/cart'
const path = `/c/demo/configmaps/${key}`
const theirs = (data: Readonly<Record<string, string | null>>) =>
  its.behind.patch(at(key), { data })

async function begin(page: Page, from: string, to: string): Promise<string> {
  await page.goto(`${its.on.home + path}/yaml`)
  await page.click('.yaml a:has-text("Edit")')
  await page.waitForSelector('#text')
  const text = await page.inputValue('#text')
  expect(text).toContain(from)
  const typed = text.replace(from, to)
  await page.fill('#text', typed)
  return typed
}
/** `+  colour: blue` */
const changes = async (page: Page) => {
  const rows = await page.locator('.diff tr.come, .diff tr.gone').all()
  return Promise.all(rows.map(async (row) => (await row.locator('td').allInnerTexts()).slice(2)))
}
const review = (page: Page) => page.click('button[value="review"]')
const stored = (page: Page) => page.locator('#object').innerText()

describe.each([true, false])('JavaScript %s', (javaScriptEnabled) => {
  const visit = (run: (page: Page) => Promise<void>) => its.on.visit(run, { javaScriptEnabled })
  beforeEach(() => theirs({ colour: 'red', zone: 'a', answer: 'yes' }))

  test('what changes is shown, saved, and said once', async () => {
    await visit(async (page) => {
      await begin(page, 'colour: red', 'colour: blue')
      await review(page)
      await page.waitForSelector('.diff')
      expect(await changes(page)).toEqual([
        ['−', '  colour: red'],
        ['+', '  colour: blue'],
      ])
      await page.click('button[value="save"]')
      await page.waitForURL(`${its.on.home + path}/yaml`)
      expect(await page.locator('.did').innerText()).toBe('Saved.')
      expect(await stored(page)).toContain('colour: blue')
      await page.reload()
      expect(await page.locator('.did').count()).toBe(0)
    })
  })

  test('another’s change elsewhere is kept, and said before it is saved or after', async () => {
    await visit(async (page) => {
      await begin(page, 'colour: red', 'colour: blue')
      await theirs({ zone: 'b' })
      await review(page)
      await page.waitForSelector('.note:has-text("It was changed by another while you edited")')
      expect(await changes(page)).toHaveLength(2)
      await theirs({ zone: 'c' })
      await page.click('button[value="save"]')
      await page.waitForURL(`${its.on.home + path}/yaml`)
      expect(await page.locator('.did').innerText()).toContain('Another changed it')
      expect(await stored(page)).toContain('colour: blue')
      expect(await stored(page)).toContain('zone: c')
    })
  })

  test('a change of the same stands side by side, and nothing typed is lost', async () => {
    await visit(async (page) => {
      await begin(page, 'colour: red', 'colour: blue')
      const typed = (await page.inputValue('#text')).replace('zone: a', 'zone: z # mine')
      await page.fill('#text', typed)
      await theirs({ colour: 'green', answer: 'no' })
      await review(page)
      await page.waitForSelector('.sides')
      expect(await page.locator('section[aria-label="Theirs"] pre').innerText()).toContain('green')
      expect(await page.locator('section[aria-label="Yours"] pre').innerText()).toContain('blue')
      const merged = await page.inputValue('#text')
      expect(merged).toBe(typed.replace(/answer: .*/, 'answer: "no"'))
      if (javaScriptEnabled) expect(await violations(page)).toEqual([])
      await review(page)
      await page.waitForSelector('.note:has-text("This overwrites what another wrote")')
      expect(await page.locator('button[value="save"]').count()).toBe(0)
      await page.click('button[value="edit"]')
      await page.fill('#text', merged.replace('colour: blue', 'colour: green'))
      await review(page)
      await page.click('button[value="save"]')
      await page.waitForURL(`${its.on.home + path}/yaml`)
      expect(await stored(page)).toContain('colour: green')
      expect(await stored(page)).toContain('zone: z')
    })
  })
})
