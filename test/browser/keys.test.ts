/** From an alert to the YAML by keys alone, and commands by name. */
import type { Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

test('alert, pod, logs, YAML, events: no pointer', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo`)
    await page.keyboard.type(':po')
    await page.waitForSelector('#offers [role="option"]')
    await page.keyboard.type(' -n shop /cart')
    await page.keyboard.press('Enter')
    await page.waitForURL(/pods\?ns=shop&q=cart$/)
    await page.keyboard.press('j')
    const name = await page.evaluate(() => document.activeElement?.textContent ?? '')
    expect(name).toContain('cart')
    await page.keyboard.press('Enter')
    await page.waitForURL(new RegExp(`/pods/shop/${name}$`))
    for (const [key, part] of [
      ['l', '/logs'],
      ['y', '/yaml'],
      ['e', '/events'],
      ['o', ''],
    ] as const) {
      await page.keyboard.press(key)
      await page.waitForURL(new RegExp(`/pods/shop/${name}${part}$`))
      await page.waitForSelector('main .tabs [aria-current="page"]')
    }
  })
})

test('the box is reached by Ctrl-K, offers words, and runs the one that is chosen', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/pods?ns=web`)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('svc')
    await page.waitForSelector('#offers [role="option"]')
    await page.keyboard.press('ArrowDown')
    const active = await page.getAttribute('.bar [data-run]', 'aria-activedescendant')
    expect(await page.getAttribute(`#${active}`, 'aria-selected')).toBe('true')
    await page.keyboard.press('Enter')
    await page.waitForURL(/services\?ns=web$/)
  })
})

test('two keys lead to a kind, a slash to the filter, a question mark shows them all', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo`)
    await page.keyboard.type('gd')
    await page.waitForSelector('table[data-resource="deployments.apps"]')
    await page.keyboard.press('?')
    await page.waitForSelector('dialog[open] kbd')
    await page.keyboard.type('gp')
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog', { state: 'detached' })
    expect(page.url()).toMatch(/deployments\.apps$/)
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('q')
    await page.keyboard.type('gp?:')
    expect(await page.inputValue('#q')).toBe('gp?:')
    expect(await page.locator('dialog').count()).toBe(0)
  })
})

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: at } = document
    return { id: at?.id ?? '', item: at?.closest('tr, li')?.getAttribute('data-key') ?? '' }
  })

test('one Escape leaves the box for where one was, and loses nothing typed', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/pods?ns=shop`)
    await page.keyboard.press('j')
    const row = await focused(page)
    expect(row.item).toMatch(/^shop\//)
    await page.keyboard.type(':dep')
    await page.waitForSelector('#offers [role="option"]')
    await page.keyboard.press('Escape')
    expect(await focused(page)).toEqual(row)
    expect(await page.inputValue('.bar [data-run]')).toBe(':dep')
    await expect.poll(() => page.locator('#offers [role="option"]').count()).toBe(0)
  })
})

test('Enter in a filter that is applied goes on to the first row', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/pods?ns=shop`)
    await page.keyboard.type('/cart')
    await page.waitForURL(/q=cart$/)
    await page.keyboard.press('Enter')
    const { item } = await focused(page)
    expect(item).toContain('cart')
    expect(item).toBe(await page.getAttribute('#rows > tr', 'data-key'))
  })
})

test.each([
  ['what is wrong', '/c/demo', '#troubles li'],
  ['what was found', '/c/demo/search?q=cart', '.found li'],
])('j and k go from line to line of %s', async (_, path, lines) => {
  await on.visit(async (page) => {
    await page.goto(on.home + path)
    await page.waitForSelector(`${lines} a`)
    const at = () =>
      page.evaluate((each) => {
        const line = document.activeElement?.closest(each)
        return [...document.querySelectorAll(each)].findIndex((one) => one === line)
      }, lines)
    const steps: number[] = []
    for (const key of ['j', 'j', 'k']) {
      await page.keyboard.press(key)
      steps.push(await at())
    }
    expect(steps).toEqual([0, 1, 0])
  })
})

test('without scripts the box is a form', async () => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/pods?ns=shop`)
      await page.fill('.bar [name="q"]', ':deploy')
      await page.press('.bar [name="q"]', 'Enter')
      await page.waitForURL(/deployments\.apps\?ns=shop$/)
    },
    { javaScriptEnabled: false },
  )
})
