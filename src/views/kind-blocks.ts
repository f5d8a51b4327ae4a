/** A kind's sections as blocks: addresses, ages, and as much as a page has room for. Pure. */
import { asking } from '../urls.ts'
import type { PartAddress } from './problems.ts'
import type { Fields, Grid, Kind, KubeObject, Part, Relation, Section, Texts } from '../kind.ts'
import type { Block } from './blocks.ts'
import type { Cell } from './cell.ts'
import { relatedBlock } from './related.ts'
import { fit, type Room } from './room.ts'
import { type Around, cellOf } from './said.ts'
import { counted } from './words.ts'

/** How an object's page is read and drawn: what stands around it, how much it may hold, where its parts stand. */
export interface Drawing {
  readonly around: Around
  readonly room: Room
  /** The address of a part. */
  readonly part: PartAddress
}

/** What a section shows at most; the YAML has all of it. */
const most = { fields: 60, values: 40, rows: 200, texts: 100, text: 100_000 }

export function kindBlocks(
  kind: Kind,
  object: KubeObject,
  drawing: Drawing,
): { main: Block[]; side: Block[] } {
  const { main, side } = kind.sections(object, drawing.around.now)
  const placed = new Set(
    [...main, ...side].flatMap((each) => (each.block === 'related' ? each.id : [])),
  )
  const rest = kind.relations
    .filter(({ id }) => !placed.has(id))
    .map(({ id }) => ({ block: 'related', id }) as const)
  const draw = (sections: readonly Section[]) =>
    sections.flatMap((section) => drawn(section, kind.relations, object, drawing))
  return { main: draw([...main, ...rest]), side: draw(side) }
}

function drawn(
  section: Section,
  relations: readonly Relation<KubeObject>[],
  object: KubeObject,
  drawing: Drawing,
): readonly Block[] {
  if (section.block === 'fields') return fields(section, drawing)
  if (section.block === 'grid') return grid(section, drawing)
  if (section.block === 'texts') return texts(section, drawing)
  if (section.block === 'part') return part(section, object, drawing)
  const relation = relations.find(({ id }) => id === section.id)
  return relation === undefined ? [] : relatedBlock(relation, object, drawing.around, drawing.part)
}

/** Its element is another one for each version of the object, so that it is read anew when that changes. */
function part({ id, title }: Part, { metadata }: KubeObject, drawing: Drawing): readonly Block[] {
  const element = `part-${id}-${metadata.resourceVersion ?? ''}`
  const at = drawing.part(`parts/${id}`)
  return [{ block: 'related', title, id: element, part: at, page: asking(at, 'whole=') }]
}

function fields(
  { title, tone, note, fields: all }: Fields,
  { around, room }: Drawing,
): readonly Block[] {
  const said = all.filter(({ values }) => values.length > 0).slice(0, most.fields)
  if (said.length === 0 && note === undefined) return []
  const shown = said.map(({ label, values }) => ({
    label,
    cells: limited(values, (each) => cellOf(each, around, room)),
  }))
  return [
    {
      block: 'fields',
      title: fit(room, title, 300),
      ...(note !== undefined && { note: cellOf(note, around, room) }),
      ...(tone !== undefined && { tone }),
      fields: shown,
    },
  ]
}

function limited<T>(values: readonly T[], cell: (value: T) => Cell): readonly Cell[] {
  const rest = values.length - most.values
  const shown = values.slice(0, most.values).map(cell)
  return rest > 0 ? [...shown, { text: `and ${rest} more` }] : shown
}

function grid(
  { title, heads, rows, none = '' }: Grid,
  { around, room }: Drawing,
): readonly Block[] {
  if (rows.length === 0 && none === '') return []
  const shown: { cells: readonly Cell[] }[] = []
  for (const row of rows.slice(0, most.rows)) {
    if (room.left <= 0) break
    shown.push({ cells: row.map((each) => cellOf(each, around, room)) })
  }
  const rest = rows.length - shown.length
  const more = rows.length === 0 ? none : rest > 0 ? `${rest} more: the YAML has them all.` : ''
  return [{ block: 'grid', title: fit(room, title, 300), heads, rows: shown, more }]
}

function texts({ title, texts: all }: Texts, { room }: Drawing): readonly Block[] {
  if (all.length === 0) return []
  const open = all.length <= 3
  const shown = all.slice(0, most.texts).map(({ name, note, text }) => ({
    name: fit(room, name, 300, 120),
    note,
    text: fit(room, text, most.text),
    open: open || text.length <= 80,
  }))
  const rest = all.length - shown.length
  const more = rest > 0 ? `${counted(rest, 'key')} more: the YAML has them all.` : ''
  return [{ block: 'texts', title, texts: shown, more }]
}
