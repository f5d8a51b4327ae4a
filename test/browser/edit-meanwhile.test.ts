/** While somebody types, others change the object, delete it, or the session ends: told at once, nothing typed is lost. */
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { at, mark, staged } from './live-page.ts'
import { violations } from './violations.ts'

const its = staged()

const deployment = '/apis/apps/v1/namespaces/shop/deployments/cart'
async function begin(page: Page, path: string): Promise<string> {
  await page.goto(`${its.on.home}/c/demo/${path}/edit`)
  await mark(page, 'live')
  await page.focus('#text')
  await page.keyboard.press('Control+Home')
  await page.keyboard.type('# mine\n')
  return page.inputValue('#text')
}
const labelled = (seen: string | null) =>
  its.behind.patch(deployment, { metadata: { labels: { seen } } })
const told = (page: Page, words: string) =>
  page.waitForSelector(`#meanwhile .note:has-text("${words}")`)

test('another’s change is told and shown, the text and its undo stay', async () => {
  await its.on.visit(async (page) => {
    const typed = await begin(page, 'configmaps/shop/cart')
    await its.behind.patch(at('shop/cart'), { data: { colour: 'green' } })
    await told(page, 'changed it while you edit')
    await page.click('button[value="theirs"]')
    await page.waitForSelector('#theirs .come:has-text("colour: green")')
    expect(await page.inputValue('#text')).toBe(typed)
    expect(await violations(page)).toEqual([])
    await page.focus('#text')
    const command = (name: string) => page.evaluate((one) => document.execCommand(one), name)
    await command('undo')
    expect(await page.inputValue('#text')).not.toBe(typed)
    await command('redo')
    expect(await page.inputValue('#text')).toBe(typed)
    await page.click('button[value="review"]')
    await page.waitForSelector('.note:has-text("It was changed by another while you edited")')
    await page.click('button[value="edit"]')
    await mark(page, 'live')
    expect(await page.inputValue('#text')).toContain('# mine')
    expect(await page.inputValue('#text')).toContain('colour: green')
    expect(await page.locator('#meanwhile').innerText()).toBe('')
  })
})

test('what is as it was again is no change any more', async () => {
  await its.on.visit(async (page) => {
    await begin(page, 'deployments.apps/shop/cart')
    await labelled('a')
    await told(page, 'changed it while you edit')
    await labelled(null)
    await page.waitForFunction(() => document.getElementById('meanwhile')?.innerText === '')
  })
})

test('that it was deleted is told; the text stays to make a new one', async () => {
  await its.on.visit(async (page) => {
    const typed = await begin(page, 'configmaps/shop/storefront')
    await its.behind.remove(at('shop/storefront'))
    await page.waitForSelector('#gone .note:has-text("was deleted")')
    expect(await page.inputValue('#text')).toBe(typed)
    await page.click('button[value="review"]')
    await page.waitForSelector('h1:has-text("It was deleted meanwhile")')
    expect(await page.inputValue('textarea')).toBe(typed)
  })
})
