/** Many objects at once, from a list’s selection: looked over, done, gone on with after a stop; without scripts too. */
import type { Locator, Page } from 'playwright'
import { expect, test } from 'vitest'
import { at, lists, row, staged } from './live-page.ts'

const its = staged()
const home = () => `${its.on.home}${lists}?ns=shop`
const steps = (page: Page) =>
  page.$$eval('#steps > li', (all) => all.map((each) => each.getAttribute('data-state')))

async function chosen(page: Page, ...names: readonly string[]): Promise<void> {
  await page.goto(home())
  for (const name of names) await row(page, `shop/${name}`).locator('.x input').click()
}

test('rows are selected, looked over and deleted, five seconds after the click', async () => {
  await its.on.visit(async (page) => {
    await chosen(page, 'cart', 'checkout')
    await page.click('#bulk button[value=deletion]')
    await page.waitForSelector('form.many')
    expect(await page.textContent('h1')).toBe('Delete 2 configmaps')
    await page.uncheck('.steps li:has-text("cart") input')
    expect(await page.textContent('h1')).toBe('Delete 1 configmap')
    expect(await page.title()).toMatch(/^Delete 1 configmap\b/)
    const line = 'kubectl --context demo delete configmaps checkout -n shop'
    expect(await page.textContent('.under .cli code')).toBe(line)
    expect(await page.getAttribute('.under .copy', 'data-copy')).toBe(line)
    await page.selectOption('[name=propagation]', 'Orphan')
    expect(await page.textContent('.under .cli code')).toBe(`${line} --cascade=orphan`)
    await page.selectOption('[name=propagation]', 'Background')
    expect(await page.textContent('.under .cli code')).toBe(line)
    await page.uncheck('.steps li:has-text("checkout") input')
    expect(await page.locator('.under .cli').isVisible()).toBe(false)
    expect(await page.isDisabled('form.many .row button')).toBe(true)
    await page.check('.steps li:has-text("checkout") input')
    await page.clock.install()
    const [button, undo] = ['Delete', 'Undo'].map((text) =>
      page.locator(`form.many .row button:text("${text}")`),
    ) as [Locator, Locator]
    await button.click()
    expect(await undo.textContent()).toBe('Undo (sent in 5 s)')
    await page.clock.runFor(1000)
    await undo.click()
    expect(await undo.count()).toBe(0)
    await button.click()
    await page.clock.runFor(5000)
    await page.waitForURL(/runs/)
    await page.clock.resume()
    await expect.poll(() => steps(page)).toEqual(['done'])
    expect(await page.textContent('h1')).toBe('Delete 1 configmap')
    expect(await page.textContent('#steps')).toMatch(/checkout.*Deleted/s)
    await expect.poll(() => page.locator('#stream').count()).toBe(0)
    await page.click('#run a:text("To the list")')
    await page.waitForSelector('#rows')
    expect(await row(page, 'shop/checkout').count()).toBe(0)
    expect(await row(page, 'shop/cart').count()).toBe(1)
  })
})

test('where the API server fails it stops, and goes on at a click, while one looks', async () => {
  await its.on.visit(async (page) => {
    await page.goto(home())
    await page.waitForSelector('#rows > tr')
    await page.click('#all')
    const count = await page.locator('#rows > tr').count()
    await page.click('#bulk button[value=labels]')
    await page.fill('textarea[name=labels]', 'team=api')
    its.behind.breaks((call) => (call.startsWith('PATCH') ? 503 : 0))
    await page.click('form.many .row button')
    await page.waitForSelector('#run [role=alert]')
    expect(await page.textContent('#run [role=alert]')).toContain('failed 3 times in a row')
    expect((await steps(page)).filter((state) => state === 'done')).toEqual([])
    its.behind.breaks(() => 0)
    await page.click('#run button[value=again]')
    await expect.poll(async () => new Set(await steps(page))).toEqual(new Set(['done']))
    expect(await page.textContent('#run .n')).toBe(`${count} of ${count} done`)
    expect(await page.locator('#run button').count()).toBe(0)
  })
})

test('all that match are meant without their names', async () => {
  await its.on.visit(async (page) => {
    await page.goto(`${home()}&size=2`)
    await page.click('#all')
    await page.locator('#bulk button:text("that match")').click()
    await page.click('#bulk button[value=annotations]')
    await page.waitForSelector('form.many')
    expect(await page.locator('.steps input').count()).toBeGreaterThan(2)
  })
})

test('without scripts: chosen, labelled, told', async () => {
  await its.on.visit(
    async (page) => {
      await page.goto(`${home()}&q=cart`)
      await page.click('a:text("Select")')
      expect(await page.textContent('h1')).toBe('1 configmap to choose from')
      expect(await page.locator('.steps input:checked').count()).toBe(0)
      await page.check('.steps input')
      await page.click('button[value=labels]')
      await page.fill('textarea[name=labels]', 'by=hand')
      await page.click('form.many .row button')
      await page.waitForURL(/runs/)
      await expect
        .poll(async () => {
          await page.reload()
          return steps(page)
        })
        .toEqual(['done'])
      expect(await page.textContent('#steps')).toContain('Labels changed')
    },
    { javaScriptEnabled: false },
  )
})

test('back from there, or with Cancel, they are selected as before, but for what is gone', async () => {
  await its.on.visit(async (page) => {
    await page.goto(home())
    await row(page, 'shop/cart').locator('.x input').waitFor()
    const keys = await page.$$eval('#rows > tr', (all) =>
      all.map((each) => each.dataset['key'] ?? ''),
    )
    const [first = '', second = '', third = ''] = keys.filter((key) => key !== 'shop/cart')
    for (const key of [first, second, third]) await row(page, key).locator('.x input').click()
    const ticked = () =>
      page.$$eval('#rows > tr:has(.x :checked)', (all) =>
        all.map((each) => each.dataset['key'] ?? ''),
      )
    const looked = async () => {
      await page.click('#bulk button[value=labels]')
      await page.waitForSelector('form.many')
    }
    const bar = () => page.locator('#bulk b').innerText()
    // Whatever stands there already.
    await page.evaluate(() => sessionStorage.setItem('pl_rows', 'of another'))
    await looked()
    await page.goBack()
    await expect.poll(ticked).toEqual([first, second, third])
    expect(await bar()).toBe('3 selected')
    await looked()
    await its.behind.remove(at(second))
    await page.click('form.many a.btn:text("Cancel")')
    await expect.poll(ticked).toEqual([first, third])
    expect(await page.innerText('#bulk')).toMatch(/2 selected\s+1 gone since/)
    // Once: who goes on from another list begins anew.
    await looked()
    await page.goto(`${its.on.home}/c/demo/secrets?ns=shop`)
    await page.waitForSelector('#rows > tr')
    expect(await page.locator('#bulk').count()).toBe(0)
    await page.goto(home())
    await page.waitForSelector('#rows > tr')
    expect(await ticked()).toEqual([])
  })
})

test('all that match are so afterwards, and what was done to them leaves none selected', async () => {
  await its.on.visit(async (page) => {
    await page.goto(`${home()}&size=2`)
    await page.click('#all')
    await page.locator('#bulk button:text("that match")').click()
    const said = await page.innerText('#bulk b')
    await page.click('#bulk button[value=annotations]')
    await page.waitForSelector('form.many')
    await page.goBack()
    await expect.poll(() => page.innerText('#bulk b')).toBe(said)
    expect(await page.isChecked('#all')).toBe(true)
    await page.click('#bulk button[value=annotations]')
    await page.fill('textarea[name=annotations]', 'note=seen')
    await page.click('form.many .row button')
    await expect.poll(async () => new Set(await steps(page))).toEqual(new Set(['done']))
    await page.click('#run a:text("To the list")')
    await page.waitForSelector('#rows > tr')
    expect(await page.locator('#bulk').count()).toBe(0)
  })
})

test('what is typed to confirm is asked for of those that are ticked', async () => {
  await its.on.visit(async (page) => {
    await page.goto(`${its.on.home}/c/demo/configmaps`)
    await page.waitForSelector('#rows > tr')
    await page.click('#all')
    await page.click('#bulk button[value=deletion]')
    const label = page.locator('form.many label:has([name=confirm]) span')
    expect(await label.textContent()).toMatch(/^Type \S.* to delete what is there$/)
    for (const box of await page.locator('.steps input').all()) await box.uncheck()
    expect(await label.isVisible()).toBe(false)
    const guarded = page.locator('.steps li:has-text("in kube-system") input').first()
    await guarded.check()
    expect(await label.textContent()).toBe('Type kube-system to delete what is there')
    const undo = page.locator('form.many .row button:text("Undo")')
    for (const [typed, begun] of [
      ['', 0],
      ['kube', 0],
      ['kube-system', 1],
    ] as const) {
      await page.fill('form.many [name=confirm]', typed)
      await page.click('form.many .row button.bad')
      expect([typed, await undo.count()]).toEqual([typed, begun])
    }
  })
})
