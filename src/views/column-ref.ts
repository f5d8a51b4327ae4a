/** How an address names a column: an id, `label:KEY`, `annotation:KEY`, or `TITLE:.json.path` as kubectl's custom columns. */
import { readPath } from '../json-path.ts'

export type ColumnRef =
  | { readonly of: 'id'; readonly id: string }
  | { readonly of: 'label' | 'annotation'; readonly id: string; readonly key: string }
  | { readonly of: 'path'; readonly id: string; readonly title: string; readonly path: string }

/** Or a sentence about what is wrong with it. */
export function readRef(text: string): ColumnRef | string {
  if (/^[a-z0-9-]{1,100}$/.test(text)) return { of: 'id', id: text }
  const colon = text.indexOf(':')
  const [word, rest] = [text.slice(0, colon), text.slice(colon + 1)]
  if (colon < 0) return `“${short(text)}” is no column: ${forms}.`
  if (word === 'label' || word === 'annotation') return keyed(word, rest)
  if (!/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u.test(word))
    return `“${short(word)}” is no title: letters, digits, blanks, _ and -, at most 40.`
  const path = readPath(rest)
  return 'why' in path
    ? `${short(text)}, at ${path.at + colon + 1}: ${path.why}.`
    : { of: 'path', id: text, title: word, path: rest }
}

const forms = 'a name in lower case, label:KEY, annotation:KEY or TITLE:.json.path'

function keyed(of: 'label' | 'annotation', key: string): ColumnRef | string {
  if (isKey(key)) return { of, id: `${of}:${key}`, key }
  return `“${short(key)}” is not the key of ${of === 'label' ? 'a label' : 'an annotation'}: letters, digits, -, _ and ., at most 63, after a domain and / where it has one.`
}

/** A qualified name: apimachinery/pkg/util/validation, IsQualifiedName. */
export function isKey(text: string): boolean {
  const [name = '', prefix, more] = text.split('/').toReversed()
  const domain = prefix === undefined || (prefix.length <= 253 && subdomain.test(prefix))
  return more === undefined && domain && name.length <= 63 && qualified.test(name)
}

const qualified = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/
const subdomain = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/

/** Where a row holds what a column shows: the path that a list is asked for; null where it has it anyway. */
export function pathOf(ref: ColumnRef): string | null {
  if (ref.of === 'annotation') return `.metadata.annotations['${ref.key}']`
  return ref.of === 'path' ? ref.path : null
}

/** `a,b['c,d']` has one comma that parts: those in brackets, braces and quotes belong to a path. */
export function parted(text: string): readonly string[] {
  return text.match(/(?:\[(?:"[^"]*"|'[^']*'|[^\]"'])*\]?|[^,[])+/g) ?? []
}

const short = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text)
