/** A followed log whose connections break, on either side of Portlight: afterwards every line is there, once. */
import type { Page } from 'playwright'
import { expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { broken, mark, staged } from './live-page.ts'

const its = staged()
const log = '/c/demo/deployments.apps/shop/storefront/logs'

const times = (page: Page) =>
  page
    .locator('#lines a[data-at]')
    .evaluateAll((all) => all.map((one) => one.getAttribute('data-at') ?? ''))

test.each(['near', 'far'] as const)(
  'the connections on the %s side are cut while it is followed: no line is lost, none is there twice',
  { timeout: 90_000 },
  async (side) => {
    await its.on.visit(
      async (page) => {
        const { near } = its.behind
        await page.goto(`${near.url.origin}${log}?tail=20`)
        await mark(page, 'live')
        const [first = ''] = await times(page)
        for (let cut = 0; cut < 2; cut += 1) {
          const before = (await times(page)).length
          its.behind[side].cut()
          const grown = async () => (await times(page)).length
          await expect.poll(grown, { timeout: 30_000 }).toBeGreaterThan(before + 1)
        }
        await mark(page, 'live', 20_000)
        const last = (await times(page)).at(-1) ?? ''
        // At both ends there may be others of the same instant.
        const inner = (some: readonly string[]) => some.filter((one) => one > first && one < last)
        const told = async () => {
          const { body } = await ask(near.url, `${log}?as=ndjson&from=${first}&to=${last}`)
          const lines = body.split('\n').filter((line) => line !== '')
          return inner(lines.map((line) => (JSON.parse(line) as { time: string }).time))
        }
        // Of several pods one may tell an earlier line later.
        const seen = async () => inner(await times(page))
        const differ = async () => {
          const [shown, all] = [(await seen()).toSorted(), (await told()).toSorted()]
          return shown.join() === all.join() ? null : { shown, all }
        }
        await expect.poll(differ).toBeNull()
        expect((await seen()).length).toBeGreaterThan(20)
      },
      {},
      broken,
    )
  },
)

test('what is heard of a log when the page is another one already breaks nothing', async () => {
  await its.on.visit(async (page) => {
    await page.goto(`${its.on.home}${log}?to=2126-01-01T00:00:00Z`)
    await page.waitForSelector('#lines[data-on]')
    // Whatever a script does not catch is a trouble that the visit tells of.
    await page.evaluate(async () => {
      const box = document.getElementById('log')!
      document.getElementById('lines')!.append(document.createElement('div'))
      box.remove()
      box.dispatchEvent(new Event('scroll'))
      await new Promise((done) => requestAnimationFrame(done))
    })
  })
})
