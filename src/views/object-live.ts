/** What an object's stream says: the object as it is now, or that it is gone. Pure. */
import type { Meanwhile } from './edit-meanwhile.ts'
import type { EventsBody } from './events.ts'
import type { Live } from './live.ts'
import type { ObjectBody } from './object.ts'
import type { RelatedRows } from './related.ts'
import type { YamlBody } from './yaml.ts'

/** What is shown of it: the part that the page is about; null for what is not, and where nothing is new. */
export interface ObjectParts {
  readonly body: ObjectBody | null
  readonly yaml: YamlBody | null
  readonly events: EventsBody | null
  /** What somebody who edits it is told. */
  readonly edited: Meanwhile | null
  /** Objects that belong to it, by the id of their element. */
  readonly related: readonly { readonly id: string; readonly rows: RelatedRows }[]
}

export const noParts: ObjectParts = {
  body: null,
  yaml: null,
  events: null,
  edited: null,
  related: [],
}

export interface ObjectPatch extends ObjectParts {
  /** The object is not there any more: what the page shows stays readable. */
  readonly gone: string
  /** Where another object of this name stands meanwhile. */
  readonly next: string
  readonly live: Live | null
}
