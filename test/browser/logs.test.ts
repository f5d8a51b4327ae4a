/** A log in the browser: it follows while one stands at its end, waits while one reads, and every line has an address. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

const log = '/c/demo/deployments.apps/shop/storefront/logs'
let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

const lines = (page: Page) => page.locator('#lines > [id]')
const fromEnd = (page: Page) =>
  page.$eval('#log', (box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight))
const eventually = (page: Page, text: string) =>
  expect.poll(() => page.innerText('#resume')).toContain(text)

test('it opens at its end and stays there while lines come, each once', async () => {
  await on.visit(async (page) => {
    await page.goto(on.home + log)
    await page.waitForSelector('#live[data-live="live"]')
    const before = await lines(page).count()
    expect(await fromEnd(page)).toBeLessThan(2)
    await expect.poll(() => lines(page).count()).toBeGreaterThan(before + 1)
    await expect.poll(() => fromEnd(page)).toBeLessThan(2)
    const ids = await lines(page).evaluateAll((all) => all.map((one) => one.id))
    expect(new Set(ids).size).toBe(ids.length)
  })
})

test('who reads further up is not moved, is told how many came, and goes on with a click', async () => {
  await on.visit(async (page) => {
    await page.goto(on.home + log)
    await page.waitForSelector('#live[data-live="live"]')
    await page.$eval('#log', (box) => (box.scrollTop = 100))
    await eventually(page, 'new line')
    expect(await page.$eval('#log', (box) => box.scrollTop)).toBe(100)
    await page.click('#resume')
    expect(await fromEnd(page)).toBeLessThan(2)
    expect(await page.isHidden('#resume')).toBe(true)
  })
})

test('a line has an address that someone else can open', async () => {
  let address = ''
  await on.visit(async (page) => {
    await page.goto(on.home + log)
    await lines(page).nth(-30).locator('a[data-at]').click()
    address = page.url()
    expect(address).toMatch(/#n-/)
  })
  await on.visit(async (page) => {
    await page.goto(address)
    const target = page.locator('#lines > :target')
    await target.waitFor()
    expect(await target.isVisible()).toBe(true)
  })
})

test('it stands in the middle, also without JavaScript, and leads on', async () => {
  for (const javaScriptEnabled of [true, false])
    await on.visit(
      async (page) => {
        await page.goto(`${on.home}${log}?q=products`)
        const href = await lines(page).nth(-60).locator('a[data-at]').getAttribute('href')
        await page.goto(on.home + log + href!)
        const [box, line] = await Promise.all(
          ['#log', '#lines [aria-current]'].map((one) => page.locator(one).boundingBox()),
        )
        const middle = (line!.y - box!.y) / box!.height
        expect(Math.abs(middle - 0.5)).toBeLessThan(0.25)
        expect(await page.locator('#stream').count()).toBe(0)
        await page.goto(`${on.home}${log}?tail=100&at=2020-01-01T00:00:00.123456789Z`)
        expect(await page.$eval('#log', (one) => one.scrollTop)).toBe(0)
        await page.goto(on.home + log + href!)
        await page.click('.log-at >> text=Back to the end')
        await page.waitForURL(on.home + log)
      },
      { javaScriptEnabled },
    )
})

test('a filter is a plain form; what matches is marked', async () => {
  for (const javaScriptEnabled of [true, false])
    await on.visit(
      async (page) => {
        await page.goto(on.home + log)
        await page.fill('.log-controls input[name="q"]', '/products.*lantern/')
        if (javaScriptEnabled) await page.keyboard.press('Enter')
        else await page.click('.log-controls .unscripted')
        await page.waitForURL(/[?&]q=/)
        await page.waitForSelector('#lines .hit')
        const texts = await lines(page).allInnerTexts()
        expect(texts.length).toBeGreaterThan(0)
        for (const text of texts) expect(text).toMatch(/products.*lantern/)
      },
      { javaScriptEnabled },
    )
})

test('from an object to its log and back by its tabs, the page’s own script and styles with it', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/storefront`)
    for (const _ of ['once', 'and again']) {
      await page.click('.tabs >> text=Logs')
      await page.waitForURL('**/logs')
      await expect.poll(() => fromEnd(page)).toBeLessThan(2)
      // A style sheet that came with the page may come after it.
      await expect
        .poll(() => page.$eval('#log', (box) => getComputedStyle(box).overflowY))
        .toBe('auto')
      await page.click('.tabs >> text=Overview')
      await page.waitForURL('**/storefront')
    }
  })
})

test('what is chosen is shown at once, and only what is not as usual is in the address', async () => {
  await on.visit(async (page) => {
    await page.goto(on.home + log)
    await page.click('.levels >> text=Debug')
    await page.waitForURL(`${on.home}${log}?level=debug`)
    await page.selectOption('select[name="since"]', '1h')
    await page.waitForURL(`${on.home}${log}?level=debug&since=1h`)
    expect(await page.isVisible('.log-controls .unscripted')).toBe(false)
    await page.click('.levels >> text=Debug')
    await page.waitForURL(`${on.home}${log}?since=1h`)
  })
})

test('how lines look changes without reading them anew', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}${log}?tail=100`)
    await page.waitForSelector('#live[data-live="live"]')
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    const time = lines(page).first().locator('a[data-at]')
    await page.click('.log-controls summary')
    await page.selectOption('select[name="wrap"]', '0')
    await page.selectOption('select[name="timestamps"]', 'off')
    expect(await time.isVisible()).toBe(false)
    await page.selectOption('select[name="timestamps"]', 'utc')
    expect(await time.innerText()).toBe((await time.getAttribute('data-at'))!.slice(11, 23))
    expect(await page.$eval('#lines > div', (one) => getComputedStyle(one).whiteSpace)).toBe('pre')
    expect(page.url()).toBe(`${on.home}${log}?tail=100&wrap=0&timestamps=utc`)
    expect(asked).toEqual([])
    await page.reload()
    expect(await page.getAttribute('#log', 'data-times')).toBe('utc')
  })
})

test('lines are marked from one to another, the address says so, and they are copied as text', async () => {
  let address = ''
  const permissions = ['clipboard-read', 'clipboard-write']
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}${log}?q=lantern&tail=100`)
      const time = (nth: number) => lines(page).nth(nth).locator('a[data-at]')
      await time(80).click()
      await time(84).click({ modifiers: ['Shift'] })
      expect(await page.locator('#lines [aria-current]').count()).toBe(5)
      address = page.url()
      expect(address).toMatch(/\?tail=100&at=[^&]+&until=[^&]+#n-/)
      await page.click('#copy')
      await expect.poll(() => page.innerText('#copy')).toBe('Copied')
      const copied = await page.evaluate(() => navigator.clipboard.readText())
      expect(copied.trimEnd().split('\n').length).toBe(5)
      // Whole, as the container wrote it.
      for (const line of copied.trimEnd().split('\n'))
        expect(line).toMatch(/^[\dT:.-]+Z \w+ \{"time":.*lantern.*\}$/)
      await time(84).press('Escape')
      expect(page.url()).toBe(`${on.home}${log}?q=lantern&tail=100`)
      expect(await page.locator('#lines [aria-current]').count()).toBe(0)
    },
    { permissions },
  )
  for (const javaScriptEnabled of [true, false])
    await on.visit(
      async (page) => {
        await page.goto(address)
        const marked = page.locator('#lines [aria-current]')
        const texts = await marked.allInnerTexts()
        expect(texts.filter((text) => text.includes('lantern')).length).toBe(5)
      },
      { javaScriptEnabled },
    )
})

test('what is selected by the mouse is one line of text a line', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}${log}?tail=100`)
    const text = await page.evaluate(() => {
      const [first, last] = [...document.querySelectorAll('#lines > div')]
        .slice(3, 6)
        .filter((_, at) => at !== 1)
      getSelection()!.setBaseAndExtent(first!, 0, last!, last!.childNodes.length)
      return getSelection()!.toString()
    })
    const said = text.split('\n')
    expect(said.length).toBe(3)
    for (const line of said) expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} \w{5} \S/)
  })
})

test('Home and End lead to the ends of what is shown, then to those of the log', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}${log}?tail=100`)
    await page.focus('#log')
    await page.keyboard.press('Home')
    await expect.poll(() => page.$eval('#log', (box) => box.scrollTop)).toBe(0)
    await page.keyboard.press('Home')
    await page.waitForURL('**/logs?tail=100&head=100')
    await page.waitForSelector('#log-later')
    expect(await page.$eval('#log', (box) => box.scrollTop)).toBe(0)
    await page.focus('#log')
    await page.keyboard.press('End')
    await expect.poll(() => fromEnd(page)).toBeLessThan(2)
    await page.keyboard.press('End')
    await page.waitForURL('**/logs?tail=100')
    await page.waitForSelector('#live[data-live="live"]')
  })
})

test('what of a JSON line has no room unfolds, also without JavaScript, and is open where it is searched', async () => {
  for (const javaScriptEnabled of [true, false])
    await on.visit(
      async (page) => {
        await page.goto(`${on.home}${log}?level=error&q=upstream&tail=20`)
        const line = page.locator('#lines > :has(details)').first()
        const stack = line.locator('pre')
        expect(await stack.isVisible()).toBe(false)
        await line.locator('summary').click()
        expect(await stack.innerText()).toMatch(/stack: \|-\n +TimeoutError: .*\n +at Timeout/)
        await page.goto(`${on.home}${log}?q=expired&tail=20`)
        const found = page.locator('#lines details[open]').first()
        expect(await found.locator('pre .hit').innerText()).toBe('expired')
      },
      { javaScriptEnabled },
    )
})
