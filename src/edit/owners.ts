/** Who set which line of an object's YAML: managedFields, laid over the text as the API server prints it. */
import { isRecord, parsed } from '../json.ts'
import { around, below, item, linePaths, type Path, root } from './line-paths.ts'
import { type Fields, type Managed, managedOf } from './managed.ts'
import { valuesOf } from './values.ts'

export interface Owners {
  /** As managedFields has them. */
  readonly managed: readonly Managed[]
  /** For each line of the text those who own its value, by their place in `managed`. */
  readonly lines: readonly (readonly number[])[]
}

/** @throws Malformed for what is no YAML of one object. */
export function ownersOf(text: string): Owners {
  const object = valuesOf(text)
  const managed = managedOf(object)
  const owned: Owned = { values: new Map(), wholes: new Map() }
  for (const [index, { fields }] of managed.entries())
    walk(object, fields, { path: root, owner: index, owned })
  const known = new Map<Path, readonly number[]>()
  return { managed, lines: linePaths(text).map((path) => find(path, owned, known)) }
}

interface Owned {
  /** Who owns a value, all of it or its being there. */
  readonly values: Map<Path, number[]>
  /** Who owns all that is in a value, as a selector, an argument list. */
  readonly wholes: Map<Path, number[]>
}
interface Place {
  readonly path: Path
  readonly owner: number
  readonly owned: Owned
}

/** A tree of fields beside the value that it tells of. What is not there any more, or has another version's name, is passed over. */
function walk(value: unknown, fields: Fields, at: Place): void {
  for (const [key, inner] of Object.entries(fields)) {
    if (key === '.') add(at.owned.values, at)
    const step = stepOf(value, key)
    if (step === null) continue
    const path = step.key === null ? item(at.path, step.at) : below(at.path, step.key)
    const next = { ...at, path }
    const deeper = isRecord(inner) ? inner : {}
    if (Object.keys(deeper).length > 0) walk(step.value, deeper, next)
    else for (const map of [at.owned.values, at.owned.wholes]) add(map, next)
  }
}

function add(map: Map<Path, number[]>, { path, owner }: Place): void {
  const before = map.get(path)
  if (before === undefined) map.set(path, [owner])
  else if (!before.includes(owner)) before.push(owner)
}

interface Step {
  /** Null: of a list. */
  readonly key: string | null
  readonly at: number
  readonly value: unknown
}

/** `f:NAME` of a map; `k:{…}`, `v:…` and `i:N` of a list. Null: it leads nowhere here. */
function stepOf(value: unknown, key: string): Step | null {
  const name = key.slice(2)
  if (key.startsWith('f:'))
    return isRecord(value) && Object.hasOwn(value, name)
      ? { key: name, at: 0, value: value[name] }
      : null
  if (!Array.isArray(value)) return null
  const list: readonly unknown[] = value
  const at = key.startsWith('i:') ? Number(name) : list.findIndex(chosen(key[0] ?? '', name))
  return at in list ? { key: null, at, value: list[at] } : null
}

/** Whether an item is the one that is meant: by its keys, or by itself. */
function chosen(sort: string, json: string): (one: unknown) => boolean {
  const wanted = parsed(json)
  if (sort === 'v') return (one) => JSON.stringify(one) === JSON.stringify(wanted)
  if (sort !== 'k' || !isRecord(wanted)) return () => false
  const keys = Object.entries(wanted)
  return (one) =>
    isRecord(one) && keys.every(([name, is]) => JSON.stringify(one[name]) === JSON.stringify(is))
}

/** Who owns a value itself, else who owns all of one around it. */
function find(path: Path, owned: Owned, known: Map<Path, readonly number[]>): readonly number[] {
  const before = known.get(path)
  if (before !== undefined) return before
  const found = owned.values.get(path) ?? wholeAround(path, owned)
  known.set(path, found)
  return found
}

function wholeAround(path: Path, { wholes }: Owned): readonly number[] {
  for (let at = path; at !== root;) {
    at = around(at)
    const found = wholes.get(at)
    if (found !== undefined) return found
  }
  return []
}
