/** An object as the one row of a table, as lists of its kind have it. */
import type { KubeObject, Table } from '../kube.ts'

const nothing = { columns: [], version: '', continue: null, remaining: 0, warnings: [] }

export const printedOf = (of: KubeObject): Table => ({
  ...nothing,
  rows: [{ cells: [], meta: of.metadata, object: of }],
})
