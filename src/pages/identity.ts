/** Who acts with a credential, asked when a page begins to live by it and from time to time after that. */
import { NotSignedIn } from '../errors.ts'
import type { Connection, Identity, Kube } from '../kube.ts'

/** Null where the API server does not say. */
export async function identityOf(kube: Kube): Promise<Identity | null> {
  try {
    return await kube.identity()
  } catch {
    return null
  }
}

/** What of somebody may be another though they have kept their name. */
export type Other = 'groups' | 'extra fields'

/** Null: nothing is, or it is somebody else. */
export function otherOf(before: Identity, now: Identity): Other | null {
  if (before.username !== now.username || before.uid !== now.uid) return null
  if (JSON.stringify(before.groups) !== JSON.stringify(now.groups)) return 'groups'
  return JSON.stringify(before.extra) === JSON.stringify(now.extra) ? null : 'extra fields'
}

/** The credential is taken, and means somebody else. */
export class Changed extends NotSignedIn {
  readonly other: Other | null
  constructor(other: Other | null) {
    super('Who you are to the API server has changed.')
    this.other = other
  }
}

/** Why the credential is not that of the same person any more. An API server that cannot be asked refuses nobody. */
export async function expired(connection: Connection, who: Identity | null): Promise<Error | null> {
  try {
    const now = await connection.kube().identity()
    if (who === null || JSON.stringify(now) === JSON.stringify(who)) return null
    return new Changed(otherOf(who, now))
  } catch (error) {
    return error instanceof NotSignedIn ? error : null
  }
}
