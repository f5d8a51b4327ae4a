/** The events page as a person sees it: alive, calm under the hand, and whole without scripts. */
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { mark, staged } from './live-page.ts'

const its = staged()
const events = '/c/demo/events'

interface Listed {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly namespace: string }
  }[]
}
/** Where the events of a filter stand, in the API server's order. */
async function found(page: Page, q: string): Promise<readonly string[]> {
  const answer = await page.request.get(
    `${its.on.home}${events}?as=json&q=${encodeURIComponent(q)}`,
  )
  const { items } = (await answer.json()) as Listed
  return items.map(
    ({ metadata: { name, namespace } }) => `/api/v1/namespaces/${namespace}/events/${name}`,
  )
}
const group = (page: Page, words: string) => page.locator('#rows > tr').filter({ hasText: words })
const cell = (page: Page, words: string, col: string) =>
  group(page, words).locator(`td[data-col="${col}"]`)
const shown = (page: Page, col: string) =>
  page.locator(`#rows td[data-col="${col}"]`).allInnerTexts()

test('a group counts on while one looks, and takes its place', async () => {
  await its.on.visit(async (page) => {
    await page.goto(its.on.home + events)
    await mark(page, 'live')
    const [path = ''] = await found(page, 'reason=ImageGCFailed')
    await its.behind.patch(path, { count: 4321, message: 'said anew' })
    await expect.poll(() => cell(page, 'ImageGCFailed', 'count').innerText()).toBe('4,321')
    expect(await cell(page, 'ImageGCFailed', 'message').innerText()).toBe('said anew')
    // Now it happened most often of all: it stands first.
    expect((await shown(page, 'reason'))[0]).toBe('ImageGCFailed')
    expect(await page.locator('#count').innerText()).toMatch(/^\d+ groups of \d+ events$/)
  })
})

test('while the pointer is among them groups count in place, and move when it has left', async () => {
  await its.on.visit(async (page) => {
    await page.goto(its.on.home + events)
    await mark(page, 'live')
    const before = await shown(page, 'object')
    const [path = ''] = await found(page, 'reason=BackoffLimitExceeded')
    await group(page, 'BackoffLimitExceeded').hover()
    await its.behind.patch(path, { count: 9999 })
    await expect.poll(() => page.locator('#wait').innerText()).toBe('1 moved')
    expect(await shown(page, 'object')).toEqual(before)
    await page.hover('.brand')
    await expect.poll(async () => (await shown(page, 'reason'))[0]).toBe('BackoffLimitExceeded')
  })
})

test('a menu of reasons that is open stays open, and has a reason that comes', async () => {
  await its.on.visit(async (page) => {
    await page.goto(its.on.home + events)
    await mark(page, 'live')
    const [path = ''] = await found(page, 'reason=SawCompletedJob')
    await page.click('summary:text-is("Reason")')
    const reasons = page.locator('#by-reason')
    expect(await reasons.innerText()).toContain('SawCompletedJob')
    await its.behind.patch(path, { reason: 'SawItAll' })
    await expect.poll(() => reasons.innerText()).toContain('SawItAll')
    expect(await reasons.isVisible()).toBe(true)
    await reasons.locator('a', { hasText: 'SawItAll' }).click()
    await page.waitForURL(/q=reason%3DSawItAll/)
    expect(await shown(page, 'reason')).toEqual(['SawItAll'])
  })
})

for (const javaScriptEnabled of [true, false])
  test(`from a warning to its events and back, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    await its.on.visit(
      async (page) => {
        await page.goto(its.on.home + events)
        await page.click('#chips a:has-text("Warning")')
        await page.waitForURL(/status=pending/)
        const [first = ''] = await shown(page, 'reason')
        await page.click('#rows td[data-col="reason"] a >> nth=0')
        await page.waitForURL(/group=none/)
        expect(new Set(await shown(page, 'reason'))).toEqual(new Set([first]))
        await page.click('summary:text-is("Group by")')
        await page.click('.menu a:has(span:text-is("Reason"))')
        await page.waitForURL(/group=reason/)
        expect(await shown(page, 'reason')).toEqual([first])
      },
      { javaScriptEnabled },
    )
  })
