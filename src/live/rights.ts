/** Rights that are withdrawn end what lives on them: the API server looks at them only when a watch opens. */
import { NotSignedIn } from '../errors.ts'
import type { Audience, Viewer } from './audience.ts'
import type { Collection } from './collection.ts'

/** Milliseconds between two looks at what an identity may, and at whether one viewer's credential is taken. */
export const often = { rights: 50_000, credential: 300_000 }

/** Once for all viewers of a collection. Returns how to stop. */
export function reviewed(audience: Audience, all: Collection, tell: () => void): () => void {
  const timer = setInterval(() => void review(audience, all, tell), often.rights).unref()
  return () => clearInterval(timer)
}

async function review(audience: Audience, all: Collection, tell: () => void): Promise<void> {
  // What is read from time to time proves its rights by each reading.
  const { state } = all.state()
  const asked = state === 'polled' || state === 'ended' ? null : audience.newest()
  const why = (await asked?.refused()) ?? null
  if (asked === null || why === null) return
  if (!(why instanceof NotSignedIn)) return all.end(why)
  audience.refuse(asked.credential, why)
  tell()
}

/** Each viewer's own credential, from the moment it came, so that they are not all asked at once. */
export function checked(audience: Audience, viewer: Viewer, tell: () => void): () => void {
  const look = async () => {
    const why = await viewer.expired()
    if (why === null) return
    audience.refuse(viewer.credential, why)
    tell()
  }
  const timer = setInterval(() => void look(), often.credential).unref()
  return () => clearInterval(timer)
}
