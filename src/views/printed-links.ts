/** Where a cell leads that the API server printed: what selects pods, how many they are, which images. Pure. */
import type { Table, TableColumn, TableRow } from '../kube.ts'
import type { ListContext } from './list-context.ts'
import { having } from './narrower.ts'

export type Leads = (text: string, row: TableRow) => string

/** Of the API server's own kinds (printers/internalversion): in others the same titles may say something else. */
const selecting: ReadonlySet<string> = new Set(['selector', 'pod-selector', 'pod labels'])
const counting: ReadonlySet<string> = new Set(['desired', 'current', 'ready'])

/** Empty where it leads nowhere. @param id what filters call the column. */
export function leads(column: TableColumn, id: string, table: Table, context: ListContext): Leads {
  const title = column.name.toLowerCase()
  const { group } = context.resource
  if (title === 'images') return (text) => (text === '' ? '' : having(context, id, [text]))
  if (group.includes('.') && !group.endsWith('.k8s.io')) return nowhere
  if (selecting.has(title)) return (text, row) => pods(text, row, context)
  const by = table.columns.findIndex(({ name }) => name === 'Selector')
  if (by < 0 || !counting.has(title)) return nowhere
  return (text, row) => (Number(text) > 0 ? pods(String(row.cells[by] ?? ''), row, context) : '')
}

const nowhere = () => ''

/** `<none>` selects none, or all: it leads to neither. */
function pods(l: string, { meta }: TableRow, { urls, cluster }: ListContext): string {
  if (l === '' || l.startsWith('<')) return ''
  return urls.list(cluster, 'pods', { ns: meta.namespace, l })
}
