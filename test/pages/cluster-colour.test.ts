/** A cluster that is marked says so on every page of it, its errors too, and where clusters are chosen. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Site, site } from '../support/site.ts'

let on: Site
beforeAll(async () => {
  on = await site({ args: ['--production=ad*in', '--cluster-colours=admin=violet'] })
})
afterAll(() => on?.stop())

test.each(['', '/pods', '/namespaces/-/default', '/namespaces/-/default/yaml', '/pods/x/none'])(
  'admin%s',
  async (path) => {
    const { html } = await on.page(on.cluster + path)
    const classes = html.querySelector('.bar')?.classNames.split(' ')
    expect(classes).toEqual(['bar', 'hue', 'violet'])
    expect(html.querySelector('.bar summary')?.text).toContain('production')
    expect(html.querySelector('title')?.text).toContain('admin')
  },
)

test('no other cluster has a mark, and the page of all tells which has', async () => {
  const { html } = await on.page(`${on.base}/`)
  const marked = html.querySelectorAll('.hits li').filter((one) => one.querySelector('.hue'))
  expect(marked.map((one) => one.querySelector('a')?.text)).toEqual(['admin'])
  expect(html.querySelector('.bar.hue')).toBeNull()
})
