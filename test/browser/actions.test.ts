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
    /* However long a click takes, the page’s own time stands. */
    await page.clock.pauseAt(Date.now() + 60_000)
    const button = page.locator('form[data-action] button.bad')
    const undo = page.locator('form[data-action] button:not(.bad)')
    await button.dblclick()
    expect(await undo.textContent()).toBe('Undo (sent in 5 s)')
    await undo.click()
    expect(await undo.textContent()).toBe('Undo (sent in 5 s)')
    await page.clock.runFor(2000)
    expect(await undo.textContent()).toBe('Undo (sent in 3 s)')
    await undo.click()
    expect(await undo.count()).toBe(0)
    expect(await page.textContent('.did')).toBe('Taken back: nothing was sent.')
    expect(await button.textContent()).toBe('Delete')
    await page.clock.runFor(6000)
    expect(sent).toEqual([])
    await button.click()
    await page.clock.runFor(5000)
    await page.waitForSelector('.did')
    expect(await page.textContent('.did')).toBe(`Pod ${name}: Deleted`)
    expect(sent).toHaveLength(1)
    expect(page.url()).toBe(pods('cart'))
  })
})

test('who leaves before it was sent is told that nothing was deleted', async () => {
  await on.visit(
    async (page) => {
      await page.goto(pods('checkout'))
      const name = await page.textContent('#rows > tr:first-child .t-name a')
      const pod = `${on.home}/c/demo/pods/shop/${name}`
      await page.clock.install()
      const sent: string[] = []
      page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
      const did = () => page.textContent('.did')
      await page.goto(`${pod}/deletion`)
      await page.click('form[data-action] button')
      await page.click('.tabs >> text=YAML')
      await page.waitForURL(`${pod}/yaml`)
      await expect.poll(did).toBe('Not deleted: you left before it was sent.')
      await page.clock.runFor(6000)
      expect(await page.locator('.did').count()).toBe(1)
      expect(sent).toEqual([])
      await page.goto(`${pod}/deletion`)
      await page.click('form[data-action] button')
      const asked: string[] = []
      page.on('dialog', (dialog) => {
        asked.push(dialog.type())
        void dialog.accept()
      })
      await page.goto(`${on.home}/c/demo/apply`)
      expect(asked).toEqual(['beforeunload'])
      expect(await did()).toBe('Not deleted: you left before it was sent.')
      await page.goBack()
      await page.clock.runFor(6000)
      expect(sent).toEqual([])
    },
    {},
    /timeout/,
  )
})

test('where the name is to be typed nothing begins before it is', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/namespaces/-/shop/deletion`)
    const button = page.locator('form[data-action] button.bad')
    const undo = page.locator('form[data-action] button:not(.bad)')
    for (const typed of ['', 'sho', 'shopp']) {
      await page.fill('[name=confirm]', typed)
      await button.click()
      expect([typed, await undo.count()]).toEqual([typed, 0])
    }
    await page.fill('[name=confirm]', ' shop ')
    await button.click()
    expect(await undo.count()).toBe(1)
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
