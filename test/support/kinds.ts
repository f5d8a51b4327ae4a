/** What a kind says of a recorded object, as plain values that a test compares. */
import type { Field, KubeObject, Said, Section } from '../../src/kind.ts'
import { kindOf } from '../../src/kinds.ts'
import { fixture } from './fixtures.ts'

/** One text, what stands behind it too. */
export const worded = ({ text, time, note = '', ago }: Said): string =>
  [time ?? text, note, ago === undefined ? '' : `(${ago})`].filter((each) => each !== '').join(' ')

/** Title of a column → its words; empty ones left out. */
export function cellsOf(resource: string, name: string): Readonly<Record<string, string>> {
  const object = fixture(resource, name)
  const cells = (kindOf(resource)?.columns ?? []).map(
    ({ title, cell }) => [title, worded(cell(object))] as const,
  )
  return Object.fromEntries(cells.filter(([, text]) => text !== ''))
}

/** Title of a section → its fields, rows or texts in words. */
export function sectionsOf(
  resource: string,
  object: KubeObject,
  now: Date,
): Readonly<Record<string, unknown>> {
  const { main = [], side = [] } = kindOf(resource)?.sections(object, now) ?? {}
  return Object.fromEntries([...main, ...side].flatMap((section) => said(section)))
}

function said(section: Section): readonly (readonly [string, unknown])[] {
  if (section.block === 'related' || section.block === 'part') return []
  if (section.block === 'texts') return [[section.title, section.texts]]
  if (section.block === 'grid') return [[section.title, section.rows.map((row) => row.map(worded))]]
  return [[section.title, Object.fromEntries(section.fields.flatMap((each) => filled(each)))]]
}

const filled = ({ label, values }: Field): readonly (readonly [string, string])[] =>
  values.length === 0 ? [] : [[label, values.map(worded).join(' · ')]]

/** What is wrong: titles and evidence. */
export function problemsOf(resource: string, object: KubeObject, now: Date): readonly unknown[] {
  return (kindOf(resource)?.problems(object, now) ?? []).map(({ tone, title, evidence }) => [
    tone,
    title,
    ...evidence.filter((text) => text !== ''),
  ])
}

/** Id of a relation → the list that is asked for; null: none. */
export function queriesOf(resource: string, object: KubeObject): Readonly<Record<string, unknown>> {
  const relations = kindOf(resource)?.relations ?? []
  return Object.fromEntries(relations.map(({ id, which }) => [id, which(object)]))
}

/** An object of which only this is there. */
export const bare = (fields: Readonly<Record<string, unknown>>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Bare',
  metadata: { name: 'bare' },
  ...fields,
})
