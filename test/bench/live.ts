/** P5, P9 and P10: a list of fifty rows in a browser while fifty changes a second come. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright'
import { launch } from './browser.ts'
import { type Changing, changing, type Sent } from './changing.ts'
import { type Figure, goals } from './figure.ts'
import { type Measurement, portlight, type Work } from './work.ts'

/** Seconds of the short form and of `--long`. */
const seconds = process.argv.includes('--long') ? 1800 : 180
const perSecond = 50

export const live: Measurement = async (work: Work) => {
  const server = await portlight(work)
  const source = await changing(work)
  const browser = await launch()
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } })
    const session = await page.context().newCDPSession(page)
    const wire = await streamed(session)
    await page.goto(server.url + source.list)
    await page.waitForSelector('#live[data-live="live"]')
    await page.evaluate(watcher)
    return await watched(page, session, source, wire)
  } finally {
    await browser.close()
    await source.end()
    await server.stop()
  }
}

async function watched(
  page: Page,
  session: CDPSession,
  source: Changing,
  wire: () => number,
): Promise<Figure[]> {
  await source.change(perSecond, 5)
  await drained(page)
  await collected(session)
  const before = { busy: await metric(session, 'TaskDuration'), wire: wire() }
  const seen: Seen[] = []
  const under = source.change(perSecond, seconds)
  // What is noted must not lie in the heap that is measured.
  const over = under.then(() => true)
  while (!(await Promise.race([over, sleep(5000, false)]))) seen.push(...(await drained(page)))
  const sent = await under
  await sleep(1500)
  seen.push(...(await drained(page)))
  const after = { busy: await metric(session, 'TaskDuration'), wire: wire() }
  await collected(session)
  const heap = await metric(session, 'JSHeapUsedSize')
  return figures({
    sent: sent.length,
    waits: latencies(sent, seen),
    bytes: after.wire - before.wire,
    busy: after.busy - before.busy,
    heap,
  })
}

interface Measured {
  readonly sent: number
  /** Milliseconds. */
  readonly waits: readonly number[]
  readonly bytes: number
  /** Seconds. */
  readonly busy: number
  /** Bytes. */
  readonly heap: number
}

function figures({ sent, waits, bytes, busy, heap }: Measured): Figure[] {
  const found = waits.filter(Number.isFinite).length
  const rate = Math.round(sent / seconds)
  const how = `${rate} changes/s over ${seconds} s, straight to the API server, ${sent} in all, ${found} of them in the page`
  const each = bytes / Math.max(1, found)
  const part = (busy / (seconds + 1.5)) * 100
  return [
    figure(
      'P9',
      'API event to changed row in the DOM, p99',
      'ms',
      quantile(waits, 0.99),
      goals.change,
      how,
    ),
    figure(
      '',
      'API event to changed row in the DOM, median',
      'ms',
      quantile(waits, 0.5),
      undefined,
      how,
    ),
    figure(
      'P10',
      'wire bytes per changed row',
      'B',
      each,
      goals.wire,
      `gzip, encodedDataLength of the stream; ${how}`,
    ),
    figure('P10', 'browser main thread busy', '%', part, goals.busy, `TaskDuration; ${how}`),
    figure(
      'P5',
      `browser heap after ${Math.round(seconds / 60)} min of changes`,
      'MB',
      heap / 1e6,
      goals.heap,
      `after a collection; ${how}`,
    ),
  ]
}

export function figure(
  id: string,
  name: string,
  unit: Figure['unit'],
  value: number | readonly number[],
  goal: Figure['goal'],
  how: string,
): Figure {
  const values = typeof value === 'number' ? [value] : value
  return { id, name, unit, values, how, ...(goal !== undefined && { goal }) }
}

type Seen = readonly [key: string, value: string, at: number]

/** Notes each row that has changed, with what its data column says. */
const watcher = `(() => {
  window.seen = []
  const note = (records) => {
    const rows = new Set(records.map(({ target }) => (target.closest ? target : target.parentElement)?.closest('tr[data-key]')))
    for (const row of rows) if (row) window.seen.push([row.dataset.key, row.querySelector('td[data-col=data]')?.textContent.trim(), Date.now()])
  }
  new MutationObserver(note).observe(document.querySelector('#rows'), { childList: true, subtree: true, characterData: true })
})()`

/** Values that a row goes through until it is the first again. */
const cycle = 9

/** Milliseconds from each answer until the row said so, or something later; Infinity: it never did. */
function latencies(sent: readonly Sent[], seen: readonly Seen[]): number[] {
  const rows = Map.groupBy(seen, ([key]) => key)
  return sent.map(({ key, value, at }) => {
    const found = rows.get(key)?.find(([, now, when]) => {
      const later = (Number(now) - Number(value) + cycle) % cycle
      return later <= 3 && when >= at - 200 && when < at + 5000
    })
    return found === undefined ? Number.POSITIVE_INFINITY : Math.max(0, found[2] - at)
  })
}

export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

const drained = (page: Page) => page.evaluate<Seen[]>('window.seen.splice(0)')

export const collected = (session: CDPSession) => session.send('HeapProfiler.collectGarbage')

export async function metric(session: CDPSession, wanted: string): Promise<number> {
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  return metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
}

/** Bytes that the page's stream has brought so far. */
export async function streamed(session: CDPSession): Promise<() => number> {
  const streams = new Set<string>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, response }) => {
    if (response.mimeType === 'text/event-stream') streams.add(requestId)
  })
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    if (streams.has(requestId)) bytes += encodedDataLength
  })
  await session.send('Network.enable')
  return () => bytes
}
