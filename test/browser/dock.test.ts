/** Logs in the dock: they stay while pages come and go, and rest while nobody sees them. */
import type { Frame, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'
import { violations } from './violations.ts'

const log = '/c/demo/deployments.apps/shop/storefront/logs'
let on: Window
beforeAll(async () => {
  on = await open('/a/b')
})
afterAll(() => on?.close())

const tabs = (page: Page) => page.locator('.dock-tab')
const panes = (page: Page) => page.locator('#dock iframe')
/** Within what is shown. */
async function frame(page: Page): Promise<Frame> {
  const found = await page.locator('.dock-pane.on iframe').elementHandle()
  return (await found?.contentFrame()) as Frame
}
const live = async (page: Page) =>
  (await frame(page)).waitForSelector('#live[data-live="live"]', { state: 'attached' })
/** How many streams of logs this page has begun so far. */
function streams(page: Page): () => number {
  let begun = 0
  page.on('request', (request) => (begun += /logs\?.*watch=/.test(request.url()) ? 1 : 0))
  return () => begun
}

async function dock(page: Page, path = log): Promise<void> {
  await page.goto(on.home + path)
  const count = await tabs(page).count()
  await page.click('[data-dock]')
  await tabs(page).nth(count).waitFor()
  await live(page)
}

test('a log stays, with its lines and its stream, over links, forward and back', async () => {
  await on.visit(async (page) => {
    await dock(page)
    await (await frame(page)).evaluate(() => (document.body.dataset['mine'] = 'same'))
    const begun = streams(page)
    for (const id of ['pods', 'deployments.apps', 'nodes']) {
      await page.click(`#sidebar a[data-resource="${id}"]`)
      await page.waitForURL(`**/${id}`)
      await page.waitForSelector(`#main[data-at="${id}"]`)
    }
    await page.goBack()
    await page.waitForSelector('#main[data-at="deployments.apps"]')
    await page.goForward()
    await page.waitForSelector('#main[data-at="nodes"]')
    expect(await tabs(page).count()).toBe(1)
    const inside = await frame(page)
    expect(await inside.evaluate(() => document.body.dataset['mine'])).toBe('same')
    expect(begun()).toBe(0)
    const before = await inside.locator('#lines > [id]').count()
    await expect.poll(() => inside.locator('#lines > [id]').count()).toBeGreaterThan(before)
  })
})

test('a full load brings them back, the one that was seen, as high and as narrowed as it was', async () => {
  await on.visit(async (page) => {
    await dock(page)
    await dock(page, '/c/demo/pods/data/postgres-0/logs')
    const inside = await frame(page)
    await inside.fill('[name="q"]', 'checkpoint')
    await inside.press('[name="q"]', 'Enter')
    await inside.waitForSelector('.hit')
    await page.focus('#dock-edge')
    /* Not the answer to the filter, which may be late. */
    const said = page.waitForResponse((answer) => /height/.test(answer.request().postData() ?? ''))
    await page.keyboard.press('ArrowUp')
    await said
    const high = await page.locator('#dock').boundingBox()
    await page.goto(`${on.home}/c/demo/nodes`)
    expect(await tabs(page).allInnerTexts()).toEqual([
      expect.stringContaining('storefront'),
      expect.stringMatching(/postgres-0\s+checkpoint/),
    ])
    expect(await tabs(page).nth(1).getAttribute('aria-selected')).toBe('true')
    await expect
      .poll(async () => (await page.locator('#dock').boundingBox())?.height)
      .toBe(high?.height)
    await (await frame(page)).waitForSelector('.hit')
    expect(await page.getAttribute('#dock-page', 'href')).toBe(
      '/a/b/c/demo/pods/data/postgres-0/logs?q=checkpoint',
    )
    // The page around it went nowhere, and has no steps of the frame to go back over.
    await page.goBack()
    await page.waitForURL('**/postgres-0/logs')
  })
})

test('a fourth is refused in words', async () => {
  await on.visit(async (page) => {
    for (const name of ['postgres-0', 'postgres-1', 'postgres-2'])
      await dock(page, `/c/demo/pods/data/${name}/logs`)
    await page.goto(on.home + log)
    await page.click('[data-dock]')
    await expect.poll(() => page.textContent('.did')).toMatch(/holds 3, and it is full: close one/)
    expect(await panes(page).count()).toBe(3)
    await tabs(page).first().locator('.dock-x').click()
    await expect.poll(() => tabs(page).count()).toBe(2)
    await page.click('[data-dock]')
    await expect.poll(() => tabs(page).count()).toBe(3)
  })
})

test('what is not seen has no stream, and goes on where it was when it is seen', async () => {
  await on.visit(async (page) => {
    await dock(page, '/c/demo/pods/data/postgres-0/logs')
    await dock(page)
    const begun = streams(page)
    const inside = await frame(page)
    const count = () => inside.locator('#lines > [id]').count()
    await tabs(page).first().click()
    expect(await inside.evaluate(() => document.hidden)).toBe(true)
    await expect.poll(begun).toBe(1)
    const before = await count()
    await tabs(page).nth(1).click()
    await expect.poll(begun).toBe(2)
    await expect.poll(count).toBeGreaterThan(before)
    const ids = await inside.locator('#lines > [id]').evaluateAll((all) => all.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
    await page.click('#dock-fold')
    expect(await inside.evaluate(() => document.hidden)).toBe(true)
    await page.click('#dock-fold')
    expect(await inside.evaluate(() => document.hidden)).toBe(false)
  })
})

test('with the keyboard alone: in and out, along the tabs, folded, higher, closed', async () => {
  await on.visit(async (page) => {
    await dock(page, '/c/demo/pods/data/postgres-0/logs')
    await dock(page)
    const active = () =>
      page.evaluate(() => document.activeElement?.id || document.activeElement?.localName)
    await page.focus('.box [name="q"]')
    await page.keyboard.press('Control+`')
    expect(await active()).toBe('iframe')
    expect(await (await frame(page)).evaluate(() => document.activeElement?.id)).toBe('log')
    await page.keyboard.press('Control+`')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q')
    await tabs(page).nth(1).focus()
    await page.keyboard.press('ArrowRight')
    expect(await tabs(page).first().getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('End')
    expect(await tabs(page).nth(1).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.getAttribute('#dock-fold', 'aria-expanded')).toBe('false')
    expect((await page.locator('#dock').boundingBox())?.height).toBeLessThan(40)
    await page.keyboard.press('Control+`')
    expect(await page.getAttribute('#dock-fold', 'aria-expanded')).toBe('false')
    await page.keyboard.press('Control+`')
    expect(await page.getAttribute('#dock-fold', 'aria-expanded')).toBe('true')
    await tabs(page).nth(1).focus()
    await page.keyboard.press('Delete')
    await expect.poll(() => tabs(page).count()).toBe(1)
    await page.keyboard.press('Delete')
    await expect.poll(() => page.locator('#dock').count()).toBe(0)
    expect(await active()).toBe('main')
  })
})

test('its edge is pulled with the pointer, over the frame too', async () => {
  await on.visit(
    async (page) => {
      await dock(page)
      const edge = (await page.locator('#dock-edge').boundingBox())!
      await page.mouse.move(700, edge.y + 2)
      await page.mouse.down()
      await page.mouse.move(700, 700)
      await page.mouse.move(700, 200)
      await page.mouse.up()
      const { y } = (await page.locator('#dock').boundingBox())!
      expect(Math.abs(y - 200)).toBeLessThan(9)
      expect(await page.getAttribute('#dock-edge', 'aria-valuenow')).toBe('80')
    },
    { viewport: { width: 1400, height: 1000 } },
  )
})

test.each([
  ['dark', 1400],
  ['light', 1400],
  ['dark', 390],
  ['light', 390],
] as const)(
  'axe finds nothing, %s, %i wide, and nothing lies beside the screen',
  async (colorScheme, width) => {
    await on.visit(
      async (page) => {
        await dock(page, `${log}?tail=100`)
        await page.goto(`${on.home}/c/demo/nodes`)
        if (width < 720) {
          // A bar, until it is asked for.
          expect((await page.locator('#dock').boundingBox())?.height).toBeLessThan(40)
          expect(await violations(page)).toEqual([])
          await tabs(page).first().click()
          expect((await page.locator('#dock').boundingBox())?.height).toBeGreaterThan(400)
        }
        await live(page)
        expect(await violations(page)).toEqual([])
        const inside = await frame(page)
        const found = inside as unknown as Page
        expect(await violations(found)).toEqual([])
        for (const place of [page, inside]) {
          const wider = await place.evaluate(
            () => document.documentElement.scrollWidth - innerWidth,
          )
          expect(wider).toBeLessThanOrEqual(0)
        }
        const colour = await inside.evaluate(() => getComputedStyle(document.body).backgroundColor)
        expect(colour).toBe(colorScheme === 'dark' ? 'rgb(11, 14, 19)' : 'rgb(243, 244, 246)')
      },
      { colorScheme, viewport: { width, height: 844 } },
    )
  },
)

test('without scripts there is no button for it', async () => {
  await on.visit(
    async (page) => {
      await page.goto(on.home + log)
      expect(await page.locator('#lines > [id]').count()).toBeGreaterThan(5)
      expect(await page.locator('[data-dock]').isVisible()).toBe(false)
    },
    { javaScriptEnabled: false },
  )
})

test('within a frame, of a portal or of the dock, nothing offers to keep it', async () => {
  await on.visit(async (page) => {
    const text = async (path: string, headers = {}) =>
      (
        await page.request.get(on.home + path, { headers: { accept: 'text/html', ...headers } })
      ).text()
    expect(await text(log)).toContain('data-dock')
    expect(await text(log, { 'sec-fetch-dest': 'iframe' })).not.toContain('data-dock')
    expect(await text(`${log}?embed=1`)).not.toContain('data-dock')
  })
})
