/** Behind Debian's nginx, at `/` and at `/a/b/`, which it leaves or takes off: what `npm run test:fronts` looks at whole. */
import { randomBytes } from 'node:crypto'
import { parse } from 'node-html-parser'
import type { Page } from 'playwright'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { boss, type House, house } from '../auth/house.ts'
import { ask } from '../support/ask.ts'
import { headers, way as whole, ways } from '../support/before.ts'
import { open, type Window } from '../support/browser.ts'
import { hasNginx, type Nginx, nginxBefore } from '../support/nginx.ts'

/** Not where all that is started stands behind one already. */
describe.skipIf(!hasNginx || whole !== null).each(ways)('the path is %s', (way) => {
  let site: House
  let nginx: Nginx
  let on: Window
  const prefix = way === 'stripped' ? '/a/b' : ''
  const top = way === 'root' ? '' : '/a/b'
  const cluster = `${top}/c/shop`
  beforeAll(async () => {
    const base = way === 'kept' ? '/a/b' : ''
    site = await house(base, ['--trusted-proxies=127.0.0.1'])
    nginx = await nginxBefore(site.program.address, headers(prefix), undefined, prefix)
    on = await open(base, Promise.resolve(site.program))
  })
  afterAll(async () => {
    await on?.close()
    await nginx?.stop()
    await site?.stop()
  })
  beforeEach(() => site.reset())

  const writes = () =>
    site.program.lines.filter((line) => line.includes('"audit":true') && line.includes('"patch"'))
  async function enter(page: Page, path: string): Promise<void> {
    await page.goto(nginx.origin + path)
    await page.fill('input[name="token"]', boss)
    await page.keyboard.press('Enter')
  }

  test('one signs in at a deep link, sees a live list, and does something', async () => {
    await on.visit(async (page) => {
      await enter(page, `${cluster}/deployments.apps?ns=shop&sort=name`)
      await page.waitForSelector('table[data-resource="deployments.apps"]')
      expect(page.url()).toBe(`${nginx.origin}${cluster}/deployments.apps?ns=shop&sort=name`)
      const [cookie] = await page.context().cookies()
      expect([cookie?.name, cookie?.path]).toEqual(['pl_session.shop', cluster])
      await page.waitForSelector('#live[data-live="live"]')
      await page.click('td[data-col="name"] a:text-is("recommend")')
      await page.waitForSelector('h1')
      await page.goto(`${nginx.origin}${cluster}/deployments.apps/shop/recommend/restart`)
      await page.click('form[data-action="restart"] button.first')
      await page.waitForSelector('.did')
      expect(new URL(page.url()).pathname).toBe(`${cluster}/deployments.apps/shop/recommend`)
      await expect.poll(() => writes().length).toBe(1)
      expect(writes()[0]).toContain('"client":"127.0.0.1"')
      await page.click('header .end summary')
      await page.click('button:has-text("Sign out")')
      await page.waitForURL(`${nginx.origin}${top}/`)
      const names = (await page.context().cookies()).map(({ name }) => name)
      expect(names).not.toContain('pl_session.shop')
    })
  })

  test('no link of some of each sort of page is dead, and none leaves the base path', async () => {
    const cookie = await signIn(boss)
    const seen = new Set<string>()
    const bad: string[] = []
    const next = [cluster, `${cluster}/pods?ns=shop`, `${cluster}/search?q=cart`]
    for (let path = next.shift(); path !== undefined && seen.size < 120; path = next.shift()) {
      const sort = sortOf(path.slice(top.length))
      if (seen.has(sort)) continue
      seen.add(sort)
      const answer = await ask(nginx.origin, path, { headers: { cookie, accept: 'text/html' } })
      if (answer.status >= 400 && !unsaid(answer.body)) bad.push(`${answer.status} ${path}`)
      const { location } = answer.headers
      const found = location === undefined ? linksOf(answer.body) : [location]
      bad.push(
        ...found.filter((link) => !link.startsWith(`${top}/`)).map((link) => `${link} on ${path}`),
      )
      next.push(...found)
    }
    expect(bad).toEqual([])
    expect(seen.size).toBeGreaterThan(80)
  })

  test('the largest cookie passes nginx as it comes, with a long address to go on to', async () => {
    const token = largest()
    site.door.people.set(token, { username: 'large@example.org' })
    const to = `${cluster}/pods?q=${'x'.repeat(150)}`
    const answer = await post(token, to)
    expect([answer.status, answer.headers.location]).toEqual([303, to])
    const cookie = answer.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
    expect(cookie.length).toBeGreaterThan(3400)
    const page = await ask(nginx.origin, `${cluster}/go/me`, { headers: { cookie } })
    expect([page.status, page.body.includes('large@example.org')]).toEqual([200, true])
    const far = await post(token, `${cluster}/pods?q=${'x'.repeat(1500)}`)
    expect([far.status, far.headers['set-cookie']?.length]).toEqual([200, 1])
    const text = 'typed: '.repeat(1000)
    const again = await post(token, `${cluster}/configmaps/shop/cart/edit`, { 'kept.text': text })
    expect([again.status, again.headers['set-cookie']?.length]).toEqual([200, 1])
    expect(parse(again.body).querySelector('input[name="text"]')?.getAttribute('value')).toBe(text)
  })

  test('largest tokens for two clusters do not add up to more than nginx takes', async () => {
    await on.visit(async (page) => {
      for (const name of ['shop', 'other']) {
        const token = largest()
        site.door.people.set(token, { username: `${name}@example.org` })
        await page.goto(`${nginx.origin}${top}/c/${name}/go/me`)
        await page.fill('input[name="token"]', token)
        await page.keyboard.press('Enter')
        await page.waitForSelector('h1:has-text("Who you are")')
      }
      for (const name of ['shop', 'other']) {
        await page.goto(`${nginx.origin}${top}/c/${name}/go/me`)
        expect(await page.locator('header .who').innerText()).toBe(`${name}@example.org`)
      }
    })
  })

  test('a long deep link survives signing in', async () => {
    await on.visit(async (page) => {
      const path = `${cluster}/pods?ns=shop&q=${'-x'.repeat(150)}`
      await enter(page, path)
      await page.waitForSelector('h1:has-text("Pods")')
      expect(page.url()).toBe(nginx.origin + path)
    })
  })

  const post = async (token: string, to: string, more: Readonly<Record<string, string>> = {}) =>
    ask(nginx.origin, `${cluster}/go/sign-in`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: new URLSearchParams({ token, to, ...more }).toString(),
    })
  const signIn = async (token: string) =>
    (await post(token, cluster)).headers['set-cookie']?.[0]?.split(';')[0] ?? ''
})

/** As many random letters as a cookie of 3,500 bytes holds. */
const largest = (): string => randomBytes(2470).toString('base64url')

/** One address of those that differ in names and the values of their query alone. */
function sortOf(path: string): string {
  const { pathname, searchParams } = new URL(path, 'http://here')
  const parts = pathname.split('/')
  // An object of each kind will do.
  const shape = parts.map((part, at) => (at === 4 || at === 5 ? '*' : part)).join('/')
  return `${shape}?${[...searchParams.keys()].toSorted().join('&')}`
}

const unsaid = (body: string) => body.includes('it serves no OpenAPI v3 document of it')

/** Where one has not signed in, and what signs one out. */
const elsewhere = /\/c\/(?:other|gone)|sign-out$/

function linksOf(html: string): readonly string[] {
  const root = parse(html)
  return ['href', 'src', 'action', 'formaction', 'hx-get'].flatMap((name) =>
    root
      .querySelectorAll(`[${name}]:not([rel="noreferrer"])`)
      .filter((one) => name !== 'action' || one.getAttribute('method') !== 'post')
      .map((one) => (one.getAttribute(name) ?? '').replaceAll('&amp;', '&'))
      .filter((link) => link.startsWith('/') && !elsewhere.test(link)),
  )
}
