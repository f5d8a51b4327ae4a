/** What an object's pods say is wrong with it: on top of its page, as a fragment, and live. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'
import { targetName } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

/** Its pods do not get their image. */
const name = targetName === 'demo' ? 'shop/recommend' : 'web/banner'
const path = () => `${on.cluster}/deployments.apps/${name}`
const words = /pods? (?:do|does) not start: image not found/

test('the page has a place for it, which its pods fill', async () => {
  const { html } = await on.page(path())
  expect(html.querySelector('#told-pods')?.text.trim()).toBe('')
  const part = html.querySelector('#part-pods')?.getAttribute('hx-get') ?? ''
  const { body } = await on.ask(part, { headers: { 'hx-request': 'true' } })
  const [rows = '', told = ''] = body.split('<hx-partial hx-target="#told-pods"')
  expect(rows).toContain('data-resource="pods"')
  expect(told).toMatch(words)
})

test('without JavaScript it stands above the pods', async () => {
  const { html } = await on.page(`${path()}/parts/pods?whole=`)
  expect(html.querySelector('.problem h2')?.text).toMatch(words)
  expect(html.querySelectorAll('hx-partial')).toEqual([])
})

test('the page’s stream says it too', async () => {
  const { html } = await on.page(path())
  const address = html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  const one = await streamed(on.origin, address.replaceAll('&amp;', '&'))
  await one.until(({ said }) => said.some(({ data }) => data.includes('hx-target="#told-pods"')))
  const message = one.said.find(({ data }) => data.includes('hx-target="#told-pods"'))
  expect(message?.data.split('hx-target="#told-pods"')[1]).toMatch(words)
  one.close()
})
