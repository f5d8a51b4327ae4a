/** Objects as the API server prints them: a meta.k8s.io/v1 Table, or metadata alone. */
import { readFileSync } from 'node:fs'
import type { KubeObject } from '../kube.ts'
import { cell } from './cells.ts'
import { at, without } from './field.ts'
import type { Kind } from './kinds.ts'

/** What a row carries beside its cells, the `includeObject` of the request. */
export type Include = 'None' | 'Metadata' | 'Object'

export const table = (
  kind: Kind,
  objects: readonly KubeObject[],
  how: { readonly include: Include; readonly now: number; readonly metadata: object },
) => ({
  kind: 'Table',
  apiVersion: 'meta.k8s.io/v1',
  metadata: how.metadata,
  columnDefinitions: columns.get(kind.plural)?.map((column) => without(column, 'plural', 'rule')),
  rows: objects.map((object) => row(kind, object, how.include, how.now)),
})

export const partial = ({ metadata }: KubeObject) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata,
})

function row(kind: Kind, object: KubeObject, include: Include, now: number) {
  const outcome = kind.kind === 'Pod' ? outcomes[String(at(object, 'status.phase'))] : undefined
  const carried = include === 'Object' ? object : partial(object)
  return {
    cells: columns.get(kind.plural)?.map(({ rule }) => cell(rule, object, now)),
    ...(outcome && { conditions: [{ type: 'Completed', status: 'True', ...outcome }] }),
    object: include === 'None' ? null : carried,
  }
}

const outcomes: Readonly<Record<string, object>> = {
  Succeeded: { reason: 'Succeeded', message: 'The pod has completed successfully.' },
  Failed: { reason: 'Failed', message: 'The pod failed.' },
}

/** Recorded from kube-apiserver 1.37; the column before the last says what the demo prints. */
const lines = readFileSync(new URL('columns.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')

const columns = Map.groupBy(
  lines.map((line) => {
    const [plural = '', name = '', type = '', format = '', priority, rule = '', description = ''] =
      line.split('\t')
    const told = description.replaceAll('\\n', '\n')
    return { plural, name, type, format, description: told, priority: Number(priority), rule }
  }),
  ({ plural }) => plural,
)
