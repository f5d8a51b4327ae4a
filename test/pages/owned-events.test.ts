/** An object's page tells the events of what it owns, too, each with what it happened to. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { create, items, patch } from '../support/api.ts'
import { happens } from '../support/happened.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { streamed } from '../support/streamed.ts'
import { targetName } from '../support/target.ts'

const demo = targetName === 'demo'
const word = `owned-${process.pid}`
let ns = 'shop'
let on: Site
/** A pod of the Deployment `cart`, and its replica set. */
let pod = ''
let set = ''

const first = async (path: string) =>
  (await items(path)).find(({ metadata }) => metadata.name.startsWith('cart-'))!.metadata
beforeAll(async () => {
  on = await site()
  if (!demo) await planted()
  const one = await first(`/api/v1/namespaces/${ns}/pods`)
  const owner = await first(`/apis/apps/v1/namespaces/${ns}/replicasets`)
  pod = one.name
  set = owner.name
  await happens(ns, { reason: 'BackOff', name: pod, uid: one.uid, message: `${word} pod` })
  const made = {
    reason: 'FailedCreate',
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    message: `${word} set`,
  }
  await happens(ns, { ...made, name: set, uid: owner.uid })
  await happens(ns, { reason: 'Other', name: 'elsewhere-0', message: `${word} other` })
})
afterAll(async () => {
  await on?.stop()
  if (!demo) await removeNamespaces(ns)
})

async function planted(): Promise<void> {
  ns = await ownNamespace('owned-events')
  const labels = { app: 'cart' }
  const containers = [{ name: 'app', image: 'shop/cart:1' }]
  const template = { metadata: { labels }, spec: { containers } }
  const spec = { replicas: 1, selector: { matchLabels: labels }, template }
  const at = `/apis/apps/v1/namespaces/${ns}/deployments`
  await create(at, { metadata: { name: 'cart' }, spec })
  const made = async () => {
    if ((await items(`/api/v1/namespaces/${ns}/pods`)).length === 0) throw new Error('no pod yet')
  }
  await vi.waitFor(made, { timeout: 20_000 })
}

const of = (path: string) => `${on.cluster}/${path}`
const told = ({ html }: Page) =>
  html
    .querySelectorAll('ul.events li')
    .filter((line) => line.text.includes(word))
    .map((line) => [line.querySelector('a')?.text, line.querySelector('.soft')?.text])
    .toSorted(([, a = ''], [, b = '']) => (a < b ? -1 : 1))
const about = (path: string) => [path, `${word} ${path.split('/')[0] === 'pod' ? 'pod' : 'set'}`]

test('a Deployment’s are its own, its replica sets’ and its pods’', async () => {
  const page = await on.page(of(`deployments.apps/${ns}/cart/events`))
  expect(told(page)).toEqual([about(`pod/${pod}`), about(`replicaset/${set}`)])
  const hrefs = page.html.querySelectorAll('ul.events a').map((link) => link.getAttribute('href'))
  expect(hrefs).toContain(of(`pods/${ns}/${pod}`))
  const part = await on.ask(of(`deployments.apps/${ns}/cart/parts/events`))
  expect(part.body).toContain(`${word} pod`)
  expect(part.body).not.toContain(`${word} other`)
})

test('a replica set’s name its pods, and not itself', async () => {
  const page = await on.page(of(`replicasets.apps/${ns}/${set}/events`))
  const both = [about(`pod/${pod}`), [undefined, `${word} set`]]
  expect(told(page)).toEqual(both)
})

test('a pod’s are its own', async () => {
  const page = await on.page(of(`pods/${ns}/${pod}/events`))
  expect(told(page)).toEqual([[undefined, `${word} pod`]])
})

test('when its pods change, the page reads them again', async () => {
  const page = await on.page(of(`deployments.apps/${ns}/cart`))
  const at = page.html.querySelector('#stream')?.getAttribute('hx-sse:connect') ?? ''
  const one = await streamed(on.origin, at.replaceAll('&amp;', '&'))
  await one.until(({ said }) => said.some(({ data }) => data.includes('#part-pods')))
  const before = one.said.length
  await patch(`/api/v1/namespaces/${ns}/pods/${pod}`, { metadata: { labels: { seen: word } } })
  await one.until(({ said }) => said.slice(before).some(({ event }) => event === 'events'))
})
