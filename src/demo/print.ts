/** Objects as the API server prints them: a meta.k8s.io/v1 Table, or metadata alone. */
import { readFileSync } from 'node:fs'
import type { KubeObject } from '../kube.ts'
import type { Call } from './call.ts'
import { printer } from './cells.ts'
import { printedAs } from './kinds.ts'

/** What is asked for: `includeObject` says what a row carries beside its cells. */
export type Printing = Pick<Call, 'kind' | 'query' | 'now'>

export const table = (call: Printing, objects: readonly KubeObject[], metadata: object) => ({
  kind: 'Table',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
  columnDefinitions: columns.get(printedAs(call.kind))?.map(({ told }) => told) ?? null,
  rows: objects.map((object) => row(call, object)),
})

export const partial = ({ metadata }: KubeObject) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
})

function row({ kind, query, now }: Printing, object: KubeObject) {
  const include = query.get('includeObject')
  const cells = columns.get(printedAs(kind))?.map(({ print }) => print(object, now))
  return { cells, object: include === 'Object' ? object : partial(object) }
}

/** Recorded from kube-apiserver 1.37; the column before the last says what the demo prints. */
const lines = readFileSync(new URL('columns.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')

/** `"` is described like the first column of its name. */
const described = new Map<string, string>()

const columns = Map.groupBy(lines.map(column), ({ plural }) => plural)

function column(line: string) {
  const [plural = '', name = '', type = '', format = '', priority, rule = '', words = ''] =
    line.split('\t')
  const description = words === '"' ? (described.get(name) ?? '') : words.replaceAll('\\n', '\n')
  if (!described.has(name)) described.set(name, description)
  const told = { name, type, format, description, priority: Number(priority) }
  return { plural, told, print: printer(rule) }
}
