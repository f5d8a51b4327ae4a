/** How fast the live mark tells the truth: the API server stands still and lives again, the browser's machine sleeps. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright'
import { kubeconfig } from '../cluster/kubeconfig.ts'
import { front } from '../support/front.ts'
import { launch } from './browser.ts'
import { type Figure, goals } from './figure.ts'
import { figure } from './live.ts'
import { listPath, type Measurement, portlight, type Work } from './work.ts'

export const mark: Measurement = async (work) => {
  const folder = await mkdtemp(join(tmpdir(), 'portlight-bench-'))
  const door = await front(new URL(work.cluster.server))
  const file = join(folder, 'kubeconfig')
  await writeFile(file, kubeconfig({ ...work.cluster, server: door.url.origin }), { mode: 0o600 })
  const server = await portlight(work, file)
  const browser = await launch()
  try {
    const page = await browser.newPage()
    await page.goto(server.url + listPath('configmaps'))
    await until(page, 'live')
    door.freeze(true)
    const stale = await until(page, 'stale')
    door.freeze(false)
    const healed = await until(page, 'live')
    door.cut()
    const lost = await until(page, 'stale', 5)
    const back = Number.isNaN(lost) ? 0 : await until(page, 'live')
    return [...frozen(stale, healed), cut(back), await slept(work, await browser.newPage())]
  } finally {
    await browser.close()
    await server.stop()
    await door.close()
    await rm(folder, { recursive: true })
  }
}

/** Seconds from the first tick after an hour's sleep, over which no connection of the browser's lives. */
async function slept(work: Work, page: Page): Promise<Figure> {
  const near = new URL('http://127.0.0.1')
  const door = await front(near)
  const server = await portlight(work, work.cluster.kubeconfig, `--hosts=${door.url.host}`)
  near.port = new URL(server.url).port
  await page.clock.install()
  await page.goto(door.url.origin + listPath('configmaps'))
  await until(page, 'live')
  door.strand()
  await page.clock.fastForward('01:00:00')
  await until(page, 'stale')
  const back = await until(page, 'live')
  await server.stop()
  await door.close()
  const what = 'after a sleep, every connection of the browser dead, until the page is live'
  const way = 'a proxy in front of Portlight; the clock of the page goes an hour ahead'
  return figure('', what, 's', back, goals.slept, way)
}

const how = 'a proxy in front of the API server; the mark of a config map list in the browser'

function frozen(stale: number, healed: number): Figure[] {
  return [
    figure('', 'API server frozen until the page says stale', 's', stale, goals.stale, how),
    figure('', 'frozen API server goes on until the page is live', 's', healed, goals.healed, how),
  ]
}

const cut = (back: number) =>
  figure(
    '',
    'every connection to the API server cut until the page is live',
    's',
    back,
    goals.healed,
    `${how}; 0: it never had to say stale`,
  )

/** Seconds until the mark says so; NaN where it does not within `most`. */
async function until(page: Page, state: string, most = 120): Promise<number> {
  const began = performance.now()
  while ((await page.getAttribute('#live', 'data-live')) !== state) {
    if (performance.now() - began > most * 1000) return Number.NaN
    await sleep(50)
  }
  return (performance.now() - began) / 1000
}
