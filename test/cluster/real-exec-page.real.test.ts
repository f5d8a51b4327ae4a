/** The page of a shell in a browser, in front of a real node. */
/// <reference lib="dom" />
import { createServer } from 'node:http'
import type { Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { violations } from '../browser/violations.ts'
import { open, type Window } from '../support/browser.ts'
import { listen } from '../support/listen.ts'
import { hasNginx, type Nginx, nginxBefore } from '../support/nginx.ts'
import { portlight } from '../support/program.ts'
import { noRealNode, realNode } from '../support/real-node.ts'

const minutes = 60_000
vi.setConfig({ testTimeout: 2 * minutes })

const shell = '/c/admin/pods/real/running/exec'
const said = (page: Page) => expect.poll(() => page.textContent('#term-said'))
const screen = (page: Page) =>
  expect.poll(
    async () => (await page.locator('.xterm-rows').textContent())?.replaceAll('\u00a0', ' '),
    {
      timeout: 15_000,
    },
  )

async function begin(page: Page, home: string): Promise<void> {
  await page.goto(home + shell)
  // The address alone opens nothing.
  expect(await page.locator('.xterm').count()).toBe(0)
  await page.keyboard.press('Enter')
  await said(page).toMatch(/Open/)
  await screen(page).toMatch(/# /)
}

/** More than may be under way, into what echoes it: all of it arrives, and keys after it do. */
async function pastes(page: Page): Promise<void> {
  await page.keyboard.type('clear; cat > /tmp/pasted\n')
  await page.evaluate(() => {
    const data = new DataTransfer()
    data.setData('text/plain', 'a line that is pasted\n'.repeat(20_000))
    const target = document.querySelector('.xterm-helper-textarea')
    target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
  })
  await page.keyboard.press('Control+d')
  await page.keyboard.type('clear; wc -c < /tmp/pasted\n')
  await expect
    .poll(async () => await page.locator('.xterm-rows').textContent(), { timeout: 40_000 })
    .toMatch(/440000/)
}

const without = noRealNode ?? (hasNginx ? undefined : 'nginx is not installed (nginx-light)')

describe.skipIf(without !== undefined)(without ?? 'the page of a shell', () => {
  let on: Window
  /** As it comes, it passes no upgrade. */
  let plain: Nginx
  beforeAll(async () => {
    const node = await realNode()
    on = await open('', portlight(['--local-key=off'], { KUBECONFIG: node.kubeconfig }))
    plain = await nginxBefore(new URL(on.home))
  }, 25 * minutes)
  afterAll(async () => {
    await plain?.stop()
    await on?.close()
  })

  it('types, pastes, and follows the window', async () => {
    await on.visit(async (page) => {
      await begin(page, on.home)
      await page.keyboard.type('echo typed-$((6*7))\n')
      await screen(page).toMatch(/typed-42/)
      await page.evaluate(() => {
        const data = new DataTransfer()
        data.setData('text/plain', 'echo pasted-äöü')
        const target = document.querySelector('.xterm-helper-textarea')
        target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }))
      })
      await page.keyboard.press('Enter')
      await screen(page).toMatch(/\$? ?pasted-äöü/)
      await page.keyboard.type('stty size\n')
      await screen(page).toMatch(/\d+ \d\d+/)
      await page.setViewportSize({ width: 700, height: 600 })
      await page.keyboard.type('clear; stty size\n')
      await screen(page).toMatch(/^\d\d? [4-7]\d\b/)
      await pastes(page)
      await page.keyboard.type('exit\n')
      await said(page).toMatch(/Ended\. Press Enter/)
      await page.keyboard.press('Enter')
      await said(page).toMatch(/Open/)
    })
  })

  it.each(['dark', 'light'] as const)('has colours that can be read, %s', async (colorScheme) => {
    await on.visit(
      async (page) => {
        await begin(page, on.home)
        await page.keyboard.type(
          "printf '\\033[31mred\\033[0m \\033[38;2;0;140;0mtrue\\033[0m\\n'\n",
        )
        await screen(page).toMatch(/red true/)
        // A letter may be an element of its own, where the machine's fonts are not of one width.
        const colour = (selector: string) =>
          page
            .locator(selector)
            .last()
            .evaluate((each) => getComputedStyle(each).color)
        const red = await colour('.xterm-rows .xterm-fg-1')
        // As it was asked for, made a little lighter or darker where it could not be read.
        const own = await colour('.xterm-rows span[style*="rgb("], .xterm-rows span[style*="#"]')
        expect(own).toMatch(/^rgb\((?<other>0|26), 1[2-5]\d, \k<other>\)$/)
        expect(red).toMatch(colorScheme === 'dark' ? /rgb\(255, 123, 127\)/ : /rgb\(185, 34, 42\)/)
        expect(await violations(page)).toEqual([])
        await page.fill('#term-find', 'red')
        await page.press('#term-find', 'Enter')
        await expect.poll(() => page.locator('.xterm-selection div').count()).toBeGreaterThan(0)
      },
      { colorScheme },
    )
  })

  it('fits a phone', async () => {
    await on.visit(
      async (page) => {
        await begin(page, on.home)
        await page.keyboard.type('echo phone-$((6*7))\n')
        await screen(page).toMatch(/phone-42/)
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect(wider).toBeLessThanOrEqual(0)
        expect(await violations(page)).toEqual([])
      },
      { viewport: { width: 390, height: 844 } },
    )
  })

  it('a new load goes on with the same process and shows what was there', async () => {
    await on.visit(async (page) => {
      await begin(page, on.home)
      await page.keyboard.type('mine=kept; echo before-$mine\n')
      await screen(page).toMatch(/before-kept/)
      await page.reload()
      await screen(page).toMatch(/before-kept/)
      await page.keyboard.type('echo after-$mine\n')
      await screen(page).toMatch(/after-kept/)
      const other = await page.context().newPage()
      await other.goto(on.home + shell)
      expect(await other.locator('.xterm').count()).toBe(0)
    })
  })

  it('where no WebSocket passes it goes over plain requests, and says so', async () => {
    await on.visit(
      async (page) => {
        await begin(page, plain.origin)
        await said(page).toMatch(/over plain requests/)
        await page.keyboard.type(
          'for i in $(seq 1 300); do echo line-$i; done; echo plain-$((6*7))\n',
        )
        await screen(page).toMatch(/line-300.*plain-42/s)
        await pastes(page)
        await plain.again()
        await page.keyboard.type('echo again-$((6*7))\n')
        await expect
          .poll(
            async () => {
              await page.keyboard.type('echo again-$((6*7))\n')
              return await page.locator('.xterm-rows').textContent()
            },
            { timeout: 20_000, interval: 1000 },
          )
          .toMatch(/again-42/)
      },
      {},
      /WebSocket|ERR_|Failed to fetch/,
    )
  })

  it('a page of another site opens none', async () => {
    const evil = createServer((_, answer) => answer.end('<!doctype html><title>evil</title>'))
    const port = await listen(evil)
    await on.visit(
      async (page) => {
        await page.goto(on.home + shell)
        await page.goto(`http://localhost:${port}/`)
        const tried = await page.evaluate(
          async ([home, path]) => {
            const fields = new URLSearchParams({ container: 'web' })
            const posted = await fetch(home + path, {
              method: 'POST',
              body: fields,
              credentials: 'include',
              headers: { accept: 'application/json' },
            }).then(
              (answer) => answer.status,
              () => 'refused',
            )
            const socket = new WebSocket(`${home.replace('http', 'ws')}/c/admin/terminals/socket`, [
              'portlight.terminal',
              'x',
            ])
            const opened = await new Promise((resolve) => {
              socket.addEventListener('open', () => resolve('open'))
              socket.addEventListener('close', () => resolve('closed'))
            })
            return [posted, opened]
          },
          [on.home, shell] as const,
        )
        expect(tried).toEqual(['refused', 'closed'])
      },
      {},
      /WebSocket|CORS|ERR_/,
    )
    evil.close()
  })
})
