/** What a cell of each column type shows and where it leads. */
import type { TableRow } from '../kube.ts'
import { age } from './age.ts'
import type { Cell } from './cell.ts'
import type { ColumnType } from './column-types.ts'
import { seconds } from './duration.ts'
import type { ListContext } from './list-context.ts'
import { inNamespace, onNode, ownedBy } from './narrower.ts'
import { readiness, tone } from './tone.ts'

type Show = (text: string, row: TableRow, context: ListContext) => Cell

export const cells: Readonly<Record<ColumnType, Show>> = {
  name: (text, { meta }, context) => ({
    text: text || meta.name,
    href: context.urls.object(context.cluster, {
      resource: context.resource.id,
      namespace: meta.namespace ?? null,
      name: meta.name,
    }),
  }),
  namespace: (text, _row, context) => ({ text, href: inNamespace(context, text) }),
  node: (text, _row, context) => led(text, onNode(context, text)),
  owner: (text, row, context) => led(text, text === '' ? '' : ownedBy(context, text, row)),
  reference: (text, { meta }, context) => {
    const [word = '', name = ''] = text.split('/')
    const resource = context.discovery.resolve(word.toLowerCase())
    if (resource === undefined || !/^[a-z0-9][a-z0-9.-]*$/.test(name)) return { text }
    const namespace = resource.namespaced ? (meta.namespace ?? null) : null
    return { ...linked(name, resource.id, namespace, context), text }
  },
  age: (text, { meta }, { now }) => {
    const then = Date.parse(meta.creationTimestamp ?? '')
    if (Number.isNaN(then)) return { text }
    return { text: age(now.getTime() - then), time: new Date(then).toISOString() }
  },
  ago: (text, { printed }, { now }) => {
    const span = seconds(text)
    if (span === null) return { text }
    const then = (printed ?? now.getTime()) - span * 1000
    return { text: age(now.getTime() - then), time: new Date(then).toISOString(), about: true }
  },
  ready: (text) => toned(text, readiness(text) ?? tone(text)),
  fraction: (text) => ({ text }),
  status: (text) => toned(text, tone(text)),
  severity: (text) => toned(text, tone(text)),
  duration: (text) => ({ text }),
  number: (text) => ({ text }),
  quantity: (text) => ({ text }),
  usage: (text) => ({ text }),
  text: (text) => ({ text }),
  path: (text) => ({ text }),
}

const toned = (text: string, of: Cell['tone'] | null): Cell =>
  of === null || of === undefined ? { text } : { text, tone: of }

const led = (text: string, href: string): Cell => (href === '' ? { text } : { text, href })

function linked(
  name: string,
  resource: string,
  namespace: string | null,
  context: ListContext,
): Cell {
  if (name === '') return { text: '' }
  return { text: name, href: context.urls.object(context.cluster, { resource, namespace, name }) }
}
