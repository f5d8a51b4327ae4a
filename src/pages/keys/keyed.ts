/** An object that is keys and values, as a request found it. */
import { createHash } from 'node:crypto'
import type { Key } from '../../kind/key.ts'
import type { KubeObject } from '../../kube.ts'
import type { ObjectContext } from '../../views/object.ts'

export interface Keyed extends ObjectContext {
  /** A Secret's values are hidden. */
  readonly object: KubeObject
  readonly keys: readonly Key[]
  /** Where its page stands. */
  readonly action: string
}

/** It could not be read. */
export type Unread = Omit<Keyed, 'keys'> & { readonly keys: readonly Key[] | null }

export const immutable = 'It is immutable: its values cannot be changed, it can only be made anew.'

/** What is known of a value without keeping it. */
export const hashOf = (bytes: Uint8Array | null): string =>
  bytes === null ? 'none' : createHash('sha256').update(bytes).digest('hex')

/** The same of a value that nobody asked for: of a Secret's nothing is known. */
export function seenOf({ ref, object, keys }: Unread, key: string): string {
  const field = keys?.find((each) => each.key === key)?.field
  if (field === undefined || ref.resource.id === 'secrets') return hashOf(null)
  const values = Object.entries(object[field] ?? {})
  const value = String(values.find(([name]) => name === key)?.[1])
  return hashOf(Buffer.from(value, field === 'binaryData' ? 'base64' : 'utf8'))
}
