/** Every sort of page, from a phone to a large screen: nothing lies beside the screen, and no line is too long to find back from. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

const paths = [
  '/c/demo/pods?ns=shop',
  '/c/demo/pods?ns=shop,web,data&q=no-such-pod',
  '/c/demo/nodes',
  '/c/demo/deployments.apps/shop/recommend',
  '/c/demo/deployments.apps/shop/recommend/yaml',
  '/c/demo/deployments.apps/shop/recommend/yaml?fields=owners',
  '/c/demo/deployments.apps/shop/recommend/edit',
  '/c/demo/apply?kind=pods&ns=shop',
  '/c/demo/services/shop/storefront/logs',
  '/c/demo/secrets/data/postgres-auth',
  '/c/demo/pods/shop/no-such-pod',
]

test.each([360, 390, 1400, 2560])('no page is wider than %s px', async (width) => {
  await on.visit(
    async (page) => {
      for (const path of paths) {
        await page.goto(on.home + path)
        const beside = await page.evaluate(() => {
          const parts = [...document.querySelectorAll('body, .bar > *, .top, .tabs, .card, .under')]
          return parts.filter((part) => {
            const { left, right } = part.getBoundingClientRect()
            return left < 0 || right > innerWidth
          }).length
        })
        expect(beside, path).toBe(0)
        expect(await page.evaluate(() => document.scrollingElement!.scrollWidth), path).toBe(width)
      }
    },
    { viewport: { width, height: 900 } },
  )
})

test('on a large screen the words of an object stay together, and no column takes all the room', async () => {
  await on.visit(
    async (page) => {
      const widthOf = async (selector: string) =>
        (await page.locator(selector).first().boundingBox())!.width
      await page.goto(`${on.home}/c/demo/deployments.apps/shop/recommend`)
      expect(await widthOf('#object')).toBeLessThan(1800)
      await page.goto(`${on.home}/c/demo/pods?status=failing`)
      expect(await widthOf('th.t-status')).toBeLessThan((await widthOf('#sheet')) * 0.4)
    },
    { viewport: { width: 2560, height: 1300 } },
  )
})

test.each(['deployments.apps/shop/recommend', 'nodes/-/mast-1'])(
  'on a phone the pods of %s stand with their status beside their name',
  async (path) => {
    await on.visit(
      async (page) => {
        await page.goto(`${on.home}/c/demo/${path}`)
        const status = page.locator('#part-pods td.t-status').first()
        await status.waitFor()
        const { x, width } = (await status.boundingBox())!
        expect(x + width).toBeLessThanOrEqual(390)
      },
      { viewport: { width: 390, height: 900 } },
    )
  },
)

test.each([390, 1300])('a status beside an object is read whole, %s px wide', async (width) => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/nodes/-/mast-1`)
      await page.waitForSelector('.related td.t-status small')
      const all = await page.$$eval('.related td.t-status', (cells) =>
        cells.map((cell) => ({
          whole: cell.scrollWidth <= cell.clientWidth,
          text: cell.textContent,
        })),
      )
      expect(all.map(({ text }) => text)).toContain('CrashLoopBackOff exit 137, out of memory')
      expect(all.filter(({ whole }) => !whole)).toEqual([])
    },
    { viewport: { width, height: 900 } },
  )
})

const whole = (one: Element) => one.scrollWidth <= one.clientWidth

test.each([1280, 1400])(
  'a long name is read whole and moves no column out of sight, %s px wide',
  async (width) => {
    await on.visit(
      async (page) => {
        await page.goto(`${on.home}/c/demo/pods?ns=shop`)
        const cell = page.locator('#rows td.t-name').first()
        await cell.evaluate((one) => {
          one.querySelector('a')!.textContent = `${'long-name-'.repeat(8)}x7k2q`
          one.classList.add('long')
        })
        expect(await cell.evaluate(whole)).toBe(true)
        expect(await page.locator('#sheet').evaluate(whole)).toBe(true)
      },
      { viewport: { width, height: 900 } },
    )
  },
)

test('all columns of the pods on a node are in sight on a usual screen', async () => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/nodes/-/mast-1`)
      const table = page.locator('#part-pods .grid')
      await table.waitFor()
      expect(await table.locator('th').last().textContent()).toBe('Age')
      const beyond = await table.evaluate((grid) => grid.scrollWidth - grid.clientWidth)
      expect(beyond).toBe(0)
    },
    { viewport: { width: 1400, height: 900 } },
  )
})
