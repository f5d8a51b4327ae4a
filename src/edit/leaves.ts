/** An object's values by their paths, and how two objects differ in them. */
import { digits } from '../kube.ts'
import { Malformed } from './values.ts'

/** `spec.replicas` → `3`, values as JSON. Items of a list go by their names where each has one. */
export type Leaves = ReadonlyMap<string, string>
/** Paths that differ, each with its new value; null: it is not there any more. */
export type Changes = ReadonlyMap<string, string | null>

/** More than an object of 1.5 MiB has; what names itself again and again has no end. */
const most = 300_000

/** @throws Malformed for more than an object holds. */
export function leavesOf(value: unknown): Leaves {
  const found = new Map<string, string>()
  walk(value, '', found)
  return found
}

export function changesOf(from: Leaves, to: Leaves): Changes {
  const found = new Map<string, string | null>()
  for (const [path, value] of to) if (from.get(path) !== value) found.set(path, value)
  for (const path of from.keys()) if (!to.has(path)) found.set(path, null)
  return found
}

/** Whether all of one are among the others, with the same values. */
export const within = (some: Changes, all: Changes): boolean =>
  [...some].every(([path, value]) => all.get(path) === value)

function walk(value: unknown, path: string, found: Map<string, string>): void {
  if (found.size > most) throw new Malformed('This holds more values than an object can have.')
  if (typeof value !== 'object' || value === null || digits(value) !== null) {
    found.set(path, JSON.stringify(value) ?? 'null')
    return
  }
  if (Array.isArray(value)) return items(value, path, found)
  const fields = Object.entries(value)
  if (fields.length === 0) found.set(path, '{}')
  for (const [key, below] of fields) walk(below, join(path, key), found)
}

function items(list: readonly unknown[], path: string, found: Map<string, string>): void {
  if (list.length === 0) found.set(path, '[]')
  const names = list.map((item) => nameOf(item))
  const named = new Set(names).size === list.length && !names.includes(null)
  if (named && list.length > 0) found.set(`${path}[]`, JSON.stringify(names))
  for (const [index, item] of list.entries())
    walk(item, `${path}[${named ? names[index] : index}]`, found)
}

function nameOf(item: unknown): string | null {
  if (typeof item !== 'object' || item === null || !Object.hasOwn(item, 'name')) return null
  const { name } = item as { readonly name: unknown }
  return typeof name === 'string' ? name : null
}

function join(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${key}]`
  return path === '' ? key : `${path}.${key}`
}
