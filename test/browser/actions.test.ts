/** What people do to an object from its page: taken back in time, by keys alone, without scripts too. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

const pods = (app: string) => `${on.home}/c/demo/pods?ns=shop&q=${app}&sort=name`

test('a deletion waits five seconds and is taken back until then', async () => {
  await on.visit(async (page) => {
    await page.goto(pods('cart'))
    const name = await page.textContent('#rows > tr:first-child .t-name a')
    await page.clock.install()
    await page.goto(`${on.home}/c/demo/pods/shop/${name}`)
    await page.click('.acts >> text=Delete')
    await page.waitForSelector('form[data-action=deletion]')
    const sent: string[] = []
    page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
    const button = page.locator('form[data-action] button')
    await button.click()
    expect(await button.textContent()).toBe('Undo (sent in 5 s)')
    await page.clock.runFor(2000)
    expect(await button.textContent()).toBe('Undo (sent in 3 s)')
    await button.click()
    expect(await button.textContent()).toBe('Delete')
    await page.clock.runFor(6000)
    expect(sent).toEqual([])
    await button.click()
    await page.clock.runFor(5000)
    await page.waitForSelector('.did')
    expect(await page.textContent('.did')).toBe(`Pod ${name}: Deleted`)
    expect(sent).toHaveLength(1)
  })
})

test('labels are changed without scripts, and what is wrong is marked', async () => {
  await on.visit(
    async (page) => {
      await page.goto(`${on.home}/c/demo/deployments.apps/shop/cart/labels`)
      const before = await page.inputValue('textarea[name=labels]')
      await page.fill('textarea[name=labels]', `${before}\nteam=a b`)
      await page.click('form[data-action] button')
      expect(await page.textContent('#wrong-labels')).toContain('is no value of a label')
      expect(await page.inputValue('textarea[name=labels]')).toBe(`${before}\nteam=a b`)
      await page.fill('textarea[name=labels]', `${before}\nteam=api`)
      await page.click('form[data-action] button')
      expect(await page.textContent('.did')).toBe('Labels changed')
      expect(await page.textContent('#main')).toContain('team=api')
    },
    { javaScriptEnabled: false },
  )
})

test('a click too many is no second wish', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/cart/restart`)
    await page.dblclick('form[data-action] button')
    await page.waitForSelector('.did')
    expect(await page.textContent('.did')).toBe('Restarted')
  })
})
