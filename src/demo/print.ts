/** Objects as the API server prints them: a meta.k8s.io/v1 Table, or metadata alone. */
import { readFileSync } from 'node:fs'
import type { KubeObject } from '../kube.ts'
import { type Cell, cells } from './cells.ts'
import { printerColumns } from './custom.ts'
import { since } from './duration.ts'
import { at } from './field.ts'
import { type Kind, apiVersion, custom } from './kinds.ts'

interface Column {
  readonly name: string
  readonly type: string
  readonly format: string
  readonly description: string
  readonly priority: number
}

/** What a row carries beside its cells, the `includeObject` of the request. */
export type Include = 'None' | 'Metadata' | 'Object'

export function table(
  kind: Kind,
  objects: readonly KubeObject[],
  print: { readonly include: Include; readonly now: number; readonly metadata: object },
): object {
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: print.metadata,
    columnDefinitions: columns(kind),
    rows: objects.map((object) => row(kind, object, print.include, print.now)),
  }
}

export const partial = (object: KubeObject) => ({
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
  metadata: object.metadata,
})

export function columns(kind: Kind): readonly Column[] {
  const own = custom(kind) ? [nameColumn, ...printerColumns.map(column)] : recorded.get(kind.plural)
  return own ?? []
}

function row(kind: Kind, object: KubeObject, include: Include, now: number): object {
  const finished = kind.kind === 'Pod' ? outcomes[String(at(object, 'status.phase'))] : undefined
  return {
    cells: cells[kind.kind]?.(object, now) ?? customCells(object, now),
    ...(finished && { conditions: [{ type: 'Completed', status: 'True', ...finished }] }),
    object:
      include === 'None' ? null : include === 'Object' ? typed(kind, object) : partial(object),
  }
}

/** Kept without kind and apiVersion in no list, so both are given here. */
const typed = (kind: Kind, object: KubeObject) => ({
  ...object,
  kind: kind.kind,
  apiVersion: apiVersion(kind),
})

const outcomes: Readonly<Record<string, object>> = {
  Succeeded: { reason: 'Succeeded', message: 'The pod has completed successfully.' },
  Failed: { reason: 'Failed', message: 'The pod failed.' },
}

function customCells(object: KubeObject, now: number): readonly Cell[] {
  const value = ({ type, jsonPath }: (typeof printerColumns)[number]) => {
    const found = at(object, jsonPath.slice(1))
    if (type === 'date' && found !== undefined) return since(object, jsonPath.slice(1), now)
    return typeof found === 'string' || typeof found === 'number' ? found : null
  }
  return [object.metadata.name, ...printerColumns.map(value)]
}

const column = ({ name, type, jsonPath, priority }: (typeof printerColumns)[number]): Column => ({
  name,
  type,
  format: '',
  description: `Custom resource definition column (in JSONPath format): ${jsonPath}`,
  priority,
})

/** columns.tsv was recorded from kube-apiserver 1.37: resource, name, type, format, priority, text. */
const recorded = readColumns()

function readColumns(): ReadonlyMap<string, readonly Column[]> {
  const lines = readFileSync(new URL('columns.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  const all = lines.map((line) => {
    const [plural = '', name = '', type = '', format = '', priority, description = ''] =
      line.split('\t')
    return { plural, column: { name, type, format, description, priority: Number(priority) } }
  })
  const plurals = [...new Set(all.map((one) => one.plural))]
  const of = (plural: string) => all.filter((one) => one.plural === plural).map((one) => one.column)
  return new Map(plurals.map((plural) => [plural, of(plural)]))
}

const nameColumn: Column = recorded.get('namespaces')?.[0] ?? {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: '',
  priority: 0,
}
