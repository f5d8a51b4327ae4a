/** Any JSON value as a readable tree, cut where it would be too long for a page. */
import { fit, type Room } from './room.ts'
import { counted } from './words.ts'

export interface TreeNode {
  readonly key: string
  /** A scalar's text; empty for a branch. */
  readonly text: string
  /** The text has several lines. */
  readonly long: boolean
  readonly children: readonly TreeNode[]
  /** What a folded branch holds: `3 fields`, `12 items`. */
  readonly holds: string
  readonly open: boolean
}

/** How much a tree may hold: nodes over all, characters a text, room on the page. */
export interface Budget {
  nodes: number
  readonly text: number
  readonly room: Room
  /** Something was left out whole: nodes, or what lies too deep. */
  cut: boolean
}

export const spent = ({ nodes, room }: Budget): boolean => nodes <= 0 || room.left <= 0

/** @param value an object; anything else is shown as one node. Takes from `budget` as it goes. */
export function tree(value: unknown, budget: Budget, depth = 0): readonly TreeNode[] {
  const found: TreeNode[] = []
  for (const [key, child] of entries(value)) {
    if (spent(budget)) {
      budget.cut = true
      break
    }
    budget.nodes -= 1
    found.push(node(fit(budget.room, key, longest, markup), child, budget, depth))
  }
  return found
}

/** Characters of a key. */
const longest = 200
/** Bytes of a node's tags, those of a branch: the longest there are. */
const markup = 170

function entries(value: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(value)) return value.map((item, index) => [label(item, index), item] as const)
  return typeof value === 'object' && value !== null ? Object.entries(value) : [['', value]]
}

/** List items are called by what names them; their number otherwise. */
function label(item: unknown, index: number): string {
  if (typeof item !== 'object' || item === null) return `${index + 1}`
  const named = ['name', 'type', 'key', 'host', 'ip', 'path', 'mountPath', 'kind']
  const fields = item as Readonly<Record<string, unknown>>
  const name = named.map((field) => fields[field]).find((each) => typeof each === 'string')
  return typeof name === 'string' && name.length <= 80 ? name : `${index + 1}`
}

function node(key: string, value: unknown, budget: Budget, depth: number): TreeNode {
  if (typeof value !== 'object' || value === null) return leaf(key, scalar(value), budget)
  const items = Object.values(value)
  if (items.length === 0) return leaf(key, Array.isArray(value) ? '[]' : '{}', budget)
  if (Array.isArray(value) && items.length <= 20 && flat(value)) {
    return leaf(key, items.map(scalar).join(items.length > 4 ? '\n' : ', '), budget)
  }
  return branch(key, value, budget, depth)
}

function branch(key: string, value: object, budget: Budget, depth: number): TreeNode {
  const size = Object.keys(value).length
  return {
    key,
    text: '',
    long: false,
    children: below(value, budget, depth),
    holds: counted(size, Array.isArray(value) ? 'item' : 'field'),
    open: (depth < 1 && size <= 12) || (size <= 6 && flat(value)),
  }
}

function below(value: object, budget: Budget, depth: number): readonly TreeNode[] {
  if (depth <= deepest) return tree(value, budget, depth + 1)
  budget.cut = true
  return []
}

/** Levels that are shown; the YAML shows what lies deeper. */
const deepest = 12

/** `null` where JSON has null. */
const scalar = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value)

/** Nothing below it branches: short enough to be seen at once. */
function flat(value: object): boolean {
  return Object.values(value).every((child) => typeof child !== 'object' || child === null)
}

function leaf(key: string, whole: string, { room, text: most }: Budget): TreeNode {
  const text = fit(room, whole, most)
  return { key, text, long: text.includes('\n'), children: [], holds: '', open: false }
}
