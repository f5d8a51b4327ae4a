/** What a tab of the browser, its history and a bookmark are called: object, kind, part, cluster. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Site, site } from '../support/site.ts'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

const rest = 'admin · Portlight'
test.each([
  ['/pods', `Pods · ${rest}`],
  ['/go/pins', `Pinned lists · ${rest}`],
  ['/pods/logs?ns=default', `Pods · Logs · ${rest}`],
  ['/services/default/kubernetes', `kubernetes · Service · ${rest}`],
  ['/services/default/kubernetes/yaml', `kubernetes · Service · YAML · ${rest}`],
  ['/services/default/kubernetes/events', `kubernetes · Service · Events · ${rest}`],
  ['/services/default/kubernetes/logs', `kubernetes · Service · Logs · ${rest}`],
  [
    '/services/default/kubernetes/parts/pods?whole=',
    `kubernetes · Service · Pods it sends to · ${rest}`,
  ],
  ['/pods/default/no-such', `Not found · ${rest}`],
])('%s: %s', async (path, title) => {
  const { html } = await on.page(on.cluster + path)
  expect(html.querySelector('title')?.text).toBe(title)
})
