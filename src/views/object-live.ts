/** What an object's stream says: the object as it is now, or that it is gone. Pure. */
import type { Live } from './live.ts'
import type { ObjectBody } from './object.ts'

export interface ObjectPatch {
  readonly body: ObjectBody | null
  /** The object is not there any more: what the page shows stays readable. */
  readonly gone: string
  /** Where another object of this name stands meanwhile. */
  readonly next: string
  readonly live: Live | null
}
