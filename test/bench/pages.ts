/** P1 to P4: the pods page as a browser gets it, cold, on a slow link, and by a click. */
import type { Browser } from 'playwright'
import { cold, launch, type Load, type Opened } from './browser.ts'
import { type Figure, goals, median } from './figure.ts'
import { listPath, type Measurement, page, portlight, times } from './work.ts'

/** Milliseconds to the first row of a list of the same 10,000 pods. */
interface Rival {
  readonly open: number
  readonly slow: number
  readonly who: string
}

const recorded: Rival = {
  open: 2_200,
  slow: 13_000,
  who: 'the recorded table: Headlamp 0.45 on the same work, 2.2 s and 13.0 s (no RIVAL_URL was given)',
}

export const pages: Measurement = async (work) => {
  const server = await portlight(work)
  const browser = await launch()
  try {
    const url = `${server.url}${listPath('pods')}`
    // the first page of a process asks for discovery: that is P7
    await page(url)
    const open = await times(9, () => once(browser, url))
    const slow = await times(5, () => once(browser, url, { onSlowLink: true }))
    const rival = await rivalOf(browser)
    const clicks = await times(3, () => clicked(browser, url))
    return [...loads(open), ...rows(open, slow, rival), ...boosted(clicks)]
  } finally {
    await browser.close()
    await server.stop()
  }
}

async function once(browser: Browser, url: string, how = {}): Promise<Load> {
  const opened = await cold(browser, url, how)
  await opened.close()
  return opened
}

/** RIVAL_URL is the whole address of its pods page, RIVAL_ROW what a row of it matches. */
async function rivalOf(browser: Browser): Promise<Rival> {
  const url = process.env['RIVAL_URL']
  if (url === undefined || url === '') return recorded
  const row = process.env['RIVAL_ROW'] ?? 'tbody tr'
  const open = await times(5, () => once(browser, url, { row }))
  const slow = await times(3, () => once(browser, url, { row, onSlowLink: true }))
  const who = `${url}, measured in the same run`
  return { open: median(open.map(firstRow)), slow: median(slow.map(firstRow)), who }
}

const firstRow = (load: Load): number => load.firstRow

function loads(open: readonly Load[]): Figure[] {
  const [load] = open
  const names = load?.requests.map((url) => new URL(url).pathname).join(', ')
  return [
    {
      id: 'P1',
      name: 'bytes of a cold pods page with everything it needs',
      unit: 'kB',
      values: open.map(({ bytes }) => bytes / 1_000),
      goal: goals.bytes,
      how: `encodedDataLength of every request of the load, heads included: ${names}`,
    },
    {
      id: 'P2',
      name: 'requests until the first row',
      unit: 'requests',
      values: open.map(({ requestsUntilRow }) => requestsUntilRow),
      goal: goals.requests,
      how: 'requests sent before the first row was painted',
    },
  ]
}

function rows(open: readonly Load[], slow: readonly Load[], rival: Rival): Figure[] {
  const fast = open.map(firstRow)
  const late = slow.map(firstRow)
  const how =
    'navigation start to the task after the frame with the first row (MutationObserver, requestAnimationFrame)'
  return [
    {
      id: 'P3',
      name: 'first row against the rival, unthrottled',
      unit: 'ratio',
      values: fast.map((ms) => rival.open / ms),
      goal: goals.faster,
      how: `against ${rival.who}`,
    },
    {
      id: 'P3',
      name: 'first row against the rival, 1.6 Mbit/s + 150 ms',
      unit: 'ratio',
      values: late.map((ms) => rival.slow / ms),
      goal: goals.fasterOnSlowLink,
      how: `against ${rival.who}`,
    },
    { id: '', name: 'time to the first row, unthrottled', unit: 'ms', values: fast, how },
    { id: '', name: 'time to the first row, 1.6 Mbit/s + 150 ms', unit: 'ms', values: late, how },
  ]
}

interface Clicks {
  /** Bytes. */
  readonly next: number
  readonly deployments: number
  /** From the click on until the rows of the next page stand, ms. */
  readonly wait: number
}

async function clicked(browser: Browser, url: string): Promise<Clicks> {
  const first = await cold(browser, url)
  let wait = 0
  const next = await first.during(async () => {
    const began = performance.now()
    await first.page.click('a[rel=next]')
    await first.page.waitForSelector('a[rel=prev]')
    wait = performance.now() - began
  })
  await first.close()
  const again = await cold(browser, url)
  const deployments = await again.during(() => toDeployments(again))
  await again.close()
  return { next: next.bytes, deployments: deployments.bytes, wait }
}

async function toDeployments(opened: Opened): Promise<void> {
  await opened.page.click('nav a[data-resource="deployments.apps"]')
  await opened.page.waitForSelector('table[data-resource="deployments.apps"] tr[id^=row-]')
}

function boosted(clicks: readonly Clicks[]): Figure[] {
  const how = 'encodedDataLength of all requests after the click on'
  return [
    {
      id: 'P4',
      name: 'next page by a click, bytes',
      unit: 'kB',
      values: clicks.map(({ next }) => next / 1_000),
      goal: goals.boosted,
      how: `${how} “Next ›” of the pods page`,
    },
    {
      id: 'P4',
      name: 'from pods to deployments by a click, bytes',
      unit: 'kB',
      values: clicks.map(({ deployments }) => deployments / 1_000),
      goal: goals.boosted,
      how: `${how} Deployments in the sidebar`,
    },
    {
      id: '',
      name: 'next page by a click, time',
      unit: 'ms',
      values: clicks.map(({ wait }) => wait),
      how: 'click on “Next ›” until the rows of page 2 stand',
    },
  ]
}
