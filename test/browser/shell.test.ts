/** The page of a shell whose process does what a test says: what it must not lose, say or believe. */
/// <reference lib="dom" />
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { WebSocket } from 'ws'
import { open, type Window } from '../support/browser.ts'
import { frame } from '../support/exec-frames.ts'
import { blocking, cut, shown } from './shell-lines.ts'
import { type ShellApi, shellApi, shellOfCart } from '../support/shell-api.ts'

let api: ShellApi
let on: Window
const all: WebSocket[] = []
/** The newest process, what was typed into it, and its sizes. */
let process: WebSocket
let typed = ''
let sizes: string[] = []
/** Processes begin once this has come to be. */
let gate = Promise.resolve()

async function plays(take: () => Promise<WebSocket>): Promise<void> {
  await gate
  process = await take()
  all.push(process)
  process.on('message', (data: Buffer) => {
    const text = data.toString('utf8', 1)
    if (data[0] === 0) typed += text
    if (data[0] === 4) sizes.push(text)
  })
  writes('/ # ')
}

beforeAll(async () => {
  api = await shellApi((take) => void plays(take), ['--local-key=off'])
  on = await open('', Promise.resolve(api.program))
})
afterAll(async () => {
  await on?.close()
  await api?.stop()
})
beforeEach(() => {
  // A person may have ten, and each waits a minute for its page.
  for (const each of all.splice(0)) each.close()
  typed = ''
  sizes = []
  gate = Promise.resolve()
})

const patience = { timeout: 30_000 }
const writes = (text: string) => process.send(frame(1, text))
const said = (page: Page) => expect.poll(() => page.textContent('#term-said'), patience)
const screen = (page: Page) =>
  expect.poll(
    async () => (await page.locator('.xterm-rows').textContent())?.replaceAll('\u00a0', ' '),
    patience,
  )
const link = (to: string, text: string) => `\u001b]8;;${to}\u001b\\${text}\u001b]8;;\u001b\\`
const heard = () => expect.poll(() => typed, patience)

async function begin(page: Page): Promise<void> {
  await page.goto(on.home + shellOfCart)
  await page.press('#term-open', 'Enter')
  await said(page).toMatch(/Open(?!ing)/)
  await screen(page).toMatch(/# /)
}

test('what is shown again is not answered again: no shell gets it as typed', async () => {
  await on.visit(async (page) => {
    const upTo = shown(page)
    await begin(page)
    writes('\u001b[6n\u001b[c\u001b]11;?\u0007asked')
    await expect
      .poll(() => typed.replaceAll('\u001b', '^'), patience)
      .toMatch(/^\^\[1;5R\^\[\?[\d;]+c\^\]11;rgb:[^^]*\^\\$/)
    await expect.poll(upTo, patience).toBeGreaterThan(15)
    typed = ''
    await page.reload()
    await screen(page).toMatch(/# asked/)
    writes('\u001b[6n')
    await heard().toBe('\u001b[1;10R')
    await page.keyboard.type('x')
    await heard().toBe('\u001b[1;10Rx')
  })
})

test('a page that comes back says which container it is', async () => {
  await on.visit(async (page) => {
    await page.goto(on.home + shellOfCart)
    await page.selectOption('[name="container"]', 'side')
    await page.click('#term-open')
    await said(page).toMatch(/Open(?!ing)/)
    await page.goto(`${on.home}/c/demo/pods/shop/cart`)
    await page.goto(on.home + shellOfCart)
    await said(page).toMatch(/Open(?!ing)/)
    expect(await page.inputValue('[name="container"]')).toBe('side')
  })
})

test('a window that changes while it is opened: the process has its new size', async () => {
  await on.visit(async (page) => {
    await blocking(page, true)
    const opens = Promise.withResolvers<void>()
    gate = opens.promise
    await page.goto(on.home + shellOfCart)
    const before = api.asked()
    await page.press('#term-open', 'Enter')
    await expect.poll(() => api.asked(), patience).toBe(before + 1)
    await page.setViewportSize({ width: 700, height: 600 })
    await expect
      .poll(() => page.locator('.xterm-screen').evaluate((each) => each.clientWidth), patience)
      .toBeLessThan(700)
    opens.resolve()
    await said(page).toMatch(/over plain requests/)
    await expect.poll(() => new Set(sizes).size, patience).toBe(2)
    const { Width: width } = JSON.parse(sizes.at(-1)!) as { Width: number }
    expect(width).toBeLessThan(100)
  })
})

test('on a phone the last line of what runs is above the foot', async () => {
  await on.visit(
    async (page) => {
      await begin(page)
      writes('line\r\n'.repeat(100))
      const bottom = async (selector: string) => {
        const { y = 0, height = 0 } = (await page.locator(selector).boundingBox()) ?? {}
        return y + height
      }
      const { y: foot } = (await page.locator('.under').boundingBox())!
      expect(await bottom('#term')).toBeLessThanOrEqual(foot)
      expect(await bottom('.xterm-screen')).toBeGreaterThan(foot / 2)
    },
    { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  )
})

test('above an open dock the page has a shell that is seen whole, folded a larger one', async () => {
  await on.visit(async (page) => {
    await begin(page)
    await page.click('#term-dock')
    await page.waitForSelector('.dock-pane.on iframe')
    await begin(page)
    const high = async () => {
      const { y, height } = (await page.locator('#term').boundingBox())!
      const { y: foot } = (await page.locator('.under').boundingBox())!
      expect(y + height).toBeLessThanOrEqual(foot)
      return height
    }
    const before = await high()
    await page.click('#dock-fold')
    expect(await high()).toBeGreaterThan(before)
  })
})

test('what is typed and refused is not silently lost: the page says why', async () => {
  const message = 'This shell runs in another replica of Portlight.'
  await on.visit(
    async (page) => {
      await blocking(page, true)
      await begin(page)
      await page.route('**/terminals/*?from=*', (route) =>
        route.fulfill({ status: 409, json: { message } }),
      )
      await page.keyboard.type('ls')
      await said(page).toMatch(message)
      expect(await page.locator('#term-open').isVisible()).toBe(true)
    },
    {},
    /409/,
  )
})

test('a line on which no WebSocket passes any more: it goes on over plain requests', async () => {
  await on.visit(async (page) => {
    await blocking(page, false)
    await begin(page)
    await page.keyboard.type('one ')
    await heard().toBe('one ')
    await cut(page)
    await page.keyboard.type('two ')
    await said(page).toMatch(/over plain requests/)
    await heard().toBe('one two ')
  })
})

test('closed while the line is cut it says what becomes of the process', async () => {
  await on.visit(
    async (page) => {
      await blocking(page, false)
      await begin(page)
      await page.route('**/exec', (route) => route.abort())
      await cut(page)
      await said(page).toMatch(/The connection broke/)
      await page.click('#term-close')
      await said(page).toMatch(/Closed here\..*asked to end within a minute/)
    },
    {},
    /ERR_FAILED/,
  )
})

test('a process takes no title, no clipboard, and leads nowhere but to the web', async () => {
  await on.visit(
    async (page) => {
      const context = page.context()
      await begin(page)
      const title = await page.title()
      await page.evaluate(() => navigator.clipboard.writeText('mine'))
      writes('\u001b]0;stolen\u0007\u001b]2;stolen\u0007\u001b[21t')
      writes(`\u001b]52;c;${Buffer.from('stolen').toString('base64')}\u0007\u001b]52;c;?\u0007`)
      writes(`${link('javascript:document.title=1', 'evil')} javascript:document.title=1 end`)
      await screen(page).toMatch(/evil javascript:document.title=1 end/)
      const { x, y } = (await page.locator('.xterm-rows > div').first().boundingBox())!
      for (const at of [45, 120, 200]) {
        await page.mouse.move(x + at, y + 8)
        await page.mouse.click(x + at, y + 8)
      }
      expect(await page.title()).toBe(title)
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('mine')
      expect(context.pages()).toHaveLength(1)
      expect(typed).toBe('')
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  )
})

test('with the keyboard: what is selected is copied, and a key leads out of it', async () => {
  await on.visit(
    async (page) => {
      await begin(page)
      writes('words')
      await screen(page).toMatch(/words/)
      const { x, y } = (await page.locator('.xterm-rows > div').first().boundingBox())!
      await page.mouse.dblclick(x + 50, y + 8)
      await page.keyboard.press('Control+Shift+c')
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('words')
      await page.keyboard.press('Tab')
      await heard().toBe('\t')
      await page.keyboard.press('Control+`')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('term-close')
      expect(typed).toBe('\t')
    },
    { permissions: ['clipboard-read', 'clipboard-write'] },
  )
})
