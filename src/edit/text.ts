/** An object's text as people edit it, and as it is sent. */
import { isRecord } from '../json.ts'
import { Malformed, valuesOf } from './values.ts'

/** What nobody edits: who wrote what, and which version of which object it is. */
const own = new Set(['managedFields', 'uid', 'resourceVersion', 'generation', 'selfLink'])

/** What a browser makes of line ends in a form. */
export const unixLines = (text: string): string => text.replaceAll(/\r\n?/g, '\n')

/**
 * Without what nobody edits.
 * @param status whether it is a part that is written on its own: then it goes too, and stays on the server as it is.
 */
export function cutForEdit(text: string, status: boolean): string {
  const lines = text.split('\n')
  const kept = status ? without(lines, 0, '', new Set(['status'])) : lines
  const cut = withoutOwn(kept).join('\n')
  // The last line end goes along with a last field that is cut.
  return cut.endsWith('\n') ? cut : `${cut}\n`
}

/** Which object it is, and which version of it. @throws Malformed where it does not say. */
export function identityOf(text: string): { readonly uid: string; readonly version: string } {
  const { metadata } = valuesOf(text)
  const { uid, resourceVersion: version } = isRecord(metadata) ? metadata : {}
  if (typeof uid === 'string' && typeof version === 'string') return { uid, version }
  throw new Malformed('The API server gave it without a uid and a resourceVersion.')
}

/** A text as it is sent: two lines more, and after which line (counted from 1) they stand. */
export interface Sent {
  readonly text: string
  readonly after: number
}

/**
 * The text with the uid and the version that its writer saw, whatever it says of them itself.
 * @throws Malformed where it is no YAML of one object, or its metadata has no lines of its own.
 */
export function sentText(text: string, seen: { uid: string; version: string }): Sent {
  valuesOf(text)
  const lines = withoutOwn(text.split('\n'))
  const head = headOf(lines)
  if (head === null)
    throw new Malformed(
      'Write metadata over several lines, each field on its own, as the API server does.',
      lines.findIndex((line) => /^["'{]?metadata/.test(line)) + 1 || 1,
    )
  const { at, indent } = head
  const added = [
    `${indent}uid: ${JSON.stringify(seen.uid)}`,
    `${indent}resourceVersion: ${JSON.stringify(seen.version)}`,
  ]
  const sent = lines.toSpliced(at + 1, 0, ...added).join('\n')
  const { uid, version } = identityOf(sent)
  if (uid === seen.uid && version === seen.version) return { text: sent, after: at + 1 }
  throw new Malformed('metadata: uid and resourceVersion cannot be changed.', at + 1)
}

function withoutOwn(lines: readonly string[]): readonly string[] {
  const head = headOf(lines)
  return head === null ? lines : without(lines, head.at + 1, head.indent, own)
}

/** Where `metadata:` stands with nothing behind it, and how far its fields are indented. */
function headOf(lines: readonly string[]): { at: number; indent: string } | null {
  const at = lines.findIndex((line) => /^metadata:\s*(?:#.*)?$/.test(line))
  const first = lines.slice(at + 1).find((line) => /^\s*[^\s#]/.test(line)) ?? ''
  const indent = /^ */.exec(first)?.[0] ?? ''
  return at < 0 || indent === '' ? null : { at, indent }
}

/** From a line on, as long as lines are so far indented: without the fields of these names and what belongs to them. */
function without(
  lines: readonly string[],
  from: number,
  indent: string,
  names: ReadonlySet<string>,
): readonly string[] {
  const end = lines.findIndex((line, at) => at >= from && before(line, indent.length))
  const to = end < 0 ? lines.length : end
  let cutting = false
  const kept = lines.slice(from, to).filter((line) => {
    const field = fieldOf(line, indent.length)
    if (field !== null) cutting = names.has(field)
    return !cutting
  })
  return [...lines.slice(0, from), ...kept, ...lines.slice(to)]
}

const depth = (line: string) => line.search(/[^ ]/)
/** A comment may stand anywhere. */
const before = (line: string, indent: number) =>
  depth(line) >= 0 && depth(line) < indent && !/^ *#/.test(line)

/** The name of the field that begins in a line; null: none does. */
function fieldOf(line: string, indent: number): string | null {
  if (depth(line) !== indent || /^ *(?:-(?: |$)|#)/.test(line)) return null
  return /^ *["']?([\w-]+)/.exec(line)?.[1] ?? ''
}
