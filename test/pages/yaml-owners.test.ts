/** Who set what of an object, on its YAML, for who asks. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applied, create, patch, remove } from '../support/api.ts'
import { ownNamespace, removeNamespaces } from '../support/own.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
let ns = 'shop'
beforeAll(async () => {
  on = await site()
  if (targetName === 'real') ns = await ownNamespace('yaml-owners')
})
afterAll(async () => {
  await on?.stop()
  if (targetName === 'real') await removeNamespaces(ns)
})

/** `seed: app: cart`, the name where it begins. */
const owned = ({ html }: Page) =>
  html.querySelectorAll('.yaml .own').map((line) => {
    const by = line.querySelector('.by')?.textContent ?? ''
    return `${by}: ${line.querySelector('code')?.textContent.trim()}`
  })
const managers = ({ html }: Page) =>
  html.querySelectorAll('.managers li').map((one) => one.textContent)
const link = ({ html }: Page, text: string) =>
  html.querySelectorAll('.raw a').find((one) => one.textContent === text)
const container = (name: string) => ({ name, image: `registry.example.com/${name}:1` })

test('it is shown for who asks, with a way back; where nothing is kept of it that is said', async () => {
  const path = `${on.cluster}/configmaps/${ns}/bare/yaml`
  await create(`/api/v1/namespaces/${ns}/configmaps`, { metadata: { name: 'bare' }, data: {} })
  const plain = await on.page(path)
  expect([owned(plain), managers(plain)]).toEqual([[], []])
  const href = link(plain, 'Who set what')?.getAttribute('href') ?? ''
  expect(href).toBe(`${path}?fields=owners`)
  const page = await on.page(href)
  expect(link(page, 'Hide who set what')?.getAttribute('href')).toBe(path)
  expect(page.html.querySelector('#stream')?.getAttribute('hx-sse:connect')).toContain(
    'fields=owners',
  )
  if (targetName === 'demo')
    expect(page.html.querySelector('.managers')?.textContent).toContain('keeps no managedFields')
  await remove(`/api/v1/namespaces/${ns}/configmaps/bare`)
})

needs('managed-fields')('who applied, who updated, who wrote its status', async () => {
  const path = `/apis/apps/v1/namespaces/${ns}/deployments/cart`
  await applied(`${path}?fieldManager=flux`, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'cart', finalizers: ['example.com/hold'] },
    spec: {
      replicas: 0,
      selector: { matchLabels: { app: 'cart' } },
      template: {
        metadata: { labels: { app: 'cart' } },
        spec: { containers: [container('app'), container('side')] },
      },
    },
  })
  await patch(`${path}?fieldManager=scaler`, { spec: { replicas: 0, paused: true } })
  await patch(`${path}/status?fieldManager=judge`, { status: { observedGeneration: 1 } })
  const page = await on.page(`${on.cluster}/deployments.apps/${ns}/cart/yaml?fields=owners`)
  expect(managers(page)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^flux: server-side apply, \d+s ago, 10 lines$/),
      expect.stringMatching(/^scaler: update, \d+s ago, 1 line$/),
    ]),
  )
  const lines = owned(page)
  for (const line of [
    'flux: - example.com/hold',
    'scaler: paused: true',
    'flux: replicas: 0',
    ': matchLabels:',
    'flux: - image: registry.example.com/app:1',
    'flux: name: side',
  ])
    expect(lines).toContain(line)
  await patch(path, { metadata: { finalizers: null } })
})
