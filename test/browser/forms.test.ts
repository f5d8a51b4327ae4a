/** The forms of actions and of keys: everybody can use them, and they fit a phone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'
import { violations } from './violations.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

const cart = '/c/demo/deployments.apps/shop/recommend'
const keys = '/c/demo/secrets/data/postgres-auth/keys'
const pages = [
  ...['undo', 'scale', 'image', 'labels', 'restart', 'deletion'].map(
    (action) => `${cart}/${action}`,
  ),
  keys,
  `${keys}?add=1`,
]

test.each(['light', 'dark'] as const)('nothing stands in the way of anybody, %s', async (theme) => {
  await on.visit(
    async (page) => {
      const found: string[] = []
      const look = async (path: string) => {
        found.push(...(await violations(page)).map((one) => `${path} ${one}`))
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        if (over > 0) found.push(`${path} is ${over} wider than the screen`)
      }
      for (const path of pages) {
        await page.goto(on.home + path)
        await look(path)
      }
      for (const way of ['show', 'edit']) {
        await page.goto(on.home + keys)
        await page.click(`.keys-held [name=${way}]`)
        await page.waitForSelector(way === 'show' ? '.held' : 'textarea')
        await look(`${keys} ${way}`)
      }
      await page.goto(on.home + keys)
      await page.click('.keys-held a')
      await page.waitForSelector('form[data-action=keys]')
      await look(`${keys} remove`)
      expect(found).toEqual([])
    },
    { colorScheme: theme, viewport: { width: theme === 'dark' ? 390 : 1280, height: 800 } },
  )
})
