/** One call as it is asked for, and as it is sent: with the person's credential, read anew each time. */
import { AppError } from '../errors.ts'
import type { Asked } from '../errors.ts'
import type { Address, Credential } from './contract.ts'
import { within } from './clock.ts'
import type { Clock } from './clock.ts'
import { Fault, redact } from './fault.ts'
import type { LimitName } from './limits.ts'
import type { Net, Sent } from './net.ts'

/** What all calls of one person to one cluster share. */
export interface Link {
  readonly address: Address
  readonly credential: Credential
  /** The connections; read anew for each call since a renewed certificate changes them. */
  net(): Promise<Net>
  /** How often the credential was renewed. */
  readonly renewals: number
  /** Renews the credential, once for all who ask at the same time. */
  renew(): Promise<boolean>
}

export interface Call {
  readonly asked: Asked
  readonly path: string
  readonly accept: string
  readonly limit: LimitName
  /** A review's, which changes nothing: sent as a POST. */
  readonly body?: unknown
  /** What changes something: sent once, and whether it was done may stay unknown. */
  readonly write?: {
    readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
    /** The media type of the text. */
    readonly type: string
    readonly text: string
    /** Nothing is stored: an answer that is lost leaves nothing unknown. */
    readonly dry?: boolean
    /** 429 is the answer itself (a disruption budget says no), not a wish to wait. */
    readonly hasty?: boolean
  }
  readonly headers?: Readonly<Record<string, string>>
  /** A page of a bulk list. */
  readonly bulk?: boolean
}

export async function sentOf(link: Link, asking: Call, clock: Clock): Promise<Sent> {
  const { body, write } = asking
  const own: Record<string, string> = {
    ...asking.headers,
    accept: asking.accept,
    'accept-encoding': 'identity',
    'user-agent': 'portlight',
  }
  const path = prefix(link.address.url) + asking.path
  const headers = { ...(await personal(link, clock)), ...own }
  if (write !== undefined) {
    // Node sends a DELETE's body without its length, if nobody says it.
    const length = String(Buffer.byteLength(write.text))
    const typed = { ...headers, 'content-type': write.type, 'content-length': length }
    return { method: write.method, path, headers: typed, body: write.text, repeatable: false }
  }
  if (body === undefined) return { method: 'GET', path, headers, repeatable: true }
  const typed = { ...headers, 'content-type': 'application/json' }
  return { method: 'POST', path, headers: typed, body: JSON.stringify(body), repeatable: true }
}

async function personal(link: Link, clock: Clock): Promise<Record<string, string | string[]>> {
  clock.progress.step = 'credential'
  try {
    return { ...(await within(clock.signal, link.credential.headers())) }
  } catch (cause) {
    if (cause instanceof AppError || clock.signal.aborted) throw cause
    const said = cause instanceof Error ? cause.message : 'the credential cannot be read'
    // Without its cause, which may hold what the plugin printed.
    throw new Fault('credential', redact(said))
  }
}

/** Rancher and others serve a cluster under a path of their own. */
function prefix(url: URL): string {
  return url.pathname.replace(/\/+$/, '')
}
