/** A drain in a browser: options by keys, what follows them, how far it is, its end; and taken back without scripts. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { open, type Window } from '../support/browser.ts'
import { violations } from './violations.ts'

let on: Window
beforeAll(async () => {
  on = await open('/a/b')
})
afterAll(() => on?.close())

const node = (name: string) => `${on.home}/c/demo/nodes/-/${name}`

test('options are ticked by keys, the page follows them; then each pod is followed to its end', async () => {
  await on.visit(async (page) => {
    await page.goto(node('mast-1'))
    await page.click('.acts >> text=Drain')
    await page.waitForSelector('form[data-action=drain]')
    const sum = () => page.locator('form[data-action=drain] [role=status]')
    expect(await sum().textContent()).toMatch(/^2 pods of \d+ hinder it, and need --[a-z-]+/)
    expect(await page.isDisabled('form[data-action=drain] .bad')).toBe(true)
    expect(await violations(page)).toEqual([])
    await page.focus('#drain-ignore-daemonsets')
    await page.keyboard.press('Space')
    await page.waitForURL(/\?ignore-daemonsets=1$/)
    await page.waitForSelector('.fates [data-tone=idle] >> text=Stays')
    expect(await sum().textContent()).toMatch(
      /^\d+ pods are evicted, (?:\d+ (?:is|are) held back, )?2 stay\.$/,
    )
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('drain-ignore-daemonsets')
    await page.fill('#drain-pod-selector', 'app.kubernetes.io/name in (blog, www)')
    await page.keyboard.press('Tab')
    await page.waitForURL(/pod-selector=/)
    await page.waitForSelector('form [role=status] >> text=2 pods are evicted.')
    expect(await page.textContent('.cli code')).toContain('drain mast-1 --ignore-daemonsets')
    await page.goBack()
    await page.waitForSelector('.fates [data-tone=idle] >> text=Stays')
    await page.goForward()
    await page.waitForSelector('form [role=status] >> text=2 pods are evicted.')
    await page.click('form[data-action=drain] .bad')
    await page.waitForURL(/\/runs\//)
    await page.waitForSelector('#run >> text=mast-1 is drained: all 2 pods are gone.')
    expect(await page.getAttribute('#run .note', 'data-tone')).toBe('ok')
    expect(await page.locator('#steps [data-state=done]').count()).toBe(2)
    await page.click('#run a:text-is("Uncordon")')
    await page.click('form[data-action=uncordon] button')
    await page.waitForSelector('.did >> text=Uncordoned')
  })
})

test('without scripts: looked at again, begun, held by a budget that is named, and taken back', async () => {
  await on.visit(
    async (page) => {
      await page.goto(`${node('mast-2')}/drain`)
      await page.check('#drain-ignore-daemonsets')
      await page.fill('#drain-pod-selector', 'app.kubernetes.io/name=postgres')
      await page.click('text=Look again')
      expect(new URL(page.url()).search).toBe(
        '?ignore-daemonsets=1&pod-selector=app.kubernetes.io%2Fname%3Dpostgres',
      )
      expect(await page.textContent('.met')).toContain('postgres')
      await page.click('form[data-action=drain] .bad')
      const held = page.locator('#steps >> text=The disruption budget postgres needs')
      // The page loads itself again while it runs.
      await held.waitFor()
      await page.click('#run button[value=cancel]')
      await page.waitForSelector('#run >> text=mast-2 takes new pods again.')
      expect(await page.textContent('#run form')).not.toContain('Uncordon')
      await page.click('text=To the node')
      expect(await page.textContent('.acts')).toContain('Cordon')
      expect(await page.textContent('.acts')).not.toContain('Uncordon')
    },
    { javaScriptEnabled: false },
  )
})

test('on a phone nothing of it is wider than the screen', async () => {
  const phone = { viewport: { width: 390, height: 844 } }
  await on.visit(async (page) => {
    await page.goto(`${node('mast-3')}/drain?ignore-daemonsets=1`)
    const wide = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      )
    expect(await wide()).toBe(false)
    expect(await violations(page)).toEqual([])
  }, phone)
})
