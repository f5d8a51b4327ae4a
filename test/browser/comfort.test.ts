/** What JavaScript adds, and what holds on every page: keyboard, narrow screens, no errors. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { age } from '../../src/views/age.ts'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

describe('boosted links', () => {
  test('say that what they lead to is on its way, until it is there', async () => {
    await on.visit(async (page) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      await page.route('**/c/demo/nodes', async (route) => {
        await promise
        await route.continue()
      })
      const line = () =>
        page.evaluate(() => {
          const { content, opacity } = getComputedStyle(document.body, '::after')
          return content === 'none' ? '' : opacity
        })
      await page.goto(`${on.home}/c/demo/pods`)
      expect(await line()).toBe('')
      await page.click('#sidebar a[data-resource="nodes"]')
      await expect.poll(line).toBe('1')
      resolve()
      await page.waitForSelector('table[data-resource="nodes"]')
      await expect.poll(line).toBe('')
    })
  })

  test('keep the bar and what stands in it, move the sidebar’s mark, name the page', async () => {
    await on.visit(async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      await page.evaluate(() => document.querySelector('header')!.setAttribute('data-kept', 'yes'))
      expect(await page.getAttribute('#sidebar [aria-current]', 'data-resource')).toBe('pods')
      for (const id of ['nodes', 'deployments.apps']) {
        await page.click(`#sidebar a[data-resource="${id}"]`)
        await page.waitForSelector(`table[data-resource="${id}"]`)
        expect(await page.locator('header[data-kept]').count()).toBe(1)
        expect(await page.locator('main').count()).toBe(1)
        const marked = await page.$$eval('#sidebar [aria-current]', (all) =>
          all.map((one) => one.getAttribute('data-resource')),
        )
        expect(marked).toEqual([id])
      }
      expect(await page.title()).toMatch(/^Deployments · /)
      await page.goBack()
      await page.waitForSelector('table[data-resource="nodes"]')
      expect(await page.getAttribute('#sidebar [aria-current]', 'data-resource')).toBe('nodes')
    })
  })

  test('an answer without a page in it is loaded whole instead of emptying this one', async () => {
    await on.visit(async (page) => {
      await page.route('**/c/demo/nodes', (route) =>
        route.request().headers()['hx-request'] === 'true'
          ? route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' })
          : route.continue(),
      )
      await page.goto(`${on.home}/c/demo/pods`)
      await page.click('#sidebar a[data-resource="nodes"]')
      await page.waitForSelector('table[data-resource="nodes"]')
      expect(await page.locator('header.bar').count()).toBe(1)
    })
  })

  test('to a page that fails show its error page, and the way back works', async () => {
    await on.visit(async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      await page.evaluate(() => {
        const link = document.querySelector('#sidebar a[data-resource="nodes"]')!
        link.setAttribute('href', link.getAttribute('href')!.replace('nodes', 'gizmos'))
      })
      await page.click('#sidebar a[data-resource="nodes"]')
      await page.waitForSelector('main[data-status="404"]')
      expect(await page.locator('header.bar').count()).toBe(1)
      await page.goBack()
      await page.waitForSelector('table[data-resource="pods"]')
    })
  })
})

test('events and owners of an object arrive on their own', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/pods?status=failing`)
    await page.locator('#rows td[data-col="name"] a').first().click()
    await page.waitForSelector('main ul.events li')
    await page.waitForSelector('main .hop')
  })
})

test('the names of the namespaces are there to tick when the picker opens', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/pods`)
    await page.click('#picker summary')
    const tick = page.locator('#picker .ticks input').first()
    await tick.check()
    const namespace = await tick.getAttribute('value')
    await page.click('#picker button:has-text("Show")')
    await page.waitForURL(new RegExp(`ns=.*${namespace}`))
  })
})

test('ages tick, in the words of the server', async () => {
  // A leap of two days cuts short what is under way.
  const cut = /htmx:error: timeout/
  await on.visit(
    async (page) => {
      await page.clock.install()
      await page.goto(`${on.home}/c/demo/namespaces/-/shop/yaml`)
      const time = page.locator('main .top time').first()
      const before = await time.innerText()
      await page.clock.fastForward('49:00:00')
      const then = Date.parse((await time.getAttribute('datetime'))!)
      const now = await page.evaluate(() => Date.now())
      const near = [-2000, -1000, 0, 1000, 2000].map((off) => age(now - then + off))
      await expect.poll(() => time.innerText()).not.toBe(before)
      expect(near).toContain(await time.innerText())
    },
    {},
    cut,
  )
})

test('an age tells its instant to who points at it', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/pods`)
    const time = page.locator('#rows td[data-col="age"] time').first()
    await time.hover()
    expect(await time.getAttribute('title')).toContain(String(new Date().getUTCFullYear()))
  })
})

describe('the keyboard', () => {
  test('“/” goes to the filter of a log', async () => {
    await on.visit(async (page) => {
      await page.goto(`${on.home}/c/demo/deployments.apps/shop/cart/logs`)
      await page.keyboard.press('/')
      await page.keyboard.type('order')
      expect(await page.inputValue('main input[name="q"]')).toBe('order')
    })
  })

  test('“/” goes to the search box where a page has none of its own, but not while one types; Escape closes menus', async () => {
    await on.visit(async (page) => {
      await page.goto(`${on.home}/c/demo`)
      await page.keyboard.press('/')
      expect(
        await page
          .locator('header input[name="q"]')
          .evaluate((box) => box === document.activeElement),
      ).toBe(true)
      await page.keyboard.type('a/b')
      expect(await page.inputValue('header input[name="q"]')).toBe('a/b')
      await page.click('#picker summary')
      await page.keyboard.press('Escape')
      expect(await page.locator('#picker details[open]').count()).toBe(0)
    })
  })

  test('the first stop skips to the content', async () => {
    await on.visit(async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
        'Skip to the content',
      )
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true)
    })
  })

  test.each(['pods?size=3', 'pods?status=failing', 'search?q=cart', ''])(
    'every stop of /%s can be reached and seen',
    async (path) => {
      await on.visit(async (page) => {
        await page.goto(`${on.home}/c/demo/${path}`.replace(/\/$/, ''))
        const wanted = await page.evaluate(() => {
          const all = document.querySelectorAll(
            'a[href], button, input:not([type="hidden"]), summary, [tabindex="0"]',
          )
          const seen = [...all].filter((one) => one.checkVisibility())
          for (const [index, one] of seen.entries()) one.setAttribute('data-stop', String(index))
          return seen.length
        })
        const reached = new Set<string>()
        for (let step = 0; step <= wanted + 5; step += 1) {
          await page.keyboard.press('Tab')
          const stop = await page.evaluate(() => {
            const at = document.activeElement
            const look = at === null ? null : getComputedStyle(at)
            const ring = look?.outlineStyle !== 'none' || look?.boxShadow !== 'none'
            return {
              id: at?.getAttribute('data-stop') ?? null,
              ring,
              what: at?.outerHTML.slice(0, 100),
            }
          })
          if (stop.id === null) continue
          reached.add(stop.id)
          expect(stop.ring, `a ring around ${stop.what}`).toBe(true)
        }
        const missed = await page.evaluate(
          (ids) =>
            [...document.querySelectorAll('[data-stop]')]
              .filter((one) => !ids.includes(one.getAttribute('data-stop') ?? ''))
              .map((one) => one.outerHTML.slice(0, 120)),
          [...reached],
        )
        expect(missed).toEqual([])
        expect(reached.size).toBeGreaterThan(10)
      })
    },
  )
})

test('on 390 px no page scrolls sideways, and the sidebar opens', async () => {
  const viewport = { width: 390, height: 844 }
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/pods`)
      const pod = await page.locator('#rows td[data-col="name"] a').first().getAttribute('href')
      const paths = [
        '/c/demo',
        '/c/demo/pods',
        '/c/demo/nodes',
        '/c/demo/events',
        '/c/demo/search?q=cart',
      ]
      const parts = ['', '/yaml', '/events'].map((part) => pod + part)
      for (const path of [...paths, ...parts, '/c/demo/gizmos', '/c/demo/pods?page=x']) {
        await page.goto(on.home + path)
        const width = await page.evaluate(() => document.scrollingElement!.scrollWidth)
        expect(width, path).toBeLessThanOrEqual(viewport.width)
      }
      const link = page.locator('#sidebar a[data-resource="nodes"]')
      expect(await link.isVisible()).toBe(false)
      await page.click('.burger')
      await link.click()
      await page.waitForSelector('table[data-resource="nodes"]')
      expect(await link.isVisible()).toBe(false)
    },
    { viewport },
  )
})
