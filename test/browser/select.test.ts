/** Rows selected in the browser: over changes, sorts and pages; what can be done with them. */
import type { Page } from 'playwright'
import { describe, expect, test } from 'vitest'
import { at, data, holding, keys, lists, mark, row, staged } from './live-page.ts'

const its = staged()
const pods = '/c/demo/pods'

const box = (page: Page, key: string) => row(page, key).locator('.x input')
const bar = (page: Page) => page.locator('#bulk')
const chosen = (page: Page) =>
  page.$$eval('#rows > tr:has(.x :checked)', (rows) =>
    rows.map((each) => each.dataset['key'] ?? ''),
  )
const press = (page: Page, text: string) => bar(page).getByRole('button', { name: text }).click()
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

describe('rows are selected', () => {
  test('one by one, from one to another, all of the page, all that match', async () => {
    await its.on.visit(async (page) => {
      await page.goto(`${its.on.home}${lists}?size=6`)
      const all = await keys(page)
      await box(page, all[1] ?? '').click()
      expect(await bar(page).locator('b').innerText()).toBe('1 selected')
      await box(page, all[4] ?? '').click({ modifiers: ['Shift'] })
      expect(await chosen(page)).toEqual(all.slice(1, 5))
      await box(page, all[2] ?? '').click()
      expect(await chosen(page)).toEqual([all[1], all[3], all[4]])
      expect(await page.$eval('#all', (head) => (head as HTMLInputElement).indeterminate)).toBe(
        true,
      )
      await page.click('#all')
      expect(await chosen(page)).toEqual(all)
      const total = await page.getAttribute('table[data-resource]', 'data-total')
      await press(page, `All ${total} that match`)
      expect(await bar(page).locator('b').innerText()).toBe(`All ${total} that match`)
      await page.click('a[rel="next"]')
      await page.waitForURL(/page=2/)
      await expect.poll(() => chosen(page)).toHaveLength(6)
      await box(page, (await keys(page))[0] ?? '').click()
      expect(await chosen(page)).toHaveLength(5)
      expect(await bar(page).locator('b').innerText()).toBe('11 selected')
      await press(page, 'Clear')
      expect(await chosen(page)).toEqual([])
      expect(await bar(page).count()).toBe(0)
    })
  })

  test('and stay so over changes, a sort and another page, until another list', async () => {
    await its.on.visit(async (page) => {
      await page.goto(`${its.on.home}${lists}?ns=shop&size=3`)
      await mark(page, 'live')
      await box(page, 'shop/cart').click()
      const was = await data(page, 'shop/cart').innerText()
      await holding(its.behind, 'shop/cart', 6)
      await expect.poll(() => data(page, 'shop/cart').innerText()).not.toBe(was)
      expect(await chosen(page)).toEqual(['shop/cart'])
      await page.click('th[data-col="data"] a')
      await page.waitForURL(/sort=data/)
      await page.click('th[data-col="data"] a')
      await page.waitForURL(/sort=-data/)
      await expect.poll(() => chosen(page)).toEqual(['shop/cart'])
      await page.click('a[rel="next"]')
      await expect.poll(() => bar(page).innerText()).toMatch(/1 selected\s+1 not on this page/)
      await page.click('#sidebar a[data-resource="nodes"]')
      await page.waitForSelector('table[data-resource="nodes"]')
      expect(await bar(page).count()).toBe(0)
      await page.goBack()
      await page.waitForSelector('table[data-resource="configmaps"]')
      expect(await chosen(page)).toEqual([])
    })
  })

  test('what is deleted is no longer one of them, and that is said', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + lists)
      await mark(page, 'live')
      await box(page, 'shop/checkout').click()
      await box(page, 'web/blog').click()
      await its.behind.remove(at('shop/checkout'))
      await expect.poll(() => bar(page).innerText()).toMatch(/1 selected\s+1 gone since/)
      expect(await chosen(page)).toEqual(['web/blog'])
    })
  })

  test('by the keyboard: j and k, arrows, x, shift-x, Enter', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + lists)
      const all = await keys(page)
      const focus = () => page.evaluate(() => document.activeElement?.closest('tr')?.dataset['key'])
      await page.keyboard.press('j')
      expect(await focus()).toBe(all[0])
      for (const key of ['j', 'ArrowDown', 'x', 'j', 'j', 'Shift+X', 'k', 'x', 'ArrowUp'])
        await page.keyboard.press(key)
      expect(await chosen(page)).toEqual([all[2], all[4]])
      expect(await focus()).toBe(all[2])
      await page.keyboard.press('Enter')
      await page.waitForURL(new RegExp(`${all[2]}$`))
    })
  })

  test('not by keys that are typed into the filter', async () => {
    await its.on.visit(async (page) => {
      await page.goto(its.on.home + lists)
      await page.locator('#filter input[name="q"]').pressSequentially('jxk.')
      expect(await page.inputValue('#filter input[name="q"]')).toBe('jxk.')
      expect(await chosen(page)).toEqual([])
    })
  })
})

describe('of those that are selected', () => {
  const permissions = ['clipboard-read', 'clipboard-write']

  test('the logs are one page, and names and a command are copied', async () => {
    await its.on.visit(
      async (page) => {
        await page.goto(`${its.on.home}${pods}?ns=shop`)
        const [first = '', second = ''] = await keys(page)
        await box(page, first).click()
        await box(page, second).click()
        await press(page, 'Copy names')
        await expect.poll(() => clipboard(page)).toBe(`${first}\n${second}`)
        const names = [first, second].map((key) => key.replace('shop/', ''))
        await press(page, 'Copy kubectl')
        const command = `kubectl --context demo get pods -n shop -- ${names.join(' ')}`
        await expect.poll(() => clipboard(page)).toBe(command)
        await bar(page).getByRole('link', { name: 'Logs' }).click()
        await page.waitForURL(/pods\/logs/)
        expect(new URL(page.url()).searchParams.get('pod')).toBe(`${first},${second}`)
        expect(await page.locator('main[data-status]').count()).toBe(0)
      },
      { permissions },
    )
  })

  test('all that match have logs, names and YAML of what the list selects, until it selects others', async () => {
    await its.on.visit(
      async (page) => {
        await page.goto(`${its.on.home}${pods}?ns=shop&q=cart&size=2&sort=-restarts`)
        const total = Number(await page.getAttribute('table[data-resource]', 'data-total'))
        expect(total).toBeGreaterThan(2)
        await page.click('#all')
        await press(page, 'All')
        const href = (name: string) => bar(page).getByRole('link', { name }).getAttribute('href')
        expect(await href('Logs')).toBe(`${its.on.home}${pods}/logs?ns=shop&match=cart`)
        const yaml = await page.request.get((await href('YAML')) ?? '')
        expect(
          (await yaml.text()).match(/^ {2}kind: Pod$|^- .*kind: Pod|kind: Pod$/gm),
        ).toHaveLength(total)
        await press(page, 'Copy names')
        await expect.poll(async () => (await clipboard(page)).split('\n').length).toBe(total)
        expect(await clipboard(page)).toContain((await keys(page))[1])
        await page.click('th[data-col="name"] a')
        await page.waitForURL(/sort=name/)
        expect(await bar(page).locator('b').innerText()).toMatch(/^All \d+ that match$/)
        await page.fill('#filter input[name="q"]', '-nothing-of-this')
        await page.waitForURL(/q=-nothing/)
        await expect.poll(() => chosen(page)).toEqual([])
        expect(await bar(page).count()).toBe(0)
      },
      { permissions },
    )
  })

  test('a name that a shell would read is quoted', async () => {
    await its.on.visit(
      async (page) => {
        await page.goto(`${its.on.home}/c/demo/nodes`)
        await page.$eval('#rows > tr', (first) => (first.dataset['key'] = "-/a b'; $(reboot)"))
        await page.locator('#rows .x input').first().click()
        await press(page, 'Copy kubectl')
        const command = `kubectl --context demo get nodes -- 'a b'\\''; $(reboot)'`
        await expect.poll(() => clipboard(page)).toBe(command)
      },
      { permissions },
    )
  })
})

test('without JavaScript there are no boxes that do nothing', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(its.on.home + lists)
      expect(await page.locator('.x').first().isVisible()).toBe(false)
      expect(await page.locator('.x input:visible').count()).toBe(0)
    },
    { javaScriptEnabled: false },
  )
})
