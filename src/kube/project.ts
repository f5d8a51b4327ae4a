/** The part of an object that a list keeps: what its kind reads, and what every object is known by. */
import { as, fromJson, record } from './json.ts'
import type { KubeObject, ObjectMeta, OwnerReference } from './object.ts'
import type { TableRow } from './table.ts'

/**
 * Paths of fields, `spec.containers.image`; lists on the way are gone through. Metadata is kept without
 * being named but for annotations: `metadata.annotations.KEY` keeps one.
 */
export type Reads = readonly string[]

/** What is kept below a field; null: all of it. */
type Wanted = ReadonlyMap<string, Wanted> | null

interface Compiled {
  readonly fields: Wanted
  /** Keys. */
  readonly annotations: readonly string[]
}

const compiled = new WeakMap<Reads, Compiled>()

/** A row whose object holds what `reads` names, managed fields left out. */
export function objectRow(object: KubeObject, reads: Reads): TableRow {
  const wanted = compiled.get(reads) ?? split(reads)
  compiled.set(reads, wanted)
  const meta = lean(object.metadata, wanted.annotations)
  const rest = record(pick(object, wanted.fields)) ?? {}
  const { apiVersion, kind } = object
  return { cells: [], meta, object: as<KubeObject>({ apiVersion, kind, metadata: meta, ...rest }) }
}

const annotation = 'metadata.annotations.'

function split(reads: Reads): Compiled {
  return {
    fields: compile(reads.filter((path) => !path.startsWith(annotation))),
    annotations: reads
      .filter((path) => path.startsWith(annotation))
      .map((path) => path.slice(annotation.length)),
  }
}

function compile(reads: Reads): Wanted {
  const first = Map.groupBy(
    reads.map((path) => path.split('.')),
    ([name = '']) => name,
  )
  const below = [...first].map(([name, paths]) => {
    const rests = paths.map((path) => path.slice(1).join('.'))
    return [name, rests.includes('') ? null : compile(rests)] as const
  })
  return new Map(below)
}

/** Undefined where nothing of it is wanted; such items of a list are left out. */
function pick(value: unknown, wanted: Wanted): unknown {
  if (wanted === null) return empty(value) ? undefined : value
  if (Array.isArray(value)) return picked(value, wanted)
  const fields = record(value)
  if (fields === null) return undefined
  const kept: Record<string, unknown> = {}
  let some = false
  for (const [name, below] of wanted) {
    const found = pick(fields[name], below) ?? everything(name, fields[name])
    if (found === undefined) continue
    kept[name] = found
    some = true
  }
  return some ? kept : undefined
}

/** `lastState: {}` and the like say nothing. */
function empty(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return value === null
  for (const _ in value) return false
  return true
}

/** A selector that says nothing selects everything; where there is none, nothing is selected. */
const everything = (name: string, value: unknown): unknown =>
  name === 'selector' && typeof value === 'object' && value !== null ? value : undefined

function picked(list: readonly unknown[], wanted: Wanted): unknown {
  const items = list.map((item) => pick(item, wanted)).filter((item) => item !== undefined)
  return items.length === 0 ? undefined : once(items)
}

/** Lists that were met lately, by what they hold. */
const met = new Map<string, unknown>()
const most = 4096

/**
 * One list for all who hold the same: the pods of a Deployment have their containers, volumes and most
 * conditions in common (measured: 1.4 kB a pod instead of 2.8). Read anew it takes no more room than it needs.
 */
function once(list: readonly unknown[]): unknown {
  const text = JSON.stringify(list)
  const found = met.get(text)
  if (found !== undefined) return found
  if (met.size >= most) met.clear()
  const made = fromJson<unknown>(text)
  met.set(text, made)
  return made
}

/** Metadata as rows need it. */
function lean(meta: ObjectMeta, annotations: readonly string[]): ObjectMeta {
  const kept: Record<string, unknown> = {}
  for (const name of known) if (meta[name] !== undefined) kept[name] = meta[name]
  const said = Object.entries(meta.annotations ?? {}).filter(([key]) => annotations.includes(key))
  if (said.length > 0) kept['annotations'] = Object.fromEntries(said)
  if (meta.ownerReferences !== undefined) kept['ownerReferences'] = meta.ownerReferences.map(owner)
  return as<ObjectMeta>(kept)
}

const known = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'finalizers',
] as const

const owner = ({ apiVersion, kind, name, uid, controller }: OwnerReference): OwnerReference => ({
  apiVersion,
  kind,
  name,
  uid,
  ...(controller !== undefined && { controller }),
})
