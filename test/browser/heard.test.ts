/** What is typed stays where a proxy will not pass it on, or nobody is there to take it; and says so. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'
import { hasNginx, type Nginx, nginxBefore } from '../support/nginx.ts'
import { portlight, type Program } from '../support/program.ts'
import { broken } from './live-page.ts'
import { violations } from './violations.ts'

/** Few lines: a browser lays out many of them slowly. */
const text = (bytes: number) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: large\n  namespace: shop\ndata:\n  a: |\n${`    ${'x'.repeat(bytes / 10)}\n`.repeat(10)}`
const alert = (page: Page) => page.locator('.unheard').innerText()
const area = (page: Page) => page.locator('textarea#text')
/** As pasted. */
const put = (page: Page, typed: string) =>
  area(page).evaluate((one: HTMLTextAreaElement, value) => void (one.value = value), typed)
const isKept = async (page: Page, typed: string) => (await area(page).inputValue()) === typed

describe.skipIf(!hasNginx)('behind nginx as it comes', () => {
  let program: Program
  let nginx: Nginx
  let on: Window
  beforeAll(async () => {
    program = await portlight(['--demo'])
    nginx = await nginxBefore(program.address)
    on = await open('', Promise.resolve(program))
  })
  afterAll(async () => {
    await on?.close()
    await nginx?.stop()
    // Another one by now.
    await program?.stop()
  })

  test('what is too large for it is not lost, and goes once it is shorter', async () => {
    await on.visit(
      async (page) => {
        await page.goto(`${nginx.origin}/c/demo/apply`)
        const large = text(1_200_000)
        await put(page, large)
        await page.click('button[value="review"]')
        await page.waitForSelector('.unheard[role="alert"]')
        expect(await alert(page)).toMatch(/too large.*413.*still here.*client_max_body_size/)
        expect(await isKept(page, large)).toBe(true)
        expect(await violations(page)).toEqual([])
        await put(page, text(900_000))
        await page.click('button[value="review"]')
        await page.waitForSelector('.results')
        expect(await isKept(page, text(900_000))).toBe(true)
      },
      {},
      broken,
    )
  })

  test('an address too long for it is said, and what is typed stays with the rows', async () => {
    await on.visit(async (page) => {
      await page.goto(`${nginx.origin}/c/demo/pods`)
      const rows = await page.locator('#rows > tr').count()
      await page.fill('#q', '漢'.repeat(1000))
      await page.waitForSelector('#broken :text("414, too long")')
      expect(await page.locator('#rows > tr').count()).toBe(rows)
      expect(await page.inputValue('#q')).toBe('漢'.repeat(1000))
      await page.fill('#q', 'cart')
      await page.waitForURL(/q=cart$/)
      expect(await page.locator('#broken > *').count()).toBe(0)
    })
  })

  test('an edit stays while Portlight is restarted, and goes once it is there again', async () => {
    await on.visit(
      async (page) => {
        await page.goto(`${nginx.origin}/c/demo/configmaps/shop/cart/edit`)
        const before = await area(page).inputValue()
        const mine = before.replace('data:\n', 'data:\n  colour: blue\n')
        await area(page).fill(mine)
        const { port } = program.address
        await program.end()
        await page.click('button[value="review"]')
        await page.waitForSelector('.unheard')
        expect(await alert(page)).toMatch(/answers 502.*still here/)
        expect(await isKept(page, mine)).toBe(true)
        program = await portlight(['--demo', `--port=${port}`])
        await page.click('button[value="review"]')
        await page.waitForSelector('.diff')
      },
      {},
      broken,
    )
  })

  test('a value stays while the way is cut', async () => {
    await on.visit(
      async (page) => {
        await page.goto(`${nginx.origin}/c/demo/secrets/data/postgres-auth/keys?add=1`)
        await page.fill('input[name="key"]', 'heard')
        await page.fill('textarea[name="value"]', 'mine')
        await page.context().setOffline(true)
        await page.click('button[value="save"]')
        await page.waitForSelector('.unheard')
        expect(await alert(page)).toMatch(/Nobody answers.*still here/)
        await page.context().setOffline(false)
        await page.click('button[value="save"]')
        await page.waitForSelector('.did')
      },
      {},
      broken,
    )
  })
})
