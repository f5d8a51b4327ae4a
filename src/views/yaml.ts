/** An object's YAML, line by line, coloured, its managed fields folded. Pure. */
import type { ObjectFrame, ObjectHead } from './object.ts'
import { fit, pageRoom, type Room } from './room.ts'
import type { Link } from './shell.ts'
import { bytes, counted } from './words.ts'
import type { LineOwner, ManagerRow, YamlOwners } from './yaml-owners.ts'

/** What of the page changes when the object does. */
export interface YamlBody {
  readonly head: ObjectHead
  readonly parts: readonly YamlPart[]
  /** Where the same text stands alone. */
  readonly raw: string
  /** Where it is changed; empty where nothing is. */
  readonly edit: string
  /** Said where the text was cut. */
  readonly cut: string
  /** Who set it, for who asked; null: nobody did. */
  readonly managers: readonly ManagerRow[] | null
  /** The way to that, or back. */
  readonly who: Link
}
export interface YamlPage extends YamlBody, ObjectFrame {
  /** The style that owners need; empty: they are not shown. */
  readonly css: string
}
export interface YamlPart {
  /** Empty: open. Else what a folded part is. */
  readonly fold: string
  readonly lines: readonly YamlLine[]
}
export interface YamlLine {
  readonly number: number
  /** Null: nobody's, or nobody asked. */
  readonly by: LineOwner | null
  readonly pieces: readonly { readonly look: string; readonly text: string }[]
}

/** What a page shows at most: the rest is in the raw text. */
const most = { characters: 300_000, lines: 8000, line: 4000 }

/** @param owners who set it, line by line; null: nobody asked. */
export function yamlParts(
  text: string,
  owners: YamlOwners | null = null,
): Pick<YamlBody, 'parts' | 'cut'> {
  const all = text.replace(/\n$/, '').split('\n')
  const lines = fitting(all)
  const cut =
    lines.length < all.length
      ? `Shown are ${counted(lines.length, 'line')} of ${counted(all.length, 'line')}, ${bytes(text.length)} in all: open it raw to see the rest.`
      : ''
  const coloured = colour(lines, owners)
  const from = lines.findIndex((line) => /^ {2}managedFields:/.test(line))
  if (from < 0) return { parts: [{ fold: '', lines: coloured }], cut }
  const after = lines.findIndex((line, index) => index > from && !/^ {2}(?:-| )/.test(line))
  const to = after < 0 ? lines.length : after
  return {
    parts: [
      { fold: '', lines: coloured.slice(0, from) },
      { fold: `managedFields: ${counted(to - from, 'line')}`, lines: coloured.slice(from, to) },
      { fold: '', lines: coloured.slice(to) },
    ],
    cut,
  }
}

/** The lines that a page has room for, each of a length that it can show. */
function fitting(all: readonly string[]): readonly string[] {
  const room: Room = pageRoom()
  let left = most.characters
  const lines: string[] = []
  for (const line of all.slice(0, most.lines)) {
    left -= Math.min(line.length, most.line) + 1
    if (left < 0 || room.left <= 0) break
    lines.push(fit(room, line, most.line, markup))
  }
  return lines
}

/** Bytes of a line's tags: its number four times, a key and a value. */
const markup = 150

function colour(lines: readonly string[], owners: YamlOwners | null): readonly YamlLine[] {
  let block = -1
  return lines.map((line, index) => {
    const indent = line.search(/\S/)
    const inside = block >= 0 && (indent < 0 || indent > block)
    if (!inside) block = /(?:^|[\s:-])[|>][+-]?\d?$/.test(line) ? indent : -1
    const by = owners?.lines[index] ?? null
    return { number: index + 1, by, pieces: inside ? [{ look: 's', text: line }] : pieces(line) }
  })
}

/** `key:`, then a value by its form. The server's YAML and js-yaml's dump need no more than this. */
function pieces(line: string): YamlLine['pieces'] {
  const [, lead = '', key = '', rest = ''] =
    /^(\s*(?:- )*)((?:"[^"]*"|'[^']*'|[^\s"'#:][^#:]*(?::[^\s:][^:]*)*):(?=\s|$))?(.*)$/.exec(
      line,
    ) ?? []
  const found = [
    { look: '', text: lead },
    { look: 'k', text: key },
    { look: valueLook(rest.trim()), text: rest },
  ]
  return found.filter(({ text }) => text !== '')
}

function valueLook(value: string): string {
  if (/^(?:true|false|null|~)$/.test(value)) return 'b'
  if (/^[+-]?\d[\d.eE+_-]*$/.test(value)) return 'n'
  return value === '' || /^[|>]|^\[\]|^\{\}/.test(value) ? '' : 's'
}
