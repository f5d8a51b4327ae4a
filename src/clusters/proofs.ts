/** Keeps what a credential plugin or an identity provider gave until shortly before it expires. */
import type { Proof } from './plugin.ts'

export interface Proofs {
  readonly current: () => Promise<Proof>
  /** Asks again; true when something else came than was there before. */
  readonly renew: () => Promise<boolean>
}

/** Milliseconds before its end that a proof is not used any more. */
const margin = 60_000
/** Milliseconds that a failure, or a renewal that brought nothing new, is believed. */
const pause = 5000

/**
 * One question at a time, whoever asks. A failure is repeated for some seconds, so that a page
 * of many calls does not start a broken plugin for each.
 */
export function keepProofs(ask: () => Promise<Proof>, now: () => number): Proofs {
  let held: { readonly proof: Proof; readonly until: number } | null = null
  let asking: Promise<Proof> | null = null
  let quiet = { until: 0, error: null as unknown }

  async function fresh(): Promise<Proof> {
    try {
      const proof = await ask()
      held = { proof, until: lastUse(proof, now()) }
      quiet = { until: 0, error: null }
      return proof
    } catch (error) {
      quiet = { until: now() + pause, error }
      throw error
    } finally {
      asking = null
    }
  }

  async function once(): Promise<Proof> {
    if (asking === null && quiet.error !== null && now() < quiet.until) throw quiet.error
    asking ??= fresh()
    return asking
  }

  return {
    current: async () => (held !== null && now() < held.until ? held.proof : once()),
    renew: async () => {
      const before = held?.proof
      if (asking === null && now() < quiet.until) return false
      const after = await once()
      const changed = before === undefined || !same(before, after)
      if (!changed) quiet = { until: now() + pause, error: null }
      return changed
    },
  }
}

/** Short-lived proofs are used for three quarters of their life, the others until a minute before. */
function lastUse(proof: Proof, now: number): number {
  if (proof.expires === null) return Number.POSITIVE_INFINITY
  return proof.expires - Math.min(margin, Math.max(0, proof.expires - now) / 4)
}

function same(a: Proof, b: Proof): boolean {
  return a.token === b.token && a.pair?.cert === b.pair?.cert
}
