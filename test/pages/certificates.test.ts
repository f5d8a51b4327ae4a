/** The certificates of a Secret on its page: names and expiry are shown, values are not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { create, patch, pathOf, remove } from '../support/api.ts'
import { authority, type Authority, type Pair } from '../support/certificates.ts'
import { type Own, ownSecret } from '../support/own.ts'
import { type Site, site } from '../support/site.ts'

const keys = ['leaf.crt', 'leaf.key', 'ca.crt']
const at = (ms: number) => new Date(Date.now() + ms).toISOString().replaceAll(/[-:T]|\.\d+/g, '')
const day = 86_400_000
const base64 = (text: string) => Buffer.from(text).toString('base64')

let on: Site
let signing: Authority
let pair: Pair
let secret: Own
beforeAll(async () => {
  signing = authority()
  const names = 'DNS:shop.example.com,DNS:www.example.com'
  pair = signing.issue(names, { from: at(-day), to: at(9.5 * day) })
  secret = await ownSecret('certificates')
  const values = [pair.cert, pair.key, signing.ca].map(base64)
  const data = Object.fromEntries(keys.map((key, index) => [key, values[index]]))
  await patch(pathOf('secrets', secret.item.metadata), { data })
  on = await site()
})
afterAll(async () => {
  await on?.stop()
  signing?.remove()
  await secret?.remove()
})

const path = () => {
  const { namespace, name } = secret.item.metadata
  return `${on.cluster}/secrets/${namespace}/${name}`
}
const part = async () => on.ask(`${path()}/parts/certificates`)

test('the page of the Secret asks for them', async () => {
  const { html } = await on.page(path())
  const asked = html.querySelectorAll('[hx-get]').map((each) => each.getAttribute('hx-get'))
  expect(asked).toContain(`${path()}/parts/certificates`)
})

test('names, the issuer and that it expires soon', async () => {
  const { body, status } = await part()
  expect(status).toBe(200)
  for (const words of [
    'shop.example.com',
    'www.example.com',
    'CN=test CA',
    'Expires in 9d',
    'ca.crt',
  ])
    expect(body).toContain(words)
  expect(body).toMatch(/data-tone="warn">Expires in 9d/)
})

test('it is a page by itself without JavaScript', async () => {
  const { html, status } = await on.page(`${path()}/parts/certificates?whole=`)
  expect(status).toBe(200)
  expect(html.querySelector('h1 a')?.getAttribute('href')).toBe(path())
  expect(html.querySelector('#main')?.text).toContain('shop.example.com')
})

test('neither the values nor the key are on any of these pages', async () => {
  const lines = [pair.key, pair.cert].flatMap((pem) =>
    pem.split('\n').filter((line) => line.length > 20 && !line.startsWith('-')),
  )
  for (const each of [
    '',
    '/yaml',
    '/parts/certificates',
    '/parts/certificates?whole=',
    '?as=yaml',
    '?as=json',
  ]) {
    const { body } = await on.ask(path() + each)
    for (const text of [...lines, base64(pair.key), base64(pair.cert)])
      expect(body).not.toContain(text)
  }
})

test('an ingress shows what it serves its hosts with: until when, and which of them it is not for', async () => {
  const { namespace = '' } = secret.item.metadata
  const folder = `/api/v1/namespaces/${namespace}/secrets`
  const ingresses = `/apis/networking.k8s.io/v1/namespaces/${namespace}/ingresses`
  const data = { 'tls.crt': base64(pair.cert + signing.ca), 'tls.key': base64(pair.key) }
  await create(folder, { metadata: { name: 'edge-tls' }, type: 'kubernetes.io/tls', data })
  const tls = [
    { secretName: 'edge-tls', hosts: ['shop.example.com', 'mail.example.com'] },
    { secretName: 'no-such-tls', hosts: ['www.example.com'] },
    ...Array.from({ length: 10 }, (_, index) => ({ secretName: `also-not-${index}`, hosts: [] })),
  ]
  const backend = { service: { name: 'shop', port: { number: 80 } } }
  await create(ingresses, { metadata: { name: 'edge' }, spec: { tls, defaultBackend: backend } })
  const own = `${on.cluster}/ingresses.networking.k8s.io/${namespace}/edge`
  const { body, status } = await on.ask(`${own}/parts/certificates`)
  expect(status).toBe(200)
  expect(body).toMatch(/data-tone="warn">Expires in 9d/)
  expect(body).toContain('It is not for mail.example.com.')
  expect(body).not.toMatch(/not for shop|may sign others|PRIVATE/)
  expect(body).toContain('no-such-tls&quot; not found')
  expect(body).toContain('Of 12 Secrets the first 10 were looked into.')
  const { html } = await on.page(own)
  const asked = html.querySelectorAll('[hx-get]').map((each) => each.getAttribute('hx-get'))
  expect(asked).toContain(`${own}/parts/certificates`)
  await remove(`${ingresses}/edge`)
  await remove(`${folder}/edge-tls`)
})

test('what holds none has no such part', async () => {
  const [pods, gone] = await Promise.all([
    on.page(`${on.cluster}/pods/shop/any/parts/certificates`),
    on.page(`${on.cluster}/secrets/shop/no-such-secret/parts/certificates`),
  ])
  expect([pods.status, gone.status]).toEqual([404, 404])
})
