/** A log on its page in Chromium: how current it stays, what it costs server and browser, on a slow link too. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright'
import { cold } from './browser.ts'
import { type Figure, goals } from './figure.ts'
import { collected, figure, metric, quantile, streamed } from './live.ts'
import type { Portlight } from './process.ts'
import type { Talkers } from './talkers.ts'
import { times } from './work.ts'

export interface Bench {
  readonly server: Portlight
  readonly source: Talkers
  readonly browser: Browser
}

/** Seconds: a million lines. */
const whole = 100
const slowly = 60
/** 256 kbit/s and 100 ms. */
const link = { latency: 100, downloadThroughput: 32_000, uploadThroughput: 32_000 }

export async function followed(bench: Bench): Promise<Figure[]> {
  const { server } = bench
  const page = await opened(bench)
  await page.visit('quiet')
  const before = (await server.memory()).now
  await page.visit('busy')
  const rss = sampled(async () => (await server.memory()).now)
  const seen = await page.watch(whole)
  const most = Math.max(...(await rss()))
  const heap = await page.heap()
  const nodes = await page.nodes()
  await page.close()
  const how = told(seen, whole)
  const after = 'of a process that has shown a quiet log before'
  return [
    figure(
      'P15',
      'server RSS growth, 1,000,000 lines followed',
      'MB',
      most - before,
      goals.logServer,
      `VmRSS, the most while they came, ${after} (${Math.round(before)} MB); ${how}`,
    ),
    figure(
      'P15',
      'browser heap, 1,000,000 lines followed',
      'MB',
      heap / 1e6,
      goals.logHeap,
      `after a collection, ${nodes.toLocaleString('en-US')} DOM nodes; ${how}`,
    ),
    ...current('a log of 10,000 lines/s', seen, how),
    figure(
      '',
      'browser main thread busy, a log of 10,000 lines/s',
      '%',
      seen.busy * 100,
      undefined,
      `TaskDuration; ${how}`,
    ),
  ]
}

export async function onSlowLink(bench: Bench): Promise<Figure[]> {
  const page = await opened(bench)
  await page.slow()
  await page.visit('busy')
  const seen = await page.watch(slowly)
  await page.close()
  const how = `256 kbit/s and 100 ms by the browser’s own emulation; ${told(seen, slowly)}`
  return current('a log of 10,000 lines/s at 256 kbit/s', seen, how)
}

export async function firstLine({ server, source, browser }: Bench): Promise<Figure[]> {
  const url = server.url + source.path('busy')
  const values = await times(9, async () => {
    const load = await cold(browser, url, { row: '#lines > [id]' })
    await load.close()
    return load.firstRow
  })
  const how =
    'cold browser, from the start of the navigation to the frame with the first of 500 lines, 10,000 lines/s'
  return [{ id: '', name: 'first line of a log on its page', unit: 'ms', values, how }]
}

function current(what: string, seen: Seen, how: string): Figure[] {
  const { ages, first, last, shown, skipped, bytes } = seen
  const rows = [
    ['age of the newest line shown, p99', 'ms', quantile(ages, 0.99)],
    ['age of the newest line shown, median', 'ms', quantile(ages, 0.5)],
    ['lines neither shown nor named as skipped', 'lines', last - first + 1 - shown - skipped],
    ['wire bytes per line shown', 'B', bytes / Math.max(1, shown)],
  ] as const
  return rows.map(([name, unit, value]) =>
    figure('', `${name}, ${what}`, unit, value, undefined, how),
  )
}

function told({ shown, skipped, first, last }: Seen, seconds: number): string {
  const rate = Math.round((last - first + 1) / seconds).toLocaleString('en-US')
  return `${rate} lines/s over ${seconds} s through the API server, ${shown.toLocaleString('en-US')} shown, ${skipped.toLocaleString('en-US')} named as skipped`
}

interface Seen {
  /** Milliseconds, asked ten times a second. */
  readonly ages: readonly number[]
  readonly shown: number
  readonly skipped: number
  /** Numbers of lines. */
  readonly first: number
  readonly last: number
  readonly bytes: number
  /** Part of the time. */
  readonly busy: number
}

async function opened({ server, source, browser }: Bench) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 } })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const wire = await streamed(session)
  return {
    async visit(container: 'quiet' | 'busy') {
      await page.goto(server.url + source.path(container))
      await page.waitForSelector('#live[data-live="live"]', { timeout: 120_000 })
      await sleep(3000)
    },
    slow: () => session.send('Network.emulateNetworkConditions', { offline: false, ...link }),
    watch: (seconds: number) => watch(page, session, wire, seconds),
    async heap() {
      await collected(session)
      return metric(session, 'JSHeapUsedSize')
    },
    nodes: () => page.evaluate<number>('document.querySelectorAll("*").length'),
    close: () => context.close(),
  }
}

/** Counts lines and what notes say was skipped, from the first message that comes. */
const counter = `(() => {
  window.came = { shown: 0, skipped: 0, first: 0, last: 0 }
  const note = (records) => {
    for (const node of records.flatMap((record) => [...record.addedNodes])) {
      if (node.nodeType !== 1) continue
      const number = Number(/line (\\d+) /.exec(node.textContent)?.[1])
      if (node.id === '') came.skipped += came.first === 0 ? 0 : Number(/([\\d,]+) lines skipped/.exec(node.textContent)?.[1].replaceAll(',', '') ?? 0)
      else {
        came.first ||= number
        came.shown += 1
        came.last = Math.max(came.last, number)
      }
    }
  }
  new MutationObserver(note).observe(document.querySelector('#lines'), { childList: true })
})()`

/** Cheap: it is asked ten times a second of a page of 5,000 lines. */
const age = `(() => {
  let line = document.querySelector('#lines').lastElementChild
  while (line.id === '') line = line.previousElementSibling
  return Date.now() - Date.parse(line.querySelector('[data-at]').dataset.at)
})()`

async function watch(
  page: Page,
  session: CDPSession,
  wire: () => number,
  seconds: number,
): Promise<Seen> {
  await page.evaluate(counter)
  const before = { bytes: wire(), busy: await metric(session, 'TaskDuration') }
  const ages: number[] = []
  const end = performance.now() + seconds * 1000
  while (performance.now() < end) {
    ages.push(await page.evaluate<number>(age))
    await sleep(100)
  }
  const came = await page.evaluate<Pick<Seen, 'shown' | 'skipped' | 'first' | 'last'>>('came')
  const busy = ((await metric(session, 'TaskDuration')) - before.busy) / seconds
  return { ages, ...came, bytes: wire() - before.bytes, busy }
}

/** Asks five times a second until it is called, which gives all answers. */
export function sampled(ask: () => Promise<number>): () => Promise<readonly number[]> {
  const values: number[] = []
  const over = new AbortController()
  const run = (async () => {
    while (!over.signal.aborted) {
      values.push(await ask())
      await sleep(200)
    }
  })()
  return async () => {
    over.abort()
    await run
    return values
  }
}
