/** What fields are for, as the API server says it: built-in kinds, custom ones, and what it does not say. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { create, items, remove } from '../support/api.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs, targetName } from '../support/target.ts'

let on: Site
beforeAll(async () => {
  on = await site({ noting: true })
})
afterAll(() => on?.stop())

const at = (resource: string, path = '') =>
  `${on.cluster}/${resource}/explain${path === '' ? '' : `?path=${encodeURIComponent(path)}`}`
const text = (page: Page, selector: string) =>
  page.html.querySelector(selector)?.textContent.replaceAll(/\s+/g, ' ').trim() ?? ''
const rows = ({ html }: Page) =>
  Object.fromEntries(
    html.querySelectorAll('.explain li').map((one) => {
      const parts = one.childNodes.map((part) => part.textContent.trim()).filter(Boolean)
      const words = parts.join(' ').replaceAll(/\s+/g, ' ')
      return [one.querySelector('a')?.textContent ?? '', words]
    }),
  )
const crumbs = ({ html }: Page) => html.querySelectorAll('.crumbs a').map((one) => one.textContent)

const served = needs('openapi')
if (targetName === 'demo')
  test('an API server that does not say it: that is said', async () => {
    const page = await on.page(at('deployments.apps'))
    expect(page.status).toBe(404)
    expect(text(page, '.note')).toContain('serves no OpenAPI v3 document')
  })

served('a path leads to its field, over lists, maps and what types share', async () => {
  const page = await on.page(at('pods', 'spec.containers[0].ports'))
  expect(page.status).toBe(200)
  expect(crumbs(page)).toEqual(['Pod', 'spec', 'containers', '[0]', 'ports'])
  expect(text(page, '.explain code')).toBe('[]ContainerPort')
  const { containerPort, protocol } = rows(page)
  expect(containerPort).toMatch(/^containerPort integer \(int32\) required Number of port/)
  expect(protocol).toContain('Default: "TCP"')
  expect(protocol).toContain('One of: SCTP, TCP, UDP')
  const types = async (path: string) => text(await on.page(at('pods', path)), '.explain code')
  expect(await types('metadata.labels')).toBe('map of string')
  expect(await types('metadata.labels[a/b]')).toBe('string')
  expect(await types('spec.containers.resources.limits')).toBe('map of Quantity')
  expect(await types('spec.containers.readinessProbe.httpGet.port')).toBe('IntOrString')
  expect(text(page, '.under')).toContain('explain pods.spec.containers.ports --api-version=v1')
})

served('each field leads on, and a document is read once', async () => {
  await on.page(at('deployments.apps'))
  const before = on.asked.length
  const page = await on.page(at('deployments.apps', 'spec'))
  const link = page.html.querySelectorAll('.explain li a').find((a) => a.textContent === 'template')
  const next = await on.page(link?.getAttribute('href')?.replaceAll('&amp;', '&') ?? '')
  expect(crumbs(next)).toEqual(['Deployment', 'spec', 'template'])
  expect(Object.keys(rows(next))).toEqual(['metadata', 'spec'])
  const schema = 'spec.versions.schema.openAPIV3Schema'
  const path = `${schema}.properties.a.properties.b.items`
  const deep = await on.page(at('customresourcedefinitions.apiextensions.k8s.io', path))
  expect(deep.status).toBe(200)
  const asked = on.asked.slice(before).filter((one) => one.includes('/openapi/v3/apis/apps'))
  expect(asked).toEqual([])
})

served('a field that is not there is said, and what is around it stands', async () => {
  const page = await on.page(at('pods', 'spec.contaners.image'))
  expect(page.status).toBe(404)
  expect(text(page, '.note')).toBe('spec has no field “contaners”.')
  expect(crumbs(page)).toEqual(['Pod', 'spec'])
  expect(Object.keys(rows(page))).toContain('containers')
  const proto = await on.page(at('pods', '__proto__.constructor'))
  expect(text(proto, '.note')).toBe('Pod has no field “__proto__”.')
})

served(
  'a custom resource explains itself by its definition',
  async () => {
    const group = `explain-${process.pid}.example.com`
    const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
    const size = { type: 'integer', minimum: 1, maximum: 9, default: 3, description: 'How big.' }
    const spec = { type: 'object', required: ['size'], properties: { size } }
    const names = { plural: 'sails', kind: 'Sail' }
    const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } }
    const versions = [{ name: 'v1', served: true, storage: true, schema }]
    await create(definitions, {
      metadata: { name: `sails.${group}` },
      spec: { group, scope: 'Namespaced', names, versions },
    })
    await vi.waitFor(() => items(`/apis/${group}/v1/sails`), { timeout: 20_000 })
    // The document comes a moment after the resource.
    try {
      await vi.waitFor(
        async () => {
          const page = await on.page(at(`sails.${group}`, 'spec'))
          expect(rows(page)['size']).toBe(
            'size integer required How big. Limit: at least 1 Limit: at most 9',
          )
        },
        { timeout: 30_000, interval: 1000 },
      )
    } finally {
      await remove(`${definitions}/sails.${group}`)
    }
  },
  120_000,
)
