/** One person's way to one cluster: the shared connections that their TLS identity belongs to, and renewal. */
import { AppError, NotSignedIn } from '../errors.ts'
import type { Link } from './call.ts'
import type { Address, Credential } from './contract.ts'
import { Fault, redact } from './fault.ts'
import type { Certificate } from './net.ts'
import { lease } from './shared.ts'
import type { Lease } from './shared.ts'

/** Nothing is opened before the first call. `close` lets go of the connections; for good: no call goes out any more. */
export function linkOf(
  address: Address,
  credential: Credential,
): { link: Link; close: (forGood?: boolean) => void } {
  const held = holding(() => take(address, credential))
  let renewing: Promise<boolean> | null = null
  let renewals = 0

  const renew = async (): Promise<boolean> => {
    if ((await credential.renew?.()) !== true) return false
    renewals += 1
    // A renewed credential may bring a new certificate, which belongs to new connections.
    if (credential.certificate !== undefined) await held.anew()
    return true
  }

  return {
    link: {
      address,
      credential,
      get renewals() {
        return renewals
      },
      net: async () => (await held.lease()).net,
      renew: () => (renewing ??= renew().finally(() => (renewing = null))),
    },
    close: (forGood = false) => held.close(forGood),
  }
}

/** The lease of one person, taken when it is first needed. */
function holding(taking: () => Promise<Lease>) {
  let ended = false
  let leased: Promise<Lease> | null = null

  const hold = async (): Promise<Lease> => {
    if (ended) throw signedOut()
    const taken = taking()
    leased = taken
    taken.catch(() => (leased = leased === taken ? null : leased))
    return await taken
  }

  return {
    /** @throws NotSignedIn after it was closed for good. */
    async lease(): Promise<Lease> {
      const found = await (leased ?? hold())
      if (ended) throw signedOut()
      return found
    },
    async anew(): Promise<void> {
      const before = leased
      await hold().finally(() => letGo(before, 60_000))
    },
    close(forGood: boolean): void {
      ended ||= forGood
      letGo(leased, 0)
      leased = null
    },
  }
}

const signedOut = () => new NotSignedIn('You signed out.')

async function take(address: Address, credential: Credential): Promise<Lease> {
  return lease(address, await certificateOf(credential))
}

async function certificateOf(credential: Credential): Promise<Certificate | null> {
  try {
    return (await credential.certificate?.()) ?? null
  } catch (error) {
    if (error instanceof AppError) throw error
    const said = error instanceof Error ? error.message : 'the certificate cannot be read'
    throw new Fault('credential', redact(said))
  }
}

/** After a while, so that calls under way on old connections can end. */
function letGo(leased: Promise<Lease> | null, after: number): void {
  leased?.then(
    (held) => (after === 0 ? held.release() : setTimeout(() => held.release(), after).unref()),
    () => {},
  )
}
