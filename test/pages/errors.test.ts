/** What the pages answer when the address, the cluster or the rights do not fit. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { items } from '../support/api.ts'
import { rows, wrong } from '../support/rows.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs } from '../support/target.ts'

let on: Site
let pod: { readonly namespace?: string; readonly name: string }

beforeAll(async () => {
  on = await site()
  pod = (await items('/api/v1/pods?limit=1'))[0]!.metadata
})
afterAll(() => on?.stop())

const said = ({ html }: Page) => html.querySelector('main')!.text
const inShell = ({ html }: Page) => {
  expect(html.querySelector('header.bar')).not.toBeNull()
  expect(html.querySelector('#sidebar a[data-resource="pods"]')).not.toBeNull()
}

test('an unknown cluster is named, with the way to those that there are', async () => {
  const page = await on.page('/c/nowhere/pods')
  expect(page.status).toBe(404)
  expect(said(page)).toContain('nowhere')
  expect(page.html.querySelector('header.bar')).not.toBeNull()
  expect(page.html.querySelector('main a[href="/"]')).not.toBeNull()
})

test.each([
  ['resource', 'gizmos', 'gizmos'],
  ['resource', 'gizmos.example.org/web/cart', 'gizmos.example.org'],
  ['namespace', 'pods?ns=no-such-place', 'no-such-place'],
  ['namespace', 'pods/no-such-place/cart', 'no-such-place'],
  ['namespace', 'pods/no-such-place/cart/yaml', 'no-such-place'],
  ['object', 'nodes/-/no-such-node', 'no-such-node'],
  ['object', 'nodes/-/no-such-node/events', 'no-such-node'],
])('an unknown %s is a 404 in the shell that names it: %s', async (_, path, subject) => {
  const page = await on.page(`${on.cluster}/${path}`)
  expect(page.status).toBe(404)
  expect(said(page)).toContain(subject)
  inShell(page)
})

test('an unknown object is told in the API server’s words', async () => {
  const page = await on.page(`${on.cluster}/pods/${pod.namespace}/no-such-pod`)
  expect(page.status).toBe(404)
  expect(said(page)).toContain('pods "no-such-pod" not found')
  inShell(page)
})

test('where a pod is gone ways lead to those of its owner, and to what was said of it', async () => {
  const page = await on.page(`${on.cluster}/pods/${pod.namespace}/cart-7d9c8b5f6d-x2x4z`)
  const ways = page.html.querySelectorAll('main a').map((link) => link.getAttribute('href') ?? '')
  const list = `${on.cluster}/pods?ns=${pod.namespace}`
  expect(ways).toContain(`${list}&q=name:%2F%5Ecart-%2F`)
  expect(ways).toContain(list)
  const left = await on.page(ways.find((href) => href.includes('/events?'))!)
  expect([left.status, rows(left)]).toEqual([200, []])
})

test('what is no namespace may be a name: a way leads to the search for it', async () => {
  const page = await on.page(`${on.cluster}/deployments.apps?ns=no-such-place`)
  const search = `${on.cluster}/search?q=no-such-place`
  expect(page.html.querySelector(`main a[href="${search}"]`)).not.toBeNull()
})

test('of several namespaces one that is none is named beside the rows of the others', async () => {
  for (const query of ['', '&sort=-age', '&q=a']) {
    const page = await on.page(`${on.cluster}/pods?ns=${pod.namespace},no-such-place${query}`)
    expect(page.status).toBe(200)
    expect(said(page)).toContain('there is no namespace no-such-place.')
    expect(rows(page).length).toBeGreaterThan(0)
  }
})

test('where an object is not, the others of its namespace are one step away, from its parts too', async () => {
  const list = `${on.cluster}/pods?ns=${pod.namespace}`
  for (const part of ['', '/yaml', '/events', '/logs']) {
    const page = await on.page(`${on.cluster}/pods/${pod.namespace}/no-such-pod${part}`)
    expect(page.html.querySelector(`main a[href="${list}"]`), part).not.toBeNull()
  }
  const node = await on.page(`${on.cluster}/nodes/-/no-such-node`)
  expect(node.html.querySelector(`main a[href="${on.cluster}/nodes"]`)).not.toBeNull()
})

test('an address that no page has is a page too', async () => {
  for (const path of ['/nothing', `${on.cluster}/pods/a/b/c/d/e`, `${on.cluster}/pods/a`]) {
    const page = await on.page(path)
    expect(page.status, path).toBe(404)
    expect(page.html.querySelector('header.bar'), path).not.toBeNull()
  }
})

test('a namespace where none belongs, and none where one belongs, are told', async () => {
  const none = await on.page(`${on.cluster}/pods/-/${pod.name}`)
  expect([none.status, said(none)]).toEqual([404, expect.stringContaining('namespace')])
  const one = await on.page(`${on.cluster}/nodes/web/n1`)
  expect([one.status, said(one)]).toEqual([404, expect.stringContaining('“-”')])
})

test('a cluster that does not answer is named with the step and the way on', async () => {
  const page = await on.page('/c/gone/pods')
  expect(page.status).toBe(502)
  expect(said(page)).toMatch(/gone does not answer/)
  expect(said(page)).toContain('connection')
  expect(said(page)).toContain('kubectl --context gone get --raw /readyz')
})

test.each([
  ['ns', 'ns=Not+A+Namespace'],
  ['ns', 'ns=..%2f..'],
  ['q', `q=${'a'.repeat(1001)}`],
  ['q', 'q=%2F(%2F'],
  ['q', 'q=age%3Eyesterday'],
  ['l', 'l=a+in+('],
  ['fs', 'fs=spec.nonsense%3D1'],
  ['status', 'status=splendid'],
  ['sort', 'sort=no-such-column'],
  ['sort', 'sort=%3Cscript%3E'],
  ['page', 'page=0'],
  ['page', 'page=-3'],
  ['page', 'page=99999999999999999999'],
  ['size', 'size=501'],
  ['size', 'size=many'],
  ['cols', 'cols=no-such-column'],
  ['cols', 'cols=%00'],
])('%s that makes no sense: the page without it, and its name: %s', async (name, search) => {
  const page = await on.page(`${on.cluster}/pods?${search}`)
  expect(page.status).toBe(422)
  expect(wrong(page)).toEqual([expect.stringMatching(new RegExp(`^${name} was left out`))])
  expect(rows(page).length).toBeGreaterThan(0)
  inShell(page)
})

test('several parameters that make no sense are all named', async () => {
  const page = await on.page(`${on.cluster}/pods?page=x&size=y&status=z`)
  expect(page.status).toBe(422)
  expect(wrong(page)).toHaveLength(3)
})

test('a namespace asked of what has none is named', async () => {
  const page = await on.page(`${on.cluster}/nodes?ns=web`)
  expect([page.status, wrong(page).length]).toEqual([422, 1])
})

test('parameters that the page does not know do nothing', async () => {
  const page = await on.page(`${on.cluster}/pods?utm_source=mail&__proto__=1&constructor=2`)
  expect([page.status, wrong(page)]).toEqual([200, []])
})

needs('people')(
  'who may not list gets the server’s sentence, what is missing, and the check',
  async () => {
    const page = await on.page('/c/nobody/pods')
    expect(page.status).toBe(403)
    expect(said(page)).toContain('cannot list resource "pods"')
    expect(said(page)).toContain('the verb “list” on “pods” in the whole cluster')
    expect(page.html.querySelector('main code')?.text).toBe(
      'kubectl --context nobody auth can-i list pods -A',
    )
    inShell(page)
  },
)

needs('people')('who may not see one object is told the namespace and the name', async () => {
  const page = await on.page(`/c/nobody/pods/${pod.namespace}/${pod.name}`)
  expect(page.status).toBe(403)
  expect(page.html.querySelector('main code')?.text).toBe(
    `kubectl --context nobody auth can-i get pods/${pod.name} -n ${pod.namespace}`,
  )
})

needs('people')('who may see two namespaces sees those and is refused the rest', async () => {
  expect((await on.page('/c/ada/pods?ns=web,shop')).status).toBe(200)
  expect((await on.page('/c/ada/pods')).status).toBe(403)
  const overview = await on.page('/c/ada')
  expect(overview.status).toBe(200)
  expect(said(overview)).toContain('you may not list these')
})
