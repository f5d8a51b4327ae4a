/** A shell in the dock, in a browser, in front of a real node: the same process under all pages. */
/// <reference lib="dom" />
import type { Frame, Page, Request } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { violations } from '../browser/violations.ts'
import { open, type Window } from '../support/browser.ts'
import { hasNginx, nginxBefore } from '../support/nginx.ts'
import { portlight } from '../support/program.ts'
import { noRealNode, realNode } from '../support/real-node.ts'

const minutes = 60_000
vi.setConfig({ testTimeout: 2 * minutes })

const patience = { timeout: 30_000 }
const shell = '/c/admin/pods/real/running/exec'

async function frame(page: Page): Promise<Frame> {
  const found = await page.locator('.dock-pane.on iframe').elementHandle()
  return (await found?.contentFrame()) as Frame
}
const screen = (page: Page) =>
  expect.poll(async () => {
    const text = await (await frame(page)).locator('.xterm-rows').textContent(patience)
    return text?.replaceAll('\u00a0', ' ')
  }, patience)
const said = (page: Page) =>
  expect.poll(async () => (await frame(page)).textContent('#term-said'), patience)

/** Requests of the page and its frames that stay open. */
function standing(page: Page): () => readonly string[] {
  const all = new Set<Request>()
  page.on('request', (request) => all.add(request))
  page.on('requestfinished', (request) => all.delete(request))
  page.on('requestfailed', (request) => all.delete(request))
  return () => [...all].map((request) => new URL(request.url()).pathname).toSorted()
}

/** Opens a shell on its page, leaves a mark in its process, and keeps it in the dock. */
async function dock(page: Page, home: string, mark: string): Promise<void> {
  await page.goto(home + shell)
  expect(await page.locator('#term-dock').isVisible()).toBe(false)
  await page.keyboard.press('Enter')
  await expect.poll(() => page.textContent('#term-said'), patience).toMatch(/Open/)
  await page.keyboard.type(`mine=${mark}; echo first-$mine\n`)
  await expect.poll(() => page.textContent('.xterm-rows'), patience).toMatch(`first-${mark}`)
  await page.click('#term-dock')
  await page.waitForURL(`**${shell.replace(/\/exec$/, '')}`)
  // On a phone it is folded until it is asked for.
  if ((page.viewportSize()?.width ?? 0) < 720) await page.click('.dock-tab')
  await screen(page).toMatch(`first-${mark}`)
}

describe.skipIf(noRealNode !== undefined)(noRealNode ?? 'a shell in the dock', () => {
  let on: Window
  beforeAll(async () => {
    const node = await realNode()
    on = await open(
      '/a/b',
      portlight(['--local-key=off', '--base-path=/a/b'], { KUBECONFIG: node.kubeconfig }),
    )
  }, 25 * minutes)
  afterAll(() => on?.close())

  it('keeps its process and its text over links, back, and full loads', async () => {
    await on.visit(async (page) => {
      await dock(page, on.home, 'kept')
      const inside = await frame(page)
      // The hand went with it.
      expect(await page.evaluate(() => document.activeElement?.localName)).toBe('iframe')
      await page.keyboard.type('echo moved-$mine\n')
      await screen(page).toMatch(/moved-kept/)
      await inside.evaluate(() => (document.body.dataset['mine'] = 'same'))
      for (const id of ['services', 'nodes']) {
        await page.click(`#sidebar a[data-resource="${id}"]`)
        await page.waitForSelector(`#main[data-at="${id}"]`)
      }
      await page.goBack()
      await page.waitForSelector('#main[data-at="services"]')
      expect(await inside.evaluate(() => document.body.dataset['mine'])).toBe('same')
      await screen(page).toMatch(/first-kept/)
      await page.keyboard.press('Control+`')
      await page.keyboard.type('echo second-$mine\n')
      await screen(page).toMatch(/second-kept/)
      // Escape is the shell's own.
      await page.keyboard.type('echo not-this')
      await page.keyboard.press('Escape')
      expect(await page.evaluate(() => document.activeElement?.localName)).toBe('iframe')
      await page.keyboard.press('Control+u')
      await page.keyboard.press('Control+`')
      expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe('iframe')
      await page.goto(`${on.home}/c/admin/configmaps`)
      await screen(page).toMatch(/first-kept.*moved-kept.*second-kept/s)
      // It took no keys from the page.
      expect(await page.evaluate(() => document.activeElement?.localName)).not.toBe('iframe')
      await page.keyboard.press('Control+`')
      await page.keyboard.type('echo third-$mine\n')
      await screen(page).toMatch(/third-kept/)
    })
  })

  it('as a page again it is still the same process, and no more in the dock', async () => {
    await on.visit(async (page) => {
      await dock(page, on.home, 'out')
      await page.click('#dock-page')
      await page.waitForURL(`**${shell}?container=web`)
      const text = expect.poll(() => page.textContent('.xterm-rows'), patience)
      await text.toMatch(/first-out/)
      expect(await page.locator('#dock').count()).toBe(0)
      await page.keyboard.type('echo back-$mine\n')
      await expect.poll(() => page.textContent('.xterm-rows'), patience).toMatch(/back-out/)
    })
  })

  it('follows its height, folded it notices nothing, and what reads to the end ends', async () => {
    await on.visit(async (page) => {
      await dock(page, on.home, 'size')
      let asked = 0
      const size = async (): Promise<number> => {
        asked += 1
        await (await frame(page)).focus('.xterm-helper-textarea')
        await page.keyboard.type(`clear; echo ${asked}:$(stty size)\n`)
        await screen(page).toMatch(new RegExp(`^${asked}:\\d+ \\d+`))
        const text = await (await frame(page)).textContent('.xterm-rows')
        return Number(/^\d+:(\d+)/.exec(text ?? '')?.[1])
      }
      const before = await size()
      await (await frame(page)).focus('.xterm-helper-textarea')
      await page.keyboard.type('vi /etc/passwd\n')
      await screen(page).toMatch(/~.*\/etc\/passwd/s)
      await page.focus('#dock-edge')
      await page.keyboard.press('ArrowUp')
      await page.keyboard.press('ArrowUp')
      const tildes = async () =>
        ((await (await frame(page)).textContent('.xterm-rows')) ?? '').split('~').length
      await (await frame(page)).focus('.xterm-helper-textarea')
      await page.keyboard.press('Control+l')
      await expect.poll(tildes, patience).toBeGreaterThan(before)
      await page.keyboard.type(':q!\n')
      await screen(page).toMatch(/\/ # *$/)
      const after = await size()
      expect(after).toBeGreaterThan(before)
      await page.click('#dock-fold')
      await page.click('#dock-fold')
      expect(await size()).toBe(after)
      await page.keyboard.type('clear; echo reads; cat > /tmp/half\n')
      // A shell drops what was typed ahead of a command.
      await screen(page).toMatch(/^reads *$/)
      await page.keyboard.type('words\n')
      await page.keyboard.press('Control+d')
      await screen(page).toMatch(/words.*# *$/s)
      await page.keyboard.type('clear; wc -l < /tmp/half\n')
      await screen(page).toMatch(/^1\/ # /)
    })
  })

  it('one that nobody began in this tab asks first, and a closed one is gone', async () => {
    await on.visit(async (page) => {
      await dock(page, on.home, 'two')
      const other = await page.context().newPage()
      await other.goto(`${on.home}/c/admin/pods`)
      await (await frame(other)).waitForSelector('#term-open')
      expect(await (await frame(other)).locator('.xterm').count()).toBe(0)
      await other.close()
      await (await frame(page)).focus('.xterm-helper-textarea')
      await page.keyboard.type('sleep 987654\n')
      const { kubectl, kubeconfig } = await realNode()
      const { execFileSync } = await import('node:child_process')
      const running = () =>
        execFileSync(
          kubectl,
          [`--kubeconfig=${kubeconfig}`, ...'exec -n real running -c web -- ps -o args'.split(' ')],
          {
            encoding: 'utf8',
          },
        ).includes('sleep 987654')
      await expect.poll(running, { ...patience, interval: 300 }).toBe(true)
      await page.click('#dock-close')
      await expect.poll(() => page.locator('#dock').count()).toBe(0)
      await expect.poll(running, { ...patience, interval: 300 }).toBe(false)
      await page.reload()
      expect(await page.locator('#dock').count()).toBe(0)
    })
  })

  it.skipIf(!hasNginx)(
    'where no WebSocket passes, three of them and the page leave two of six connections free',
    async () => {
      const plain = await nginxBefore(new URL(on.home))
      const home = plain.origin + new URL(on.home).pathname
      try {
        await on.visit(
          async (page) => {
            for (const mark of ['one', 'two', 'three']) await dock(page, home, mark)
            const stand = standing(page)
            await page.goto(`${home}/c/admin/pods`)
            await page.waitForSelector('#live[data-live="live"]')
            for (const [at, mark] of ['one', 'two', 'three'].entries()) {
              await page.locator('.dock-tab').nth(at).click()
              await said(page).toMatch(/over plain requests/)
              await (await frame(page)).focus('.xterm-helper-textarea')
              await page.keyboard.type('echo again-$mine\n')
              await screen(page).toMatch(`again-${mark}`)
            }
            const streams = Array.from({ length: 3 }, () => '/a/b/c/admin/terminals/stream')
            await expect.poll(stand, patience).toEqual(['/a/b/c/admin/pods', ...streams])
          },
          {},
          /WebSocket|ERR_/,
        )
      } finally {
        await plain.stop()
      }
    },
  )

  it.each([
    ['dark', 1400],
    ['light', 390],
  ] as const)('has colours that can be read and fits, %s, %i wide', async (colorScheme, width) => {
    await on.visit(
      async (page) => {
        await dock(page, on.home, 'seen')
        await (await frame(page)).focus('.xterm-helper-textarea')
        await page.keyboard.type("printf '\\033[31mred\\033[0m\\n'\n")
        await screen(page).toMatch(/red/)
        await said(page).toMatch(/Open/)
        const red = (await frame(page)).locator('.xterm-rows .xterm-fg-1').last()
        const colour = await red.evaluate((each) => getComputedStyle(each).color)
        expect(colour).toBe(colorScheme === 'dark' ? 'rgb(255, 123, 127)' : 'rgb(185, 34, 42)')
        expect(await violations(page)).toEqual([])
        expect(await violations((await frame(page)) as unknown as Page)).toEqual([])
        for (const place of [page, await frame(page)]) {
          const wider = await place.evaluate(
            () => document.documentElement.scrollWidth - innerWidth,
          )
          expect(wider).toBeLessThanOrEqual(0)
        }
      },
      { colorScheme, viewport: { width, height: 844 } },
    )
  })
})
