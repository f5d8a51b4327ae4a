/** One call from asking to answer: credential, deadline, renewal after 401, patience with 429. */
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError, KubeError, NotSignedIn, Uncertain } from '../errors.ts'
import { tell } from '../happenings.ts'
import { type Call, type Link, sentOf } from './asking.ts'
import type { Work } from './contract.ts'
import { checkStatus, retryAfter } from './answer.ts'
import { startClock, within } from './clock.ts'
import type { Clock } from './clock.ts'
import { late, redact, unreachable } from './fault.ts'
import { limits } from './limits.ts'
import type { Net, Received, Sent } from './net.ts'

export type { Call, Link } from './asking.ts'

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
    const stores = asking.write !== undefined && asking.write.dry !== true
    if (stores && clock.progress.step === 'answer') throw lost(asking, error)
    if (clock.late()) throw late(link.address.cluster, clock.progress.step, ms)
    if (error instanceof AppError) throw error
    throw unreachable(link.address.cluster, error, clock.progress.step)
  } finally {
    clock.stop()
    closed(work)
  }
}

/** What a change that was sent came to: a refusal stands as it is, all else may be done or not. */
function lost({ asked }: Call, error: unknown): unknown {
  const timedOut = error instanceof KubeError && error.status === 504
  if (error instanceof AppError && !timedOut) return error
  const why = error instanceof Error ? redact(error.message) : 'the connection broke'
  return new Uncertain(asked, why, { cause: error })
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
  let patience = patienceOf(asking)
  let renewed = false
  for (;;) {
    const { renewals } = link
    const sent = await sentOf(link, asking, clock)
    const net = await within(clock.signal, link.net())
    if (work.tally !== undefined) work.tally.calls += 1
    const { head, value } = await counted(() => send(net, sent, clock))
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

async function counted<T extends { readonly head: Received }>(once: () => Promise<T>): Promise<T> {
  const start = performance.now()
  let status = 0
  try {
    const sent = await once()
    ;({ status } = sent.head)
    return sent
  } finally {
    tell('call', { status, ms: performance.now() - start })
  }
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

/** How often a server that is busy is asked again. */
const patienceOf = ({ write }: Call) => (write?.hasty === true ? 0 : 2)

const longestPause = 10_000

/** Waits as the server asks, a little spread; gives up at once where the deadline comes first. */
async function pause(received: Received, clock: Clock, refusal: unknown): Promise<void> {
  const asked = (retryAfter(received) ?? 1) * 1000
  const wait = Math.min(asked * (1 + Math.random() / 4), longestPause)
  if (wait >= clock.left()) throw refusal
  await sleep(wait, undefined, { signal: clock.signal })
}
