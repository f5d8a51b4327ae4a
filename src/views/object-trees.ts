/** An object's fields as they are, where no kind file says better. Pure. */
import type { KubeObject } from '../kube.ts'
import type { Tree } from './blocks.ts'
import { fit, type Room } from './room.ts'
import { spent, tree } from './tree.ts'
import { counted, sentence } from './words.ts'

const own = new Set(['apiVersion', 'kind', 'metadata'])
const order = ['spec', 'data', 'stringData', 'rules', 'roleRef', 'subjects', 'webhooks', 'status']

/** Every field that is not metadata, as far as the page has room; the rest is counted. */
export function trees(object: KubeObject, room: Room): readonly Tree[] {
  const budget = { nodes: 1500, text: 1000, room, cut: false }
  const fields = Object.keys(object)
    .filter((key) => !own.has(key))
    .toSorted((a, b) => rank(a) - rank(b))
  const found: Tree[] = []
  for (const [index, key] of fields.entries()) {
    if (spent(budget)) {
      found.push(rest(fields.length - index))
      break
    }
    budget.cut = false
    const title = sentence(fit(room, key, 200, 120))
    const nodes = tree(withoutConditions(key, object[key]), budget)
    const more = budget.cut ? 'There is more than a page can show: the YAML has all of it.' : ''
    if (nodes.length > 0) found.push({ block: 'tree', title, nodes, more })
  }
  return found
}

const rest = (count: number): Tree => ({
  block: 'tree',
  title: 'More',
  nodes: [],
  more: `${counted(count, 'field')} more than a page can show: the YAML has all of it.`,
})

const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length - 1.5)

function withoutConditions(key: string, value: unknown): unknown {
  if (key !== 'status' || typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'conditions'))
}
