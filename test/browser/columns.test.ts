/** Choosing columns: with scripts and without, with the keyboard, and for good. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open('/a/b')
})
afterAll(() => on?.close())

const heads = (page: Page) =>
  page.$$eval('th[data-col]', (all) => all.map((each) => each.getAttribute('data-col')))
const showing = (page: Page, ids: readonly string[]) =>
  page.waitForFunction(
    (wanted) =>
      [...document.querySelectorAll('th[data-col]')]
        .map((each) => each.getAttribute('data-col'))
        .join() === wanted,
    ids.join(),
  )
const opener = 'summary:text-is("Columns")'

for (const javaScriptEnabled of [true, false])
  test(`columns are ticked, moved and shown, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async () => {
    await on.visit(
      async (page) => {
        await page.goto(`${on.home}/c/demo/nodes?cols=name,status,age`)
        await page.click(opener)
        if (!javaScriptEnabled) await page.click('#columns a')
        await page.check('.choose input[value="version"]')
        await page.fill('.choose input[placeholder]', 'label:kubernetes.io/os')
        await page.click('.choose button:text-is("Show")')
        const ids = ['name', 'status', 'age', 'version', 'label:kubernetes.io/os']
        await showing(page, ids)
        expect(new URL(page.url()).searchParams.get('cols')).toBe(ids.join())
        await page.click(opener)
        if (!javaScriptEnabled) await page.click('#columns a')
        for (const order of [
          ['name', 'status', 'version', 'age'],
          ['name', 'version', 'status', 'age'],
        ]) {
          await page.click('.choose button[name="up"][value="version"]')
          await showing(page, [...order, 'label:kubernetes.io/os'])
          expect(await page.isVisible('.choose')).toBe(true)
        }
      },
      { javaScriptEnabled },
    )
  })

test('the keyboard moves a column on and on: the button keeps the focus', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/nodes?cols=name,status,age,version`)
    await page.click(opener)
    await page.focus('.choose button[name="up"][value="version"]')
    for (const order of ['name,status,version,age', 'name,version,status,age']) {
      await page.keyboard.press('Enter')
      await showing(page, order.split(','))
      await page.waitForFunction(() =>
        document.activeElement?.matches('button[name="up"][value="version"]'),
      )
    }
    await page.keyboard.press('Escape')
    expect(await page.isVisible('.choose')).toBe(false)
  })
})

test('Enter in the box shows what was typed; it moves nothing', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/nodes?cols=name,status`)
    await page.click(opener)
    await page.fill('.choose input[placeholder]', 'ADDRESS:.status.addresses[0].address')
    await page.keyboard.press('Enter')
    await showing(page, ['name', 'status', 'ADDRESS:.status.addresses[0].address'])
  })
})

test('columns that were made the usual ones stand on the next visit, until they are forgotten', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/nodes`)
    const usual = await heads(page)
    await page.goto(`${on.home}/c/demo/nodes?cols=name,version`)
    await page.click(opener)
    await page.click('button:text("my default")')
    await page.waitForURL(`${on.home}/c/demo/nodes`)
    expect(await heads(page)).toEqual(['name', 'version'])
    await page.waitForSelector('#live[data-live="live"]')
    expect(await page.locator('td[data-col="status"]').count()).toBe(0)
    await page.click(opener)
    await page.click('button:text-is("Forget it")')
    await showing(page, usual.map(String))
  })
})
