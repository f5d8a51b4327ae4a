/** Pages in a frame of a portal on the same site: it is listed and hears how tall they are, or the browser shows nothing. */
import { createServer, type Server } from 'node:http'
import type { Frame, Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { boss, type House, house } from '../auth/house.ts'
import { open, type Window } from '../support/browser.ts'
import { listen } from '../support/listen.ts'

interface Told {
  readonly origin: string
  readonly data: { readonly type: string; readonly height: number }
}

/** A portal with one frame, which keeps what it is told. */
interface Portal {
  readonly server: Server
  readonly origin: string
}
async function portal(): Promise<Portal> {
  const server = createServer((request, answer) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://portal')
    const script = pathname === '/portal.js'
    answer.setHeader('content-type', script ? 'text/javascript' : 'text/html')
    const source = (searchParams.get('of') ?? '').replaceAll('&', '&amp;').replaceAll('"', '&quot;')
    answer.end(
      script
        ? 'window.told = []; addEventListener("message", ({ origin, data }) => told.push({ origin, data }))'
        : `<!doctype html><title>Portal</title><link rel="icon" href="data:,"><script src="/portal.js"></script><iframe src="${source}" width="900" height="600"></iframe>`,
    )
  })
  return { server, origin: `http://127.0.0.1:${await listen(server)}` }
}

let listed: Portal
let other: Portal
let site: House
let on: Window
beforeAll(async () => {
  ;[listed, other] = await Promise.all([portal(), portal()])
  const allow = `--frame-ancestors=https://elsewhere.example.org ${listed.origin}`
  site = await house('/a/b', [allow])
  on = await open('/a/b', Promise.resolve(site.program))
})
afterAll(async () => {
  await on?.close()
  await site?.stop()
  for (const one of [listed, other]) one?.server.close()
})
beforeEach(() => site.reset())

const list = '/c/shop/pods?ns=shop&embed=1'

async function framed(page: Page, at: Portal, path: string): Promise<Frame> {
  await page.goto(`${at.origin}/?of=${encodeURIComponent(on.home + path)}`)
  const frame = page.frames()[1]
  if (frame === undefined) throw new Error('There is no frame.')
  return frame
}

async function signIn(page: Page): Promise<void> {
  await page.goto(`${on.home}/c/shop`)
  await page.fill('input[name="token"]', boss)
  await page.keyboard.press('Enter')
  await page.waitForSelector('header.bar .who')
}

const told = (page: Page) => page.evaluate(() => (window as unknown as { told: Told[] }).told)

const around = (frame: Frame) => frame.locator('header.bar, nav.side, .skip, #dock').count()

describe('in a portal that is listed', () => {
  test('a list is there without what surrounds it, live, and tells its height', async () => {
    await on.visit(async (page) => {
      await signIn(page)
      const frame = await framed(page, listed, list)
      await frame.waitForSelector('#live[data-live="live"]')
      expect(await around(frame)).toBe(0)
      await expect.poll(async () => (await told(page)).length).toBeGreaterThan(0)
      const height = () =>
        frame.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height))
      await expect.poll(async () => (await told(page)).at(-1)?.data.height).toBe(await height())
      const all = await told(page)
      expect(new Set(all.map(({ origin }) => origin))).toEqual(new Set([new URL(on.home).origin]))
      expect(new Set(all.map(({ data }) => data.type))).toEqual(new Set(['portlight:height']))
      // A portal that gives it that height has nothing to scroll, and the page grows no further.
      await page
        .locator('iframe')
        .evaluate((one, px) => one.setAttribute('height', String(px)), await height())
      expect(await frame.evaluate(() => document.documentElement.scrollHeight > innerHeight)).toBe(
        false,
      )
    })
  })

  test.each([true, false])(
    'what it leads to stays so; JavaScript %s',
    async (javaScriptEnabled) => {
      await on.visit(
        async (page) => {
          await signIn(page)
          const frame = await framed(page, listed, list)
          await frame.click('#rows td[data-col="name"] a')
          await frame.waitForSelector('main h1:not(:has-text("Pods"))')
          expect(new URL(frame.url()).searchParams.get('embed')).toBe('1')
          expect(await around(frame)).toBe(0)
          await frame.click('main a[href*="/yaml"]')
          await frame.waitForSelector('.yaml')
          expect([await around(frame), page.frames().length]).toEqual([0, 2])
          const out = frame.locator('#out')
          expect(await out.getAttribute('target')).toBe('_blank')
          expect(await out.getAttribute('href')).toMatch(
            /^\/a\/b\/c\/shop\/pods\/shop\/[^/]+\/yaml$/,
          )
          await frame.goto(`${on.home}/c/shop/pods?ns=shop&embed=1`)
          await frame.fill('#q', 'cart')
          await frame.press('#q', 'Enter')
          await frame.waitForURL(/q=cart/)
          await frame.waitForSelector('#rows tr')
          expect(await around(frame)).toBe(0)
        },
        { javaScriptEnabled },
        // Whoever leaves a page in a frame breaks its stream.
        /htmx:sse:error/,
      )
    },
  )

  test('a log is there too, and its links do not replace the portal', async () => {
    await on.visit(async (page) => {
      await signIn(page)
      const frame = await framed(page, listed, '/c/shop/deployments.apps/shop/cart/logs?embed=1')
      await frame.waitForSelector('.log')
      expect(await around(frame)).toBe(0)
      await expect
        .poll(() => frame.evaluate(() => document.querySelector('base')?.target))
        .toBe('_self')
    })
  })

  test('one signs in within it', async () => {
    const run = async (page: Page) => {
      const frame = await framed(page, listed, list)
      await frame.waitForSelector('form.sign-in')
      expect(await around(frame)).toBe(0)
      await frame.fill('input[name="token"]', boss)
      await frame.press('input[name="token"]', 'Enter')
      await frame.waitForSelector('table[data-resource="pods"]')
      expect([await around(frame), frame.url()]).toEqual([0, on.home + list])
    }
    await on.visit(run, {}, /Blocked autofocusing/)
  })

  test('something is done in it', async () => {
    await on.visit(
      async (page) => {
        await signIn(page)
        const path = '/c/shop/deployments.apps/shop/cart/restart?embed=1'
        const frame = await framed(page, listed, path)
        await frame.waitForSelector('form[data-action="restart"]')
        expect(await frame.evaluate(() => document.activeElement === document.body)).toBe(true)
        await frame.click('form[data-action="restart"] button.first')
        await frame.waitForSelector('.did')
        expect(await around(frame)).toBe(0)
      },
      {},
      // The portal keeps the focus.
      /Blocked autofocusing/,
    )
  })
})

describe('in a portal that is not listed', () => {
  test('the browser shows nothing, and nothing is told', async () => {
    await on.visit(
      async (page) => {
        await signIn(page)
        for (const path of [list, '/c/shop', '/c/shop/deployments.apps/shop/cart/logs?embed=1']) {
          const frame = await framed(page, other, path)
          await page.waitForLoadState()
          expect(await frame.locator('#main').count(), path).toBe(0)
          expect(await told(page)).toEqual([])
        }
      },
      {},
      /frame-ancestors|chrome-error/,
    )
  })
})

test('in a window of its own such a page is as bare, and tells nobody', async () => {
  await on.visit(async (page) => {
    await signIn(page)
    await page.goto(on.home + list)
    await page.waitForSelector('#rows tr')
    expect(await page.locator('header.bar').count()).toBe(0)
    await page.locator('#out').evaluate((link) => link.removeAttribute('target'))
    await page.click('#out')
    await page.waitForSelector('header.bar')
    expect(page.url()).toBe(`${on.home}/c/shop/pods?ns=shop`)
  })
})
