/** One page in Chromium: what it asks for, how many bytes come, when its first row is seen. */
import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright'

export const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** 1.6 Mbit/s both ways and 150 ms, as the rival was measured. */
const slow = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 200_000 }
const open = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }

export interface Load {
  /** From the start of the navigation until the frame with the first row was painted, ms. */
  readonly firstRow: number
  readonly requestsUntilRow: number
  /** Addresses, in order, until nothing was under way for 500 ms. */
  readonly requests: readonly string[]
  /** Bytes received for all of them, heads included. */
  readonly bytes: number
}

export interface Opened extends Load {
  readonly page: Page
  /** What is received from now on, until nothing is under way for 500 ms after `act`. */
  during(act: () => Promise<void>): Promise<{ bytes: number; requests: readonly string[] }>
  close(): Promise<void>
}

export function launch(): Promise<Browser> {
  const quiet = ['background-networking', 'component-update', 'sync', 'gpu', 'quic']
  const args = ['--no-sandbox', '--no-first-run', ...quiet.map((one) => `--disable-${one}`)]
  return chromium.launch({ executablePath: program, args })
}

/** Opens an address with nothing cached, 1400×900. @param row what the first row matches. */
export async function cold(
  browser: Browser,
  url: string,
  { row = 'tr[id^=row-]', onSlowLink = false } = {},
): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const traffic = await listen(session)
  const link = onSlowLink ? slow : open
  await session.send('Network.emulateNetworkConditions', { offline: false, ...link })
  await page.addInitScript({ content: watcher(row) })
  await page.goto(url, { timeout: 120_000 })
  await seen(page)
  await traffic.quiet()
  const firstRow = Number(await page.evaluate('window.firstRow'))
  const painted = Number(await page.evaluate('performance.timeOrigin')) + firstRow
  return {
    page,
    firstRow,
    requestsUntilRow: traffic.all().filter(({ at }) => at <= painted).length,
    ...traffic.sum(),
    during: async (act) => {
      traffic.forget()
      await act()
      await traffic.quiet()
      return traffic.sum()
    },
    close: () => context.close(),
  }
}

/** Asked from outside: the page's CSP lets no waiting function in. */
async function seen(page: Page): Promise<void> {
  const end = performance.now() + 120_000
  while ((await page.evaluate('window.firstRow')) === undefined) {
    if (performance.now() > end) throw new Error(`${page.url()} shows no row after 120 s.`)
    await sleep(50)
  }
}

/** Sets `firstRow` in the task after the frame in which the row first stands. */
function watcher(row: string): string {
  return `(() => {
    const seen = () => {
      if (document.querySelector(${JSON.stringify(row)}) === null) return false
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => { window.firstRow ??= performance.now() }
        port2.postMessage(0)
      })
      return true
    }
    new MutationObserver((_, own) => { if (seen()) own.disconnect() })
      .observe(document, { childList: true, subtree: true })
  })()`
}

interface Request {
  readonly url: string
  /** Milliseconds since 1970. */
  readonly at: number
}

/** Follows all requests of a page on its own connection to the browser. */
async function listen(session: CDPSession) {
  const requests: Request[] = []
  const underWay = new Set<string>()
  let bytes = 0
  let changed = performance.now()
  session.on('Network.requestWillBeSent', ({ requestId, request, wallTime }) => {
    requests.push({ url: request.url, at: wallTime * 1_000 })
    underWay.add(requestId)
    changed = performance.now()
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes += encodedDataLength
    underWay.delete(requestId)
    changed = performance.now()
  })
  session.on('Network.loadingFailed', ({ requestId }) => underWay.delete(requestId))
  // The page's own stream stays open: it belongs to no load, and is measured apart.
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType === 'text/event-stream') underWay.delete(requestId)
  })
  await session.send('Network.enable')
  return {
    all: (): readonly Request[] => requests,
    sum: () => ({ bytes, requests: requests.map(({ url }) => url) }),
    forget: (): void => {
      requests.length = 0
      bytes = 0
    },
    quiet: async (): Promise<void> => {
      changed = performance.now()
      while (underWay.size > 0 || performance.now() - changed < 500) await sleep(20)
    },
  }
}
