/** What was changed in a text, as a merge patch: for those who may patch and not update. */
import { isRecord } from '../json.ts'
import { digits } from '../kube.ts'
import { valuesOf } from './values.ts'

/** RFC 7386, of the object and the version that was seen. Lists go whole. */
export function mergePatch(
  base: string,
  mine: string,
  { uid, version }: { readonly uid: string; readonly version: string },
): string {
  const change = difference(valuesOf(base), valuesOf(mine))
  const metadata = isRecord(change['metadata']) ? change['metadata'] : {}
  return JSON.stringify(
    fields([
      ...Object.entries(change).filter(([key]) => key !== 'metadata'),
      [
        'metadata',
        fields([...Object.entries(metadata), ['uid', uid], ['resourceVersion', version]]),
      ],
    ]),
  )
}

type Fields = Readonly<Record<string, unknown>>
/** Unlike an assignment it makes a field of any name, `__proto__` too. */
const fields = (entries: readonly (readonly [string, unknown])[]): Fields =>
  Object.fromEntries(entries)

/** What makes the one of the other, as a merge patch (RFC 7386): lists go whole. */
export function difference(from: Fields, to: Fields): Fields {
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key))
  const changed = Object.entries(to).flatMap(([key, value]) => {
    const before = Object.hasOwn(from, key) ? from[key] : undefined
    if (JSON.stringify(before) === JSON.stringify(value)) return []
    return [[key, plainMap(before) && plainMap(value) ? difference(before, value) : value] as const]
  })
  return fields([...gone.map((key) => [key, null] as const), ...changed])
}

const plainMap = (value: unknown): value is Fields => isRecord(value) && digits(value) === null
