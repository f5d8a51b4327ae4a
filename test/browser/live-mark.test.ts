/** The mark of a live list tells the truth, whatever becomes of the server or the way to it. */
import { expect, test } from 'vitest'
import { broken, data, holding, lists, mark, staged, streams } from './live-page.ts'

const its = staged()

const soon = 20_000

test('says so when the server is gone, and is live again when it is back', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      await its.behind.program.stop()
      await mark(page, 'stale', soon)
      expect(await page.innerText('#live')).toMatch(/^stale since \d+s?/)
      await holding(its.behind, 'web/blog', 6)
      await its.behind.again()
      await mark(page, 'live', soon)
      await page.waitForFunction(
        () =>
          Number(
            document.querySelector('tr[data-key="web/blog"] td[data-col="data"]')?.textContent,
          ) > 6,
      )
    },
    {},
    broken,
  )
})

test(
  'says so when the server stands still, and is live again when it goes on',
  { timeout: 90_000 },
  async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      its.behind.program.freeze(true)
      await mark(page, 'stale', soon)
      its.behind.program.freeze(false)
      await mark(page, 'live', soon)
      await holding(its.behind, 'web/blog', 2)
      await expect.poll(() => data(page, 'web/blog').innerText()).toMatch(/^[34]$/)
    })
  },
)

test('says that it is over when a process that is asked to end takes its streams with it', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      expect(await its.behind.program.end()).toBe(0)
      await mark(page, 'stale', soon)
      await its.behind.again()
      await mark(page, 'live', soon)
    },
    {},
    broken,
  )
})

test('says so when nothing is heard, and takes it back with the next word of the same stream', async () => {
  await its.on.visit(async (page) => {
    await page.clock.install()
    const seen = streams(page)
    await page.goto(its.on.home + lists)
    await mark(page, 'live')
    await page.clock.fastForward(19_000)
    await mark(page, 'stale')
    await holding(its.behind, 'web/blog', 3)
    await mark(page, 'live')
    expect(await page.innerText('#live')).toBe('live')
    expect(seen.asked).toHaveLength(1)
  })
})

test('a stream that is silent for long is opened anew', async () => {
  await its.on.visit(async (page) => {
    await page.clock.install()
    const seen = streams(page)
    await page.goto(its.on.home + lists)
    await mark(page, 'live')
    await page.clock.fastForward(30_000)
    await expect.poll(() => seen.asked.length).toBe(2)
    await mark(page, 'live')
    await expect.poll(seen.open).toBe(1)
  })
})
