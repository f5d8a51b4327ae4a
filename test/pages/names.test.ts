/** Names of the address: others lead to the right one, impossible ones lead nowhere. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Site, site } from '../support/site.ts'

let on: Site
beforeAll(async () => {
  on = await site({ noting: true })
})
afterAll(() => on?.stop())

test.each([
  ['po', 'pods'],
  ['pod', 'pods'],
  ['Pods', 'pods'],
  ['deploy', 'deployments.apps'],
  ['deployments', 'deployments.apps'],
  ['deployments.v1.apps', 'deployments.apps'],
  ['svc', 'services'],
  ['ns', 'namespaces'],
])('%s leads to %s, the rest of the address kept', async (word, id) => {
  for (const rest of ['?q=a%20b&l=x%3Dy', '/web/cart', '/web/cart/yaml?x=%2F']) {
    const { status, headers } = await on.ask(`${on.cluster}/${word}${rest}`)
    expect([status, headers.location]).toEqual([308, `${on.cluster}/${id}${rest}`])
  }
})

const dotted = ['..', '.', '%2e%2e', '%2E']
const impossible = [
  '%252e%252e',
  '..%2f..%2fsecrets',
  '%2f',
  'a%2fb',
  'a%5cb',
  '%00',
  'a%00b',
  '%0d%0a',
  'a%0d%0ax-header:%20b',
  '%0a',
  '__proto__',
  '%ff',
  '%c0%ae%c0%ae',
  'a%3fb',
  'a%23b',
  '%20',
  '%e2%80%ae',
  'x'.repeat(300),
  '%',
]
const places = [
  ['cluster', (name: string) => `/c/${name}/pods/web/cart`],
  ['resource', (name: string) => `/c/admin/${name}/web/cart`],
  ['listed resource', (name: string) => `/c/admin/${name}`],
  ['namespace', (name: string) => `/c/admin/pods/${name}/cart`],
  ['name', (name: string) => `/c/admin/pods/web/${name}`],
  ['name of what has no namespace', (name: string) => `/c/admin/nodes/-/${name}`],
  ['name before a part', (name: string) => `/c/admin/secrets/web/${name}/yaml`],
  ['name before a fragment', (name: string) => `/c/admin/pods/web/${name}/parts/events`],
  ['part', (name: string) => `/c/admin/pods/web/cart/${name}x`],
] as const
/** Discovery and who one is: what any page of a cluster may ask. */
const harmless =
  /^(?:GET \/(?:api|apis|version)(?:\/[\w.-]+(?:\/v\w+)?)?(?:\?.*)?|POST \/apis\/authentication\.k8s\.io\/v\w+\/selfsubjectreviews)$/

test.each(places)('an impossible %s is never asked of the API server', async (_, address) => {
  for (const name of impossible) {
    const path = address(name)
    on.asked.length = 0
    const { status } = await on.ask(path)
    expect([400, 404, 422], `${path}: ${status}`).toContain(status)
    expect(
      on.asked.filter((one) => !harmless.test(one)),
      path,
    ).toEqual([])
  }
})

test.each(places)(
  'a step in the path in the place of a %s is taken as a browser takes it, never upstream',
  async (_, address) => {
    for (const name of dotted) {
      const path = address(name)
      on.asked.length = 0
      const { status } = await on.ask(path)
      const stepped = new URL(path, on.origin).pathname
      expect(status, path).toBe((await on.ask(stepped)).status)
      for (const one of on.asked) expect(one, path).not.toMatch(/\.\.|%2e|\/\.\//i)
    }
  },
)

test('names that every object inherits are no resources', async () => {
  for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__']) {
    expect((await on.page(`${on.cluster}/${name}`)).status, name).toBe(404)
    expect((await on.page(`/c/${name}`)).status, name).toBe(404)
  }
})
