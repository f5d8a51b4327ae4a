/** What the filter box offers: from the person's own rows and no others. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { items } from '../support/api.ts'
import { rows, text } from '../support/rows.ts'
import { type Site, site } from '../support/site.ts'
import { steadily } from '../support/steadily.ts'
import { needs } from '../support/target.ts'
import { parse } from 'node-html-parser'

let on: Site
beforeAll(async () => {
  on = await site()
})
afterAll(() => on?.stop())

async function offered(path: string): Promise<readonly string[]> {
  const { status, body } = await on.ask(path)
  expect(status).toBe(200)
  return parse(body)
    .querySelectorAll('[role="option"] span')
    .map((one) => one.text)
}
const of = (q: string, more = '', cluster = on.cluster, resource = 'pods') =>
  offered(`${cluster}/${resource}/hints?q=${encodeURIComponent(q)}${more}`)

test('fields of the kind, and values that its rows have', async () => {
  expect(await of('')).toEqual(expect.arrayContaining(['age>', 'image:', 'label:', 'node:']))
  const all = await items('/api/v1/pods')
  const spaces = new Set(all.map(({ metadata }) => `ns:${metadata.namespace}`))
  const found = await of('ns:')
  expect(found.length).toBe(Math.min(10, spaces.size))
  for (const one of found) expect(spaces).toContain(one)
  const keys = new Set(all.flatMap(({ metadata }) => Object.keys(metadata.labels ?? {})))
  for (const one of await of('label:')) expect(keys).toContain(one.replace('label:', ''))
})

test('the same where the rows are held', async () => {
  const page = await on.page(`${on.cluster}/pods?q=restarts%3E=0&size=500`)
  const nodes = new Set(rows(page).map((one) => `node:${text(one, 'node')}`))
  const found = await of('node:')
  expect(found.length).toBeGreaterThan(0)
  for (const one of found) expect(nodes).toContain(one)
})

test('only what the list itself is about: its namespace, its selector', async () => {
  const [first] = await items('/api/v1/pods')
  const { namespace } = first!.metadata
  expect(await of('ns:', `&ns=${namespace}`)).toEqual([`ns:${namespace}`])
  expect(await of('ns:', '&l=no-such-label')).toEqual([])
})

/** `[node:worker-1, 12]`: what is offered, and the number behind it. */
async function numbered(q: string, more = ''): Promise<readonly (readonly [string, string])[]> {
  const path = `${on.cluster}/pods/hints?q=${encodeURIComponent(q)}${more}`
  return parse((await on.ask(path)).body)
    .querySelectorAll('[role="option"]')
    .map((one) => [one.querySelector('span')!.text, one.querySelector('small')?.text ?? ''])
}

test.each([
  ['pods', '', ''],
  ['pods of one label', 'label:pod-template-hash ', ''],
  ['pods that are in two namespaces', 'web', '&ns=kube-system,web'],
  ['pods but for some, by an expression', '-/system/', ''],
  ['pods of a status', '', '&status=ok'],
  ['pods beside a term that is broken', 'restarts>many ', ''],
])('of %s every value has as many rows as its list', async (_what, others, more) => {
  const list = (q: string) =>
    on.page(`${on.cluster}/pods?q=${encodeURIComponent(q.trim())}${more}&sort=age`)
  await steadily(async () => {
    // It is held from here on.
    await list(`${others} -x`)
    const found = await numbered(`${others} node:`, more)
    expect(found.length).toBeGreaterThan(0)
    for (const [term, number] of found) {
      const its = await list(`${others} ${term.replace(':', '=')}`)
      expect(number, term).toBe(its.html.querySelector('table')?.getAttribute('data-total'))
    }
  })
})

test('where the caret stands within, what stands behind it counts as well', async () => {
  const all = await numbered('ns:')
  const [first] = all[0]!
  const found = await numbered(`ns: ${first.replace(':', '=')}`, '&at=3')
  expect(found.map(([term]) => term)).toEqual([first])
  expect(await numbered(`ns: no-such-name`, '&at=3')).toEqual([])
})

test('a half-typed selector, an odd place and a resource without a kind file do no harm', async () => {
  expect(await of('no', '&l=a+in+(')).toContain('node:')
  expect(await of('no', '&at=99999999')).toContain('node:')
  expect(await of('no', '&at=-1')).toContain('node:')
  expect(
    await of('na', '', on.cluster, 'customresourcedefinitions.apiextensions.k8s.io'),
  ).toContain('name:')
  expect((await on.ask(`${on.cluster}/nonsense/hints`)).status).toBe(404)
})

const mine = (person: string) => on.cluster.replace(/admin$/, person)

needs('people')('who may look into few namespaces is offered nothing of the others', async () => {
  for (const person of ['bea', 'nobody', 'ada']) {
    const page = await on.ask(`${mine(person)}/pods?size=500`)
    const seen = new Set(
      [...page.body.matchAll(/data-key="([^/"]+)\//g)].map(([, name]) => `ns:${name}`),
    )
    for (const one of await of('ns:', '', mine(person)))
      expect([person, [...seen]]).toEqual([person, expect.arrayContaining([one])])
  }
})

test('one who types on reads nothing again', async () => {
  const noted = await site({ noting: true })
  onTestFinished(() => noted.stop())
  const lists = () => noted.asked.filter((path) => path.includes('limit=500')).length
  for (const q of ['no', 'node:', 'node:a', 'label:'])
    expect((await noted.ask(`${noted.cluster}/pods/hints?q=${q}`)).status).toBe(200)
  expect(lists()).toBe(1)
  await noted.ask(`${noted.cluster}/pods/hints?q=no&l=no-such-label`)
  expect(lists()).toBe(2)
})
