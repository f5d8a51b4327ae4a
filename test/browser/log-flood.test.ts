/** A log of 10,000 lines a second in the browser: the page stays at its end, bounded, and names what it was spared. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'
import { type PlayedLogs, playedLogs } from '../support/played-logs.ts'
import { SteadyLog } from '../support/steady-log.ts'

const patience = { timeout: 60_000 }
const flood = new SteadyLog(10_000, Date.now() - 60_000)
let logs: PlayedLogs
let on: Window
beforeAll(async () => {
  logs = await playedLogs((answer, asked) => void flood.tell(answer, asked))
  on = await open('', Promise.resolve(logs.program))
})
afterAll(async () => {
  await on?.close()
  await logs?.stop()
})

test('it holds a bounded number of lines, the newest, and says what was skipped between them', async () => {
  await on.visit(async (page) => {
    await page.goto(on.home + (await logs.log('cart')))
    const count = () => page.locator('#lines > *').count()
    await expect.poll(count, patience).toBe(5000)
    const newest = async () =>
      Number(/line (\d+) /.exec(await page.innerText('#lines > :last-child'))?.[1])
    const before = await newest()
    await expect.poll(newest, patience).toBeGreaterThan(before + 50_000)
    expect(await count()).toBeLessThanOrEqual(5000)
    const spared = page.locator('#lines .log-note >> text=/[\\d,]+ lines skipped/')
    const address = await spared.last().locator('a').getAttribute('href')
    expect(address).toMatch(/[?&]from=[^&]+&to=/)
    const end = await page.$eval('#log', (box) => box.scrollHeight - box.scrollTop)
    expect(end - (await page.$eval('#log', (box) => box.clientHeight))).toBeLessThan(40)
    // Who scrolls up is told how many came.
    await page.$eval('#log', (box) => (box.scrollTop = 0))
    await expect.poll(() => page.isVisible('#resume'), patience).toBe(true)
  })
}, 200_000)
