/** Logs narrowed by where their containers run. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Item, items } from '../support/api.ts'
import { type Page, type Site, site } from '../support/site.ts'
import { needs } from '../support/target.ts'

interface Placed extends Item {
  readonly metadata: Item['metadata'] & { readonly labels?: Readonly<Record<string, string>> }
  readonly spec?: { readonly nodeName?: string }
}

let on: Site
let pods: readonly Placed[]
/** Node → zone. */
let zones: ReadonlyMap<string, string>
beforeAll(async () => {
  on = await site()
  pods = await items('/api/v1/namespaces/web/pods')
  const nodes: readonly Placed[] = await items('/api/v1/nodes')
  zones = new Map(
    nodes.map(({ metadata: { name, labels } }) => [
      name,
      labels?.['topology.kubernetes.io/zone'] ?? '',
    ]),
  )
})
afterAll(() => on?.stop())

const logs = (query = '', cluster = on.cluster) => `${cluster}/pods/logs?ns=web${query}`
const options = ({ html }: Page, name: string) =>
  html.querySelectorAll(`select[name="${name}"] option`).map((one) => one.getAttribute('value'))
const nodeOf = ({ spec }: Placed) => spec?.nodeName ?? ''
const nodes = () => [...new Set(pods.map(nodeOf))].filter((name) => name !== '').toSorted()
const zonesHere = () => [...new Set(nodes().map((name) => zones.get(name) ?? ''))].toSorted()
const there = (is: (node: string) => boolean) =>
  new Set(pods.filter((pod) => is(nodeOf(pod))).map(({ metadata }) => metadata.name))
const podsOf = async (query: string) => {
  const { body } = await on.ask(`${logs(query)}&tail=500&as=ndjson`)
  const lines = body.split('\n').filter((line) => line !== '')
  return new Set(lines.map((line) => (JSON.parse(line) as { pod?: string }).pod ?? 'nobody'))
}

describe('by node and by zone', () => {
  test('both are offered where there are several', async () => {
    expect(nodes().length).toBeGreaterThan(1)
    expect(zonesHere().length).toBeGreaterThan(1)
    const page = await on.page(logs())
    expect(options(page, 'node')).toEqual(['', ...nodes()])
    expect(options(page, 'zone')).toEqual(['', ...zonesHere()])
    const [name = ''] = nodes()
    const one = await on.page(logs(`&match=node:${name}`))
    expect([options(one, 'node'), options(one, 'zone')]).toEqual([[], []])
  })

  test('only the containers there are read', async () => {
    const [name = ''] = nodes()
    const zone = zones.get(name) ?? ''
    const onNode = await podsOf(`&node=${name}`)
    expect(onNode.size).toBeGreaterThan(0)
    for (const pod of onNode) expect(there((node) => node === name)).toContain(pod)
    const inZone = await podsOf(`&zone=${zone}`)
    expect(inZone.size).toBeGreaterThan(0)
    for (const pod of inZone) expect(there((node) => zones.get(node) === zone)).toContain(pod)
    expect(await podsOf('&zone=nowhere')).toEqual(new Set(['nobody']))
    const page = await on.page(logs(`&zone=${zone}`))
    const chosen = page.html.querySelector('select[name="zone"] option[selected]')
    expect(chosen?.getAttribute('value')).toBe(zone)
  })
})

needs('people')('who may not see nodes is told why there are no zones', async () => {
  const bea = on.cluster.replace(/admin$/, 'bea')
  const page = await on.page(logs('', bea))
  expect([page.status, options(page, 'zone')]).toEqual([200, []])
  expect(options(page, 'node')).toEqual(['', ...nodes()])
  const zoned = await on.page(logs('&zone=a', bea))
  expect(zoned.status).toBe(422)
  expect(zoned.html.querySelector('#wrong-zone')?.text).toMatch(/zone was left out: .*nodes/)
  expect(zoned.html.querySelectorAll('#lines [id]').length).toBeGreaterThan(0)
  const { status, body } = await on.ask(`${logs('&zone=a', bea)}&as=txt`)
  expect([status, body]).toEqual([422, expect.stringMatching(/^# zone: .*nodes/)])
})
