/** The columns CPU and Memory of what is measured: what is used, against what may be. */
import type { Kind, Measure } from '../kind.ts'
import type { TableRow } from '../kube.ts'
import type { Cell } from './cell.ts'
import type { Column } from './columns.ts'
import { age } from './age.ts'
import { objectOf } from './kind-columns.ts'
import type { ListContext } from './list-context.ts'
import { key } from './list-table.ts'
import type { Used } from './usage.ts'

const resources = [
  ['cpu', 'CPU', 'Cores in use, of those that are asked for and allowed', '500m'],
  ['memory', 'Memory', 'Memory in use, of what is asked for and allowed', '500Mi'],
] as const
type Measured = (typeof resources)[number][0]

/** Milliseconds after which what was measured is said to be old. */
const fresh = 180_000

export const isUsage = (id: string): boolean => resources.some(([name]) => name === id)

/** kubectl's name of what measures a resource; it need not be served. */
export const measuring = ({ resource }: Pick<ListContext, 'resource'>): string =>
  `${resource.plural}.metrics.k8s.io`

/** Where nothing measures them they can be chosen, and say so; a column of the same name is left as it is then. */
export function withUsage(
  own: readonly Column[],
  kind: Kind | undefined,
  context: ListContext,
): readonly Column[] {
  const usage = kind?.usage
  if (usage === undefined) return own
  const served = context.discovery.get(measuring(context)) !== undefined
  const has = (id: string) => own.some((each) => each.id === id)
  const made = resources
    .filter(([id]) => served || !has(id))
    .map(([id, title, help, like]) => {
      const said = { id, title, help, like, shown: served }
      return { ...column(usage, id, context), ...said }
    })
  const kept = own.map((each) => made.find(({ id }) => id === each.id) ?? each)
  const added = made.filter(({ id }) => !has(id))
  const behind = kept.findIndex(({ title }) => title === usage.after)
  const at = behind < 0 ? kept.length : behind + 1
  return [...kept.slice(0, at), ...added, ...kept.slice(at)]
}

function column(
  { said, note: noted }: NonNullable<Kind['usage']>,
  resource: Measured,
  context: ListContext,
): Pick<Column, 'type' | 'text' | 'value' | 'cell'> {
  const value = (row: TableRow) => used(row, context)?.[resource] ?? null
  const measure = (row: TableRow) => {
    const amount = value(row)
    return amount === null ? null : said(objectOf(row), resource, amount)
  }
  return {
    type: 'usage',
    value,
    text: (row) => measure(row)?.text ?? '',
    cell(row) {
      const found = measure(row)
      const note = noted?.(objectOf(row), resource) ?? ''
      const behind = note === '' ? {} : { note }
      if (found === null) return { ...unknown(context), ...behind }
      return { ...shown(found), ...behind, ...old(used(row, context), context) }
    },
  }
}

const used = (row: TableRow, { usage }: ListContext): Used | undefined => usage?.of(key(row))

function shown({ text, title, part, mark, tone }: Measure): Cell {
  const said = title === '' ? { text } : { text, title }
  if (part === null) return said
  const width = percent(part)
  return { ...said, meter: { width, mark: mark === null ? '' : percent(mark), tone: tone ?? '' } }
}

const percent = (part: number) => `${Math.round(part * 100)}%`

/** Never 0: that would be a measure. */
function unknown({ usage }: ListContext): Cell {
  if (usage?.state === 'loading') return { text: '…', title: 'It is being read' }
  const measured = usage?.state === 'known' || usage?.state === 'stale'
  return { text: '–', title: measured ? 'Not measured (yet)' : 'Not known' }
}

function old(of: Used | undefined, { now }: ListContext): Pick<Cell, 'ago'> {
  const at = of?.at ?? null
  if (at === null || now.getTime() - at < fresh) return {}
  return { ago: { text: age(now.getTime() - at), time: new Date(at).toISOString() } }
}
