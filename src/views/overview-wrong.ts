/** What is wrong now: one entry for each object that people know, the worst first. Pure. */
import type { To } from '../kind.ts'
import type { TableRow } from '../kube.ts'
import type { Cell } from './cell.ts'
import { type Group, groups, objectOf, overdue, some } from './overview-groups.ts'
import { rankOf } from './overview-kinds.ts'
import {
  alone,
  howMany,
  type Line,
  lineOf,
  nameCell,
  placeOf,
  type Telling,
  together,
} from './overview-lines.ts'
import { type Unanswered, unanswered } from './overview-network.ts'
import { parted, subjectsOf } from './overview-parted.ts'
import type { KindSeen } from './overview-seen.ts'
import { cut } from './room.ts'
import { address, type Around } from './said.ts'
import { sentence } from './words.ts'

export interface Wrong {
  readonly tone: 'bad' | 'warn'
  readonly name: Cell
  /** `Deployment in shop`. */
  readonly what: string
  /** What is wrong. */
  readonly line: Line
  /** What comes of it, or is wrong beside it. */
  readonly more: readonly Line[]
}

type Labels = Readonly<Record<string, string>>

interface Entry extends Pick<Wrong, 'tone' | 'name' | 'what'> {
  /** The worst first. */
  readonly lines: readonly Line[]
  readonly rank: number
  /** How many objects it is about. */
  readonly weight: number
  readonly namespace: string
  /** What its pods are labelled with, to know the services that stand on them; null: no pods are told of. */
  readonly labels: Labels | null
}
type Keyed = readonly [key: string, entry: Entry]

/** Lines of one entry. */
const most = 4
/** More without an owner than these are told together. */
const several = 3

export function wrongs(kinds: readonly KindSeen[], telling: Telling): readonly Wrong[] {
  const entries = new Map<string, Entry>()
  const all = groups(kinds, telling.now)
  const subjects = subjectsOf(all)
  const found = all.flatMap((group) => parted(group, subjects))
  const aliases = aliasesOf(found, telling)
  for (const group of found)
    for (const [key, entry] of entriesOf(group, telling))
      add(entries, aliases.get(key) ?? key, entry)
  for (const { seen, row, problem } of overdue(kinds, telling.now))
    add(entries, ...single(seen, row, [lineOf(problem)], telling))
  for (const each of unanswered(kinds)) answer(entries, each, telling)
  return [...entries.values()].toSorted(worst).flatMap(told)
}

function told({ tone, name, what, lines }: Entry): readonly Wrong[] {
  const [line, ...more] = lines
  return line === undefined ? [] : [{ tone, name, what, line, more }]
}

function worst(a: Entry, b: Entry): number {
  if (a.tone !== b.tone) return a.tone === 'bad' ? -1 : 1
  return a.rank - b.rank || b.weight - a.weight || (a.name.text < b.name.text ? -1 : 1)
}

const byTone = (a: Line, b: Line): number => Number(a.tone === 'warn') - Number(b.tone === 'warn')

/** Two that are about the same: what its pods say stands in front, and what comes of it needs no evidence. */
function add(entries: Map<string, Entry>, key: string, entry: Entry): void {
  const before = entries.get(key)
  if (before === undefined) return void entries.set(key, entry)
  const causes = before.labels === null && entry.labels !== null
  const [cause, effect] = causes ? [entry, before] : [before, entry]
  const said = new Set(cause.lines.map(({ text }) => text))
  const more = effect.lines.filter(({ text }) => !said.has(text))
  entries.set(key, {
    ...before,
    tone: before.tone === 'bad' ? 'bad' : entry.tone,
    rank: Math.min(before.rank, entry.rank),
    labels: cause.labels,
    lines: [...cause.lines, ...more.map((line) => ({ ...line, evidence: '' }))]
      .toSorted(cause.labels === null ? byTone : () => 0)
      .slice(0, most),
  })
}

function entriesOf(group: Group, telling: Telling): readonly Keyed[] {
  const { seen, rows, subject } = group
  const owned = subject === undefined ? null : ofOwner(group, subject, telling)
  if (owned !== null) return [owned]
  if (rows.size > several) return [ofAll(group, telling)]
  return [...rows].map((row) => single(seen, row, alone(group, row, telling), telling, group.rank))
}

/** Null where the cluster does not serve its kind. */
function ofOwner(group: Group, subject: To, telling: Telling): Keyed | null {
  const href = address(subject, telling)
  if (href === '' || 'site' in subject || 'list' in subject) return null
  const kind = 'kind' in subject ? subject.kind : subject.resource
  const { labels = {}, namespace = '' } = group.first.meta
  const entry: Entry = {
    tone: group.tone,
    name: { text: cut(subject.name, 253), href },
    what: where(kind, namespace),
    lines: [together(group, telling)],
    rank: group.rank,
    weight: group.rows.size,
    namespace,
    labels: arePods(group.seen) ? labels : null,
  }
  return [href, entry]
}

const arePods = ({ kind }: KindSeen): boolean => kind.logs === 'itself'

/** Many without an owner: where they are listed. */
function ofAll(group: Group, telling: Telling): Keyed {
  const { seen, tone, rows, rank } = group
  const { id } = seen.resource
  const status = tone === 'bad' ? 'failing' : 'pending'
  const href = telling.urls.list(telling.cluster, id, { ns: seen.namespaces ?? [], status })
  const line = together(group, telling)
  const name = { text: howMany(group), href }
  const entry = { tone, name, what: '', lines: [line], rank, weight: rows.size }
  return [`${href} ${line.text}`, { ...entry, namespace: '', labels: null }]
}

function single(
  seen: KindSeen,
  row: TableRow,
  lines: readonly Line[],
  around: Around,
  rank = rankOf(seen.resource.id),
): Keyed {
  const { labels = {}, namespace = '' } = row.meta
  const name = nameCell(seen, row, around)
  const entry: Entry = {
    tone: lines.some(({ tone }) => tone === 'bad') ? 'bad' : 'warn',
    name,
    what: where(seen.resource.kind, namespace),
    lines,
    rank,
    weight: 1,
    namespace,
    labels: arePods(seen) ? labels : null,
  }
  return [name.href ?? `${seen.resource.id} ${namespace}/${row.meta.name}`, entry]
}

const where = (kind: string, namespace: string): string =>
  cut(`${sentence(kind)}${namespace === '' ? '' : ` in ${namespace}`}`, 200)

/** Runs that are told of their owner: what is told of one of them belongs there too. */
function aliasesOf(found: readonly Group[], around: Around): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>()
  for (const { seen, rows, subject } of found) {
    const owner = subject === undefined || arePods(seen) ? '' : address(subject, around)
    if (owner === '') continue
    for (const { meta } of some(rows, 40))
      aliases.set(address(placeOf(seen.resource.id, meta), around), owner)
  }
  return aliases
}

/** It is told of what its pods belong to, where that is told of already. */
function answer(entries: Map<string, Entry>, one: Unanswered, around: Around): void {
  const { seen, row, tone, text } = one
  const selector = selectorOf(row)
  const because = [...entries].find(([, entry]) => stands(entry, selector, row))
  const line = { tone, text, evidence: '', links: [] }
  if (because === undefined) return add(entries, ...single(seen, row, [line], around))
  const [key, entry] = because
  const links = [nameCell(seen, row, around)]
  add(entries, key, { ...entry, lines: [{ ...line, text: 'Nothing answers for service', links }] })
}

function selectorOf(row: TableRow): Labels {
  const spec = objectOf(row)['spec'] as { selector?: Labels } | undefined
  return spec?.selector ?? {}
}

function stands({ labels, namespace }: Entry, selector: Labels, { meta }: TableRow): boolean {
  const wanted = Object.entries(selector)
  return (
    wanted.length > 0 &&
    namespace === meta.namespace &&
    wanted.every(([key, value]) => labels?.[key] === value)
  )
}
