/** One call from asking to answer: credential, deadline, renewal after 401, patience with 429. */
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, NotSignedIn } from '../errors.ts'
import type { Asked } from '../errors.ts'
import type { Address, Credential, Work } from './contract.ts'
import { checkStatus, retryAfter } from './answer.ts'
import { startClock, within } from './clock.ts'
import type { Clock } from './clock.ts'
import { Fault, late, redact, unreachable } from './fault.ts'
import { limits } from './limits.ts'
import type { LimitName } from './limits.ts'
import type { Net, Received, Sent } from './net.ts'

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
  /** Sent as a POST; only reviews, which change nothing, are sent by this function. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** A page of a bulk list. */
  readonly bulk?: boolean
}

/** What `read` makes of the answer, 2xx or 304; all else is thrown as one of `errors.ts`. */
export async function call<T>(
  link: Link,
  work: Work,
  asking: Call,
  read: (received: Received) => T,
): Promise<T> {
  const { bytes } = limits[asking.limit]
  return await timed(link, work, asking, async (net, sent, clock) => {
    const bounds = { ...clock, bytes }
    const head = asking.bulk === true ? await net.bulk(sent, bounds) : await net.send(sent, bounds)
    return { head, value: () => read(head) }
  })
}

/** How an answer is had: its head, whose body is whole if it is a failure, and its value if it is none. */
export type Send<T> = (
  net: Net,
  sent: Sent,
  clock: Clock,
) => Promise<{ readonly head: Received; readonly value: () => T }>

/** Runs the attempts of one call under one clock and gives every failure its class. */
export async function timed<T>(link: Link, work: Work, asking: Call, send: Send<T>): Promise<T> {
  const { ms } = limits[asking.limit]
  opened(work)
  const clock = startClock(ms, work.signal)
  try {
    return await attempts(link, work, asking, clock, send)
  } catch (error) {
    work.signal?.throwIfAborted()
    if (clock.late()) throw late(link.address.cluster, clock.progress.step, ms)
    if (error instanceof AppError) throw error
    throw unreachable(link.address.cluster, error, clock.progress.step)
  } finally {
    clock.stop()
    closed(work)
  }
}

function opened({ tally }: Work): void {
  if (tally === undefined) return
  if (tally.open === 0) tally.ms -= performance.now()
  tally.open += 1
}

function closed({ tally }: Work): void {
  if (tally === undefined) return
  tally.open -= 1
  if (tally.open === 0) tally.ms += performance.now()
}

async function attempts<T>(
  link: Link,
  work: Work,
  asking: Call,
  clock: Clock,
  send: Send<T>,
): Promise<T> {
  let patience = 2
  let renewed = false
  for (;;) {
    const { renewals } = link
    const sent = await sentOf(link, asking, clock)
    const net = await within(clock.signal, link.net())
    if (work.tally !== undefined) work.tally.calls += 1
    const { head, value } = await send(net, sent, clock)
    try {
      checkStatus(head, asking.asked)
      return value()
    } catch (error) {
      if (error instanceof NotSignedIn && !renewed)
        renewed = await renew(link, renewals, clock, error)
      else if (head.status === 429 && patience > 0) await pause(head, clock, error)
      else throw error
      patience -= head.status === 429 ? 1 : 0
    }
  }
}

async function sentOf(link: Link, asking: Call, clock: Clock): Promise<Sent> {
  const { body } = asking
  const own: Record<string, string> = {
    ...asking.headers,
    accept: asking.accept,
    'accept-encoding': 'identity',
    'user-agent': 'portlight',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  return {
    method: body === undefined ? 'GET' : 'POST',
    path: prefix(link.address.url) + asking.path,
    headers: { ...(await personal(link, clock)), ...own },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    repeatable: true,
  }
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

async function renew(
  link: Link,
  before: number,
  clock: Clock,
  refusal: NotSignedIn,
): Promise<true> {
  // Another call may have renewed it since this one was sent.
  if (link.renewals > before) return true
  clock.progress.step = 'credential'
  if (await within(clock.signal, link.renew())) return true
  throw refusal
}

const longestPause = 10_000

/** Waits as the server asks, a little spread; gives up at once where the deadline comes first. */
async function pause(received: Received, clock: Clock, refusal: unknown): Promise<void> {
  const asked = (retryAfter(received) ?? 1) * 1000
  const wait = Math.min(asked * (1 + Math.random() / 4), longestPause)
  if (wait >= clock.left()) throw refusal
  await sleep(wait, undefined, { signal: clock.signal })
}
