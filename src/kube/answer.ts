/** Reads an API server's answer: its failure as `KubeError` word for word, what is none as a fault. */
import { load } from 'js-yaml'
import { KubeError, NotSignedIn } from '../errors.ts'
import type { Asked, Cause } from '../errors.ts'
import { auditId } from './deed.ts'
import { Fault } from './fault.ts'
import { fromJson, record } from './json.ts'
import { withoutManaged } from './managed.ts'
import type { Received } from './net.ts'

/** Throws for everything but 2xx and 304. `asked` is what the failure is about. */
export function checkStatus(received: Received, asked: Asked): void {
  const { status } = received
  if ((status >= 200 && status < 300) || status === 304) return
  const said = wordsOf(received)
  if (status === 401)
    throw new NotSignedIn(said?.message ?? 'The API server asks to sign in (401).')
  if (said === null) throw notAnApi(received)
  throw new KubeError(asked, {
    status,
    ...said,
    retryAfter: said.retryAfter ?? retryAfter(received),
    auditId: auditId(received),
  })
}

/** A JSON body. HTML and the like, such as a login page, is a fault of the step `answer`. @param lean without managed fields. */
// eslint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller names the shape
export function parse<T>(received: Received, lean = false): T {
  const text = textOf(received)
  return wellFormed(() => fromJson<T>(lean ? withoutManaged(text) : text))
}

/** The same, unread. */
export function textOf(received: Received): string {
  checkJson(received)
  return received.body.toString('utf8')
}

function checkJson(received: Received): void {
  const type = received.headers['content-type'] ?? ''
  if (!/^application\/([\w.+-]*\+)?json/.test(type)) throw notAnApi(received)
}

/** What `read` makes of JSON; that it is none is a fault. */
export function wellFormed<T>(read: () => T): T {
  try {
    return read()
  } catch (cause) {
    throw new Fault('answer', 'the answer is not valid JSON; it may have been cut on the way', {
      cause,
    })
  }
}

/** Seconds of a `Retry-After` header (a number or a date); null without one. */
export function retryAfter(received: Received, now = Date.now()): number | null {
  const text = received.headers['retry-after']
  if (text === undefined) return null
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null
}

interface Words {
  readonly reason: string
  readonly message: string
  readonly causes: readonly Cause[]
  readonly retryAfter: number | null
}

function wordsOf(received: Received): Words | null {
  const type = received.headers['content-type'] ?? ''
  const text = received.body.toString('utf8')
  if (type.startsWith('application/json')) return statusOf(safely(() => fromJson<unknown>(text)))
  // Asked for YAML, the API server fails in YAML too.
  if (type.startsWith('application/yaml')) return statusOf(safely(() => load(text)))
  // The API server says some failures as bare text: an unknown path, too many requests.
  if (!type.startsWith('text/plain') || text.length > 4_096 || text.trim() === '') return null
  return { reason: '', message: text.trim(), causes: [], retryAfter: null }
}

/** Fields of a meta.k8s.io/v1 Status, each checked: an API behind the aggregator may send anything. */
function statusOf(said: unknown): Words | null {
  const status = record(said)
  if (status === null || typeof status['message'] !== 'string') return null
  const details = record(status['details']) ?? {}
  const causes = Array.isArray(details['causes']) ? details['causes'] : []
  const seconds = details['retryAfterSeconds']
  return {
    reason: wordOf(status['reason']),
    message: status['message'],
    causes: causes.flatMap((cause: unknown) => causeOf(record(cause))),
    retryAfter: typeof seconds === 'number' && seconds > 0 ? seconds : null,
  }
}

function causeOf(cause: Record<string, unknown> | null): Cause[] {
  if (cause === null) return []
  const { reason, message, field } = cause
  return [{ reason: wordOf(reason), message: wordOf(message), field: wordOf(field) }]
}

function safely(parsed: () => unknown): unknown {
  try {
    return parsed()
  } catch {
    return null
  }
}

function wordOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function notAnApi(received: Received): Fault {
  const { status, headers } = received
  const type = (headers['content-type'] ?? 'nothing').split(';', 1)[0]
  if (status >= 300 && status < 400) {
    const advice =
      'A sign-in proxy may stand before the API server: use the API server’s own address.'
    return new Fault('answer', `it answers ${status}, a redirect, which is not followed`, {
      advice,
    })
  }
  return new Fault('answer', `it answers ${status} with ${type}, which no API server does`)
}
