/** What waits while the hand is in a list is said aloud too, where somebody listens: seldom, and when it has come. */
import { expect, test } from 'vitest'
import { at, keys, lists, mark, row, staged } from './live-page.ts'

const its = staged()
const listed = (key: string, on: boolean) =>
  its.behind.patch(at(key), { metadata: { labels: { aloud: on ? 'yes' : null } } })

test('that rows wait is said once, again when they are ten times as many, and that they came', async () => {
  await its.on.visit(async (page) => {
    await page.goto(its.on.home + lists)
    const [first = '', second = '', ...rest] = await keys(page)
    expect(rest.length).toBeGreaterThan(10)
    await listed(first, true)
    await page.goto(`${its.on.home}${lists}?l=aloud%3Dyes`)
    await mark(page, 'live')
    const aloud = () => page.locator('#said[role="status"]').innerText()
    const shown = () => page.locator('#wait').innerText()
    const enter = () => row(page, first).hover()
    expect(await aloud()).toBe('')
    await enter()
    await listed(second, true)
    await expect.poll(aloud).toMatch(/^1 new\. /)
    await listed(rest[0] ?? '', true)
    await expect.poll(shown).toBe('2 new')
    expect(await aloud()).toMatch(/^1 new\. /)
    await Promise.all(rest.map((key) => listed(key, true)))
    await expect.poll(shown).toBe(`${rest.length + 1} new`)
    expect(await aloud()).toMatch(/^\d\d new\. /)
    await page.keyboard.press('.')
    expect(await aloud()).toBe('Rows are up to date.')
    await listed(second, false)
    await expect.poll(aloud).toMatch(/^1 gone\. /)
    await page.hover('.brand')
    await page.locator('#wait').waitFor({ state: 'detached' })
    expect(await aloud()).toBe('')
  })
})
