/** A form at hand: its field is ready to be typed over, and its kubectl line says what is typed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'

let on: Window
beforeAll(async () => {
  on = await open()
})
afterAll(() => on?.close())

test('by keys alone: from the page of an object to its number, typed over', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/recommend`)
    await page.click('.acts >> text=Scale')
    await page.waitForSelector('form[data-action=scale] [name=replicas]:focus')
    await page.keyboard.type('5')
    expect(await page.inputValue('[name=replicas]')).toBe('5')
    const line = page.locator('.cli code')
    expect(await line.textContent()).toMatch(/--replicas=5$/)
    expect(await page.getAttribute('.cli .copy', 'data-copy')).toMatch(/--replicas=5$/)
    await page.keyboard.type('x')
    expect(await line.textContent()).toMatch(/--replicas=5$/)
    await page.keyboard.press('Enter')
    await page.waitForSelector('[role=alert]')
    expect(await page.locator('[role=alert]').count()).toBe(1)
    await page.waitForSelector('[name=replicas]:focus')
    expect(await line.textContent()).not.toContain('5x')
  })
})

test('an image in the line is a word of a shell', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/recommend/image`)
    const field = page.locator('form[data-action=image] [name^="image."]').first()
    await field.fill('a;b:1')
    expect(await page.textContent('.cli code')).toContain("'a;b:1'")
  })
})

test('what was done is said on its own page, and not on the next one', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/recommend/labels`)
    await page.click('form[data-action=labels] button')
    await page.waitForSelector('.did')
    await page.click('#sidebar [data-resource=pods]')
    await page.waitForSelector('#main[data-at=pods]')
    await page.waitForSelector('.did', { state: 'detached' })
  })
})

const typed: readonly (readonly [string, string])[] = [
  ['more\n', ' more='],
  ['tier=a/b\nnote="two\\nlines"', " tier=a/b 'note=two\nlines'"],
  ["note=it's", " 'note=it'\\''s'"],
]

test('annotations in the line are what is set, changed and taken away', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/recommend/annotations`)
    const cli = page.locator('.under > .cli')
    const before = 'kubectl annotate deployments.apps recommend -n shop'
    const field = page.locator('textarea[name=annotations]')
    const kept = await field.inputValue()
    const line = async () => {
      const text = await cli.locator('code').textContent()
      expect(await cli.locator('.copy').getAttribute('data-copy')).toBe(text)
      return text
    }
    expect(await cli.isVisible()).toBe(false)
    for (const [text, words] of typed) {
      await field.fill(`${text}\n${kept}`)
      expect(await line()).toBe(before + words)
    }
    // What names no key leaves the line as it was.
    await field.fill(`a b=c\n${kept}`)
    expect(await line()).toContain("it'")
    await field.fill(kept)
    expect(await cli.isVisible()).toBe(false)
    // A browser that comes back puts in what was typed.
    await field.fill(`back=yes\n${kept}`)
    await page.goto(`${on.home}/`)
    await page.goBack()
    expect(await field.inputValue()).toContain('back=yes')
    expect(await line()).toBe(`${before} back=yes`)
    await field.fill(`by=hand\n${kept}`)
    await page.click('form[data-action=annotations] button')
    await page.waitForSelector('.did')
    await page.click('.acts >> text=Annotations')
    await page.waitForSelector('form[data-action=annotations]')
    await field.fill((await field.inputValue()).replace('by=hand', 'by=foot'))
    expect(await line()).toBe(`${before} by=foot --overwrite`)
    await field.fill((await field.inputValue()).replace('by=foot', ''))
    expect(await line()).toBe(`${before} by-`)
  })
})

test('of many, too', async () => {
  await on.visit(async (page) => {
    await page.goto(`${on.home}/c/demo/deployments.apps?ns=shop`)
    await page.waitForSelector('#rows > tr')
    const boxes = page.locator('#rows > tr .x input')
    for (const at of [0, 1]) await boxes.nth(at).click()
    const rows = page.locator('#rows > tr')
    const names = [0, 1].map(async (at) => (await rows.nth(at).getAttribute('data-key')) ?? '')
    const who = (await Promise.all(names)).map((key) => key.replace('shop/', '')).join(' ')
    const line = page.locator('.under > .cli[data-before]')
    await page.click('#bulk button[value=labels]')
    await page.waitForSelector('form.many')
    expect(await line.isVisible()).toBe(false)
    await page.fill('textarea[name=labels]', 'a=1\nold-')
    expect(await line.innerText()).toBe(
      `kubectl label deployments.apps ${who} -n shop a=1 old- --overwrite`,
    )
    await page.goBack()
    await page.click('#bulk button[value=scale]')
    await page.waitForSelector('form.many')
    await page.fill('[name=replicas]', '7')
    expect(await line.innerText()).toMatch(/ -n shop --replicas=7$/)
  })
})

test('what goes with an object, and how, stands in the line of its deletion', async () => {
  await on.visit(async (page) => {
    const line = async () => {
      const text = await page.textContent('.under > .cli code')
      expect(await page.getAttribute('.under > .cli .copy', 'data-copy')).toBe(text)
      return text
    }
    await page.goto(`${on.home}/c/demo/deployments.apps/shop/recommend/deletion`)
    const plain = 'kubectl delete deployments.apps recommend -n shop'
    expect(await line()).toBe(plain)
    await page.selectOption('[name=propagation]', 'Orphan')
    expect(await line()).toBe(`${plain} --cascade=orphan`)
    await page.selectOption('[name=propagation]', 'Background')
    expect(await line()).toBe(plain)
    await page.goto(`${on.home}/c/demo/pods?ns=shop`)
    const name = (await page.textContent('#rows tr td.t-name a'))!.trim()
    await page.goto(`${on.home}/c/demo/pods/shop/${name}/deletion`)
    const pod = `kubectl delete pods ${name} -n shop`
    expect(await line()).toBe(pod)
    await page.fill('[name=grace]', '5')
    expect(await line()).toBe(`${pod} --grace-period=5`)
    // kubectl takes no other time beside it.
    await page.fill('[name=force]', 'force')
    expect(await line()).toBe(`${pod} --force`)
    await page.fill('[name=force]', 'forc')
    expect(await line()).toBe(`${pod} --grace-period=5`)
    await page.fill('[name=grace]', 'soon')
    expect(await line()).toBe(pod)
  })
})
