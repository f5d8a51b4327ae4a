/** A page that was away, or whose Portlight became another: it says so and finds back. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Page } from 'playwright'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../support/program.ts'
import { broken, data, holding, lists, mark, staged, streams, visible } from './live-page.ts'

const its = staged()

test('after a sleep of the machine it says stale at once, and is live over a new connection', async () => {
  await its.on.visit(
    async (page) => {
      await page.clock.install()
      const seen = streams(page)
      await page.goto(its.behind.near.url.origin + lists)
      await mark(page, 'live')
      const was = await data(page, 'shop/cart').innerText()
      its.behind.near.strand()
      await holding(its.behind, 'shop/cart', 5)
      await page.clock.fastForward('01:00:00')
      await mark(page, 'stale')
      await mark(page, 'live', 40_000)
      expect(seen.asked.length).toBeGreaterThan(1)
      await expect.poll(() => data(page, 'shop/cart').innerText()).not.toBe(was)
    },
    {},
    broken,
  )
})

test('shown again after a long while it does not say live before it is', async () => {
  await its.on.visit(async (page) => {
    await page.clock.install()
    await page.goto(its.behind.near.url.origin + lists)
    await mark(page, 'live')
    await visible(page, false)
    await page.clock.fastForward('01:00:00')
    its.behind.near.freeze(true)
    await visible(page, true)
    expect(await page.getAttribute('#live', 'data-live')).toBe('stale')
    its.behind.near.freeze(false)
    await page.clock.fastForward('01:00:00')
    await mark(page, 'live')
  })
})

/** Some proxy's own page in the stream's place, as often as it says. */
async function inPlace(page: Page, times: number, status: number): Promise<{ asked(): number }> {
  let asked = 0
  const body = '<main>Please sign in to the corporate network.</main>'
  await page.route(/watch=/, (route) => {
    asked += 1
    return asked > times
      ? route.fallback()
      : route.fulfill({ status, contentType: 'text/html', body })
  })
  return { asked: () => asked }
}

test.each([200, 503])('an answer %i that is no stream is tried again, at first', async (status) => {
  await its.on.visit(async (page) => {
    const proxy = await inPlace(page, 3, status)
    await page.goto(its.on.home + lists)
    await mark(page, 'stale')
    await mark(page, 'live', 30_000)
    expect(proxy.asked()).toBe(4)
    expect(await page.locator('#rows > tr').count()).toBeGreaterThan(3)
    expect(await page.innerText('body')).not.toContain('corporate')
  })
})

test('and later, each time after a longer wait', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.behind.near.url.origin + lists)
      await mark(page, 'live')
      const proxy = await inPlace(page, 6, 200)
      its.behind.near.cut()
      await mark(page, 'stale')
      await mark(page, 'live', 40_000)
      expect(proxy.asked()).toBe(7)
      expect(await page.innerText('body')).not.toContain('corporate')
    },
    {},
    broken,
  )
})

test('who is signed out on the way to another page gets there', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.behind.near.url.origin + lists)
      await mark(page, 'live')
      const asked = Promise.withResolvers<void>()
      await page.route(/watch=/, async (route) => {
        await route.fulfill({ status: 401, body: '' })
        asked.resolve()
      })
      await page.route('**/slow', async (route) => {
        await asked.promise
        await new Promise((resolve) => setTimeout(resolve, 500))
        await route.fulfill({ contentType: 'text/html', body: '<title>here</title>' })
      })
      await page.evaluate(() => location.assign('/slow'))
      its.behind.near.cut()
      await page.waitForURL('**/slow')
      expect(await page.title()).toBe('here')
    },
    {},
    /htmx:sse:error|net::ERR_|401/,
  )
})

/** The same program with another script: its next version. */
function nextVersion(): string {
  const folder = mkdtempSync(join(tmpdir(), 'portlight-next-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const name of ['package.json', 'src', 'views', 'public'])
    cpSync(join(root, name), join(folder, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const script = join(folder, 'public/dist/main.js')
  const text = `${readFileSync(script, 'utf8')}\n;document.documentElement.dataset.next = 'yes'`
  writeFileSync(script, text)
  writeFileSync(`${script}.gz`, gzipSync(text))
  writeFileSync(`${script}.br`, brotliCompressSync(text))
  return folder
}

test('another version of Portlight is told, keeps what was typed, and comes when asked for', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      await page.fill('#filter input[name="q"]', 'half a wo')
      await its.behind.program.stop()
      await its.behind.again()
      await mark(page, 'live', 20_000)
      expect(await page.locator('#update').count()).toBe(0)
      await its.behind.program.stop()
      await its.behind.again(nextVersion())
      await page.waitForSelector('#update', { timeout: 20_000 })
      await mark(page, 'live', 20_000)
      expect(await page.innerText('#update')).toBe('Portlight was updated. Load this page anew')
      expect(await page.inputValue('#filter input[name="q"]')).toBe('half a wo')
      await page.click('#update a')
      await page.waitForSelector('html[data-next="yes"]')
      await mark(page, 'live')
      expect(await page.locator('#update').count()).toBe(0)
    },
    {},
    // What is typed while the server is away cannot filter.
    new RegExp(`${broken.source}|htmx:error: Failed to fetch`),
  )
})

// The last one: nothing can be read afterwards.
test('a right that is withdrawn ends the life of the page, not the page', async () => {
  await its.on.visit(async (page) => {
    await page.clock.install()
    const seen = streams(page)
    await page.goto(its.on.home + lists)
    await mark(page, 'live')
    const rows = await page.locator('#rows > tr').count()
    its.behind.deny()
    await page.waitForFunction(
      () => document.getElementById('live')?.textContent === 'not live: no longer allowed',
      undefined,
      { timeout: 30_000 },
    )
    expect(await page.locator('#live[data-live="live"]').count()).toBe(0)
    await expect.poll(seen.open).toBe(0)
    expect(await page.locator('#rows > tr').count()).toBe(rows)
    // Longer than any page waits to come back.
    await page.clock.fastForward(60_000)
    await page.evaluate(() => fetch('/healthz'))
    expect(seen.asked).toHaveLength(1)
  })
})
