/** Objects that their pods tell of already are not told of among many others: what comes of it stands there. Pure. */
import { type Group, some } from './overview-groups.ts'

/** Objects of a group that are looked through. */
const most = 5000

/** @returns each of a group without an owner that another group is told of by itself, and what is left together. */
export function parted(group: Group, told: ReadonlySet<string>): readonly Group[] {
  const { rows, seen, subject } = group
  if (subject !== undefined || rows.size < 2 || told.size === 0) return [group]
  const known = some(rows, most).filter(({ meta }) =>
    told.has(keyOf(seen.resource.kind, meta.namespace, meta.name)),
  )
  if (known.length === 0) return [group]
  const left = new Set(rows)
  for (const row of known) left.delete(row)
  const [first] = left
  return [
    ...known.map((row) => ({ ...group, rows: new Set([row]), first: row })),
    ...(first === undefined ? [] : [{ ...group, rows: left, first }]),
  ]
}

/** Whom groups are told of. */
export const subjectsOf = (groups: readonly Group[]): ReadonlySet<string> =>
  new Set(
    groups.flatMap(({ subject }) =>
      subject !== undefined && 'kind' in subject
        ? [keyOf(subject.kind, subject.namespace, subject.name)]
        : [],
    ),
  )

const keyOf = (kind: string, namespace: string | undefined, name: string): string =>
  `${kind} ${namespace ?? ''}/${name}`
