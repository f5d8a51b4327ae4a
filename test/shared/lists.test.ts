/** What Kube promises of any API server: lists. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Discovery, Kube, Resource, TableRow } from '../../src/kube.ts'
import { connected, needs } from '../support/target.ts'

let kube: Kube
let discovery: Discovery

beforeAll(async () => {
  kube = (await connected()).kube()
  discovery = await kube.discovery()
})

function resource(id: string): Resource {
  const found = discovery.get(id)
  if (found === undefined) throw new Error(`the target does not serve ${id}`)
  return found
}

const all = { namespace: null }
const keyOf = (row: TableRow) => `${row.meta.namespace ?? '-'}/${row.meta.name}`

describe('lists', () => {
  needs('table')('a table has the server’s columns and the metadata of each row', async () => {
    const table = await kube.table(resource('pods'), all)
    expect(table.columns.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Name', 'Ready', 'Status', 'Restarts', 'Age']),
    )
    expect(table.columns.some(({ format }) => format === 'name')).toBe(true)
    expect(table.rows.length).toBeGreaterThan(0)
    for (const { meta } of table.rows) {
      expect(meta.uid).toMatch(/^[-0-9a-f]{36}$/)
      expect(meta).not.toHaveProperty('managedFields')
    }
  })

  needs('table')('every resource that can be listed answers with a table', async () => {
    const listable = discovery.resources.filter(({ verbs }) => verbs.includes('list'))
    for (const one of listable) {
      const table = await kube.table(one, { ...all, limit: 2 })
      expect(table.columns.length, one.id).toBeGreaterThan(0)
      for (const row of table.rows) expect(row.cells.length, one.id).toBe(table.columns.length)
    }
  })

  needs('table', 'paging')('pages go on where the page before ended', async () => {
    const first = await kube.table(resource('pods'), { ...all, limit: 2 })
    expect(first.rows).toHaveLength(2)
    expect(first.remaining).toBeGreaterThan(0)
    const next = await kube.table(resource('pods'), {
      ...all,
      limit: 2,
      continue: first.continue ?? '',
    })
    const keys = [...first.rows, ...next.rows].map(keyOf)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toEqual(keys.toSorted())
  })

  needs('table', 'paging')('a fill has every row once and says how far it is', async () => {
    const heard: number[] = []
    const whole = await kube.fill(resource('pods'), all, (rows) => heard.push(rows))
    const plain = await kube.objects(resource('pods'), all)
    expect(whole.rows.map(keyOf)).toEqual(
      plain.items.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
    )
    expect(heard.at(-1)).toBe(whole.rows.length)
    expect(whole.continue).toBeNull()
  })

  needs('label-selectors')('a label selector narrows on the server', async () => {
    const some = await kube.objects(resource('deployments.apps'), all)
    const [label] = Object.entries(some.items[0]?.metadata.labels ?? {})
    const labels = label?.join('=') ?? 'none'
    const narrowed = await kube.objects(resource('deployments.apps'), { ...all, labels })
    expect(narrowed.items.length).toBeGreaterThan(0)
    for (const { metadata } of narrowed.items) {
      expect(Object.entries(metadata.labels ?? {})).toContainEqual(label)
    }
  })

  needs('field-selectors')('a field selector narrows on the server', async () => {
    const [pod] = (await kube.metadata(resource('pods'), all)).items
    const fields = `metadata.name=${pod?.metadata.name}`
    const narrowed = await kube.metadata(resource('pods'), { ...all, fields })
    expect(narrowed.items.map(({ metadata }) => metadata.name)).toContain(pod?.metadata.name)
    expect(new Set(narrowed.items.map(({ metadata }) => metadata.name)).size).toBe(1)
  })

  test('objects of a list say their kind and version, as the list itself does not', async () => {
    const { items } = await kube.objects(resource('deployments.apps'), all)
    expect(new Set(items.map(({ kind }) => kind))).toEqual(new Set(['Deployment']))
    expect(items[0]?.apiVersion).toBe('apps/v1')
  })

  needs('label-selectors')('a selector that is none is refused in the server’s words', async () => {
    const refusal = kube.table(resource('pods'), { ...all, labels: 'a in (' })
    await expect(refusal).rejects.toMatchObject({ status: 400, reason: 'BadRequest' })
  })
})

describe('warnings', () => {
  needs('warnings', 'endpoints')('what the server warns of comes with the answer', async () => {
    const { warnings } = await kube.table(resource('endpoints'), all)
    expect(warnings.join()).toContain('deprecated')
  })

  test('an answer without warnings has none', async () => {
    expect((await kube.table(resource('pods'), all)).warnings).toEqual([])
  })
})
