/** What describes an object: labels, annotations, finalizers. Pure. */
import type { ObjectMeta } from '../kube.ts'
import type { Block, Fields, Tags } from './blocks.ts'
import type { Cell } from './cell.ts'
import { instant } from './conditions.ts'
import { fit, type Room } from './room.ts'

export interface Describing {
  readonly now: Date
  readonly room: Room
  /** Where the objects stand that carry a label, `key=value`. */
  readonly labelled: (label: string) => string
}

const most = { tags: 60, list: 20, key: 320, text: 300, word: 200, address: 2000 }

export function metadataBlocks(meta: ObjectMeta, describing: Describing): readonly Block[] {
  const { room, labelled } = describing
  return [
    tags('Labels', meta.labels ?? {}, room, labelled),
    about(meta, describing),
    tags('Annotations', meta.annotations ?? {}, room),
  ].filter((block) => block.block !== 'tags' || block.tags.length > 0)
}

/** The first of many names, each cut, and how many more there are. */
export function some(names: readonly string[], room: Room): readonly string[] {
  const shown = names.slice(0, most.list).map((name) => fit(room, name, most.word, 40))
  const rest = names.length - shown.length
  return rest > 0 ? [...shown, `and ${rest} more`] : shown
}

function about(meta: ObjectMeta, { now, room }: Describing): Fields {
  const created = instant(meta.creationTimestamp, now)
  const texts = (all: readonly string[]): readonly Cell[] =>
    some(all, room).map((text) => ({ text }))
  const fields = [
    { label: 'Created', cells: created === null ? [] : [created] },
    { label: 'Generation', cells: texts([meta.generation ?? ''].map(String).filter(Boolean)) },
    { label: 'Finalizers', cells: texts(meta.finalizers ?? []) },
    { label: 'UID', cells: carried(meta.uid, room) },
  ]
  return {
    block: 'fields',
    title: 'Object',
    fields: fields.filter(({ cells }) => cells.length > 0),
  }
}

const carried = (uid: string | undefined, room: Room): readonly Cell[] =>
  uid === undefined ? [] : [{ text: fit(room, uid, most.word, 40), copy: uid.slice(0, most.word) }]

/** @param href of a tag's `key=value`; without it tags lead nowhere. */
function tags(
  title: string,
  values: Readonly<Record<string, string>>,
  room: Room,
  href?: (label: string) => string,
): Tags {
  const all = Object.entries(values)
  const shown = all.slice(0, most.tags).map(([key, value]) => ({
    key: fit(room, key, most.key, 100),
    value: fit(room, value, most.text),
    href: link(room, `${key}=${value}`, href),
  }))
  const rest = all.length - shown.length
  const more = rest > 0 ? `${rest} more: the YAML has them all.` : ''
  return { block: 'tags', title, tags: shown, more }
}

/** A label that no API server would store leads nowhere: its address would be as long. */
function link(room: Room, label: string, href?: (label: string) => string): string {
  const address = href?.(label) ?? ''
  return address.length > most.address ? '' : fit(room, address, most.address)
}
