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

/** Why the credential is not that of the same person any more. An API server that cannot be asked refuses nobody. */
export async function expired(connection: Connection, who: Identity | null): Promise<Error | null> {
  try {
    const now = await connection.kube().identity()
    const same = who === null || JSON.stringify(now) === JSON.stringify(who)
    return same ? null : new NotSignedIn('Who you are to the API server has changed.')
  } catch (error) {
    return error instanceof NotSignedIn ? error : null
  }
}
