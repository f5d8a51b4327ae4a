/** A live list as a person sees it, and what changes behind it. */
import type { Page } from 'playwright'
import { afterAll, beforeAll } from 'vitest'
import { open, type Window } from '../support/browser.ts'
import { type Behind, demoBehind } from '../support/demo-behind.ts'

/** A browser, Portlight and a demo of the test file's own, from before its tests to after them. */
export function staged() {
  let behind: Behind
  let on: Window
  beforeAll(async () => {
    behind = await demoBehind()
    on = await open('', Promise.resolve(behind.program))
  })
  afterAll(async () => {
    await on?.close()
    await behind?.stop()
  })
  return {
    get behind(): Behind {
      return behind
    },
    get on(): Window {
      return on
    },
  }
}

/** What a browser says of a stream that breaks. */
export const broken = /htmx:sse:error|net::ERR_/
export const lists = '/c/demo/configmaps'
export const at = (key: string) => `/api/v1/namespaces/${key.replace('/', '/configmaps/')}`
export const holding = (behind: Behind, key: string, count: number) =>
  behind.patch(at(key), {
    data: Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`live-${index}`, index < count ? 'x' : null]),
    ),
  })
export const row = (page: Page, key: string) => page.locator(`#rows > tr[data-key="${key}"]`)
export const data = (page: Page, key: string) => row(page, key).locator('td[data-col="data"]')
export const mark = (page: Page, state: string, timeout = 30_000) =>
  page.waitForSelector(`#live[data-live="${state}"]`, { timeout })

/** Streams of the page's own browser that are open now, and paths of all that were ever asked for. */
export function streams(page: Page) {
  const asked: string[] = []
  const now = new Set<unknown>()
  page.on('request', (request) => {
    if (!request.url().includes('watch=')) return
    now.add(request)
    asked.push(new URL(request.url()).pathname)
  })
  const gone = (request: unknown) => void now.delete(request)
  page.on('requestfinished', gone)
  page.on('requestfailed', gone)
  return { asked, open: () => now.size }
}

export async function visible(page: Page, shown: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, !shown)
}

/** Keys of the rows in their order: those that stand on the page, and those of the same address, asked for now. */
export const keys = (page: Page): Promise<readonly string[]> =>
  page.$$eval('#rows > tr', (rows) => rows.map((each) => each.dataset['key'] ?? ''))
export async function fresh(page: Page): Promise<readonly string[]> {
  const html = await (await page.request.get(page.url())).text()
  return html.match(/(?<=data-key=")[^"/]+\/[^"]+/g) ?? []
}
