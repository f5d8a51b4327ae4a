/** The demo prints what a real API server prints. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { KubeObject } from '../../src/kube.ts'
import { apiVersion, custom, kinds, printedAs } from '../../src/demo/kinds.ts'
import { table } from '../../src/demo/print.ts'
import { type Fields, demo } from './demo.ts'

interface Recorded {
  at: string
  columns: object[]
  rows: { cells: unknown[]; object: KubeObject }[]
}
const file = new URL('../fixtures/columns.json', import.meta.url)
const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Recorded>
const listed = kinds.filter(({ verbs }) => verbs.includes('list'))
const builtIn = listed.filter(({ group }) => group !== custom)
const cluster = demo()

test.each(builtIn)('$plural have the real server’s columns and cells', (kind) => {
  const { at, columns, rows } = recorded[printedAs(kind)]!
  const how = { kind, query: new URLSearchParams(), now: Date.parse(at) }
  const printed = table(
    how,
    rows.map((row) => row.object),
    {},
  )
  expect(printed.columnDefinitions).toEqual(columns)
  expect(printed.rows.map((row) => row.cells)).toEqual(rows.map((row) => row.cells))
})

test.each(listed)('every row of $plural fills its columns', async (kind) => {
  const root = kind.group === '' ? 'api' : 'apis'
  const printed = await cluster.table(`/${root}/${apiVersion(kind)}/${kind.plural}`)
  const columns = printed['columnDefinitions'] as Fields[]
  const rows = printed['rows'] as { cells: unknown[] }[]
  expect(rows.length).toBeGreaterThan(0)
  for (const { cells } of rows) {
    expect(cells).toHaveLength(columns.length)
    expect(cells).not.toContain('<unknown>')
    expect(cells.join(' ')).not.toMatch(/undefined|NaN|\{|<invalid>/)
  }
})

test('the custom resource’s columns are those of its definition', async () => {
  const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/backups.data.example.com'
  const definition = (await cluster.call(path)).json() as {
    spec: { versions: { additionalPrinterColumns: { name: string; type: string }[] }[] }
  }
  const printed = await cluster.table('/apis/data.example.com/v1/backups')
  const columns = printed['columnDefinitions'] as { name: string; type: string }[]
  const told = definition.spec.versions[0]!.additionalPrinterColumns
  expect(columns.slice(1).map(({ name, type }) => ({ name, type }))).toEqual(
    told.map(({ name, type }) => ({ name, type })),
  )
})
