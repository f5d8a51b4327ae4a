/** Pages in a frame of a portal: without what surrounds them, and each leads to pages that are so. */
import { parse } from 'node-html-parser'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Page, type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'

const frame = { 'sec-fetch-dest': 'iframe', accept: 'text/html' }

/** Addresses of pages of ours that it leads to. */
const links = (html: Page['html']) =>
  html
    .querySelectorAll('main a[href^="/"]')
    .map((link) => (link.getAttribute('href') ?? '').replaceAll('&amp;', '&'))

/** Shells and logs are told by the browser, as the page of all clusters is; other forms of a page are no page. */
const without = (link: string) =>
  !/[?&]embed=1(?:&|$)/.test(link) &&
  !/\/(?:exec|attach|logs)(?:\?|$)/.test(link) &&
  !/[?&](?:as|download)=/.test(link) &&
  !/^(?:\/a\/b)?\/$/.test(link)

describe.each(['', '/a/b'])('at “%s”', (base) => {
  let on: Site
  beforeAll(async () => {
    on = await site({ base, args: ['--frame-ancestors=https://portal.example.org'] })
  })
  afterAll(() => on?.stop())
  const rows = async (query: string) => {
    const one = await streamed(on.origin, `${on.cluster}/namespaces?watch=${query}`, {
      accept: 'text/event-stream',
    })
    const found = () => links(parse(`<main>${one.said.map(({ data }) => data).join('')}</main>`))
    await one.until(() => found().length > 2)
    return found()
  }

  test.each([
    '',
    '/pods',
    '/pods?ns=kube-system&sort=-age',
    '/nodes',
    '/namespaces/-/default',
    '/namespaces/-/default/yaml',
    '/events',
    '/search?q=default',
    '/gizmos',
    '/pods/default/none',
  ])('%s, asked for with embed=1', async (below) => {
    const asked = `${on.cluster}${below}${below.includes('?') ? '&' : '?'}embed=1`
    const { html, headers } = await on.page(asked)
    expect(html.querySelectorAll('header.bar, nav.side, .skip').length).toBe(0)
    expect(links(html).filter(without)).toEqual([])
    const out = html.querySelector('a#out')
    expect(out?.getAttribute('href')?.replaceAll('&amp;', '&')).toBe(on.cluster + below)
    expect(out?.getAttribute('target')).toBe('_blank')
    const script = html.querySelector('script[data-origins]')
    expect(script?.getAttribute('data-origins')).toBe('https://portal.example.org')
    expect(headers['content-security-policy']).toMatch(
      /frame-ancestors https:\/\/portal\.example\.org$/,
    )
    const whole = await on.page(on.cluster + below)
    expect(whole.html.querySelectorAll('header.bar').length).toBe(1)
    expect(whole.html.querySelector('script[data-origins]')).toBeNull()
    expect(links(whole.html).filter((link) => link.includes('embed'))).toEqual([])
  })

  test('what a frame asks for is so, whatever its address says', async () => {
    for (const below of ['/pods', '/pods/kube-system/none/logs']) {
      const { html } = await on.page(on.cluster + below, { headers: frame })
      expect(html.querySelectorAll('header.bar').length, below).toBe(0)
    }
  })

  test('a part of such a page brings nothing for what it does not have', async () => {
    const headers = { 'hx-request': 'true', 'hx-target': 'main#main', 'portlight-embed': '1' }
    const { body } = await on.ask(`${on.cluster}/nodes`, { headers })
    expect(body).toContain('<main')
    expect(parse(body).querySelectorAll('[hx-swap-oob], #picker, #sidebar').length).toBe(0)
  })

  test('the events beside an object are rows for a script, and a page for a frame of our own', async () => {
    const path = `${on.cluster}/namespaces/-/default/parts/events?embed=1`
    const scripted = await on.ask(path, { headers: { 'hx-request': 'true' } })
    expect([scripted.status, /<main|<html/.test(scripted.body)]).toEqual([200, false])
    const { html, headers } = await on.page(path)
    expect(html.querySelectorAll('header.bar, h1').length).toBe(0)
    expect(headers['content-security-policy']).toMatch(/frame-ancestors .*'self'$/)
  })

  test('a resource by another name, and a form’s address, keep it', async () => {
    const moved = await on.ask(`${on.cluster}/no?embed=1`)
    expect([moved.status, moved.headers.location]).toEqual([308, `${on.cluster}/nodes?embed=1`])
    const tidy = await on.ask(`${on.cluster}/nodes?q=&embed=1`)
    expect([tidy.status, tidy.headers.location]).toEqual([302, `${on.cluster}/nodes?embed=1`])
  })

  test('two who look at the same, one in a frame, each have their own links', async () => {
    const [whole, bare] = await Promise.all([rows(''), rows('&embed=1')])
    expect(whole.filter((link) => link.includes('embed'))).toEqual([])
    expect(bare.filter(without)).toEqual([])
  })
})
