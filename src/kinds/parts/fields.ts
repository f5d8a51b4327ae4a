/** Fields of a section. */
import type { Field, Said } from '../../kind.ts'

/** Values that are missing or empty are left out, and a field without values is not shown. */
export function field(
  label: string,
  ...values: readonly (Said | string | number | undefined)[]
): Field {
  return { label, values: values.flatMap((each) => said(each)) }
}

function said(value: Said | string | number | undefined): readonly Said[] {
  if (value === undefined || value === '') return []
  return typeof value === 'object' ? [value] : [{ text: String(value) }]
}

/** A text that people carry elsewhere. */
export const carried = (text: string | undefined): Said | undefined =>
  text === undefined || text === '' ? undefined : { text, copy: true }

/** An object of the same namespace, or of none, by kubectl's name of its resource. */
export function link(
  resource: string,
  name: string | undefined,
  namespace?: string,
): Said | undefined {
  if (name === undefined || name === '') return undefined
  return { text: name, to: { resource, namespace, name } }
}
