/** One try to send a pod away: it ends, it is gone, or something holds it. */
import { AppError, KubeError, Uncertain, Unreachable } from '../../errors.ts'
import type { Options } from '../../drain.ts'
import type { Kube, Ref, Written } from '../../kube.ts'
import type { Leaver } from './leaver.ts'
import type { Presence } from './presence.ts'
import { deleted, evicted } from '../removed.ts'

/** The API server says no, and would say so again. */
class Left extends AppError {
  override readonly status = 409
}

export interface Held {
  readonly words: string
  readonly error: AppError
  /** Nobody answered, or not as they should. */
  readonly isLost: boolean
}

/** @throws what would be the answer to the next try as well. */
export async function tried(
  { item, pods, options, presence }: Leaver,
  kube: Kube,
): Promise<'ending' | 'gone' | Held> {
  const ref = { resource: pods, namespace: item.namespace, name: item.name }
  try {
    await sentAway(kube, ref, item.id, options)
    return 'ending'
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    const now = await stands(kube, presence, item, error)
    return now ?? heldBy(error)
  }
}

function sentAway(
  kube: Kube,
  ref: Ref,
  uid: string,
  { disableEviction, gracePeriod }: Options,
): Promise<Written> {
  return disableEviction
    ? deleted(kube, ref, uid, 'Background', gracePeriod)
    : evicted(kube, ref, uid, gracePeriod)
}

/** Where the answer does not say it: whether the pod that was meant is there, and ends already. Null: it stays. */
async function stands(
  kube: Kube,
  presence: Presence,
  { id }: Leaver['item'],
  error: AppError,
): Promise<'ending' | 'gone' | null> {
  if (isStatus(error, 404)) return 'gone'
  const isOpen = isStatus(error, 409) || inEndingNamespace(error) || error instanceof Uncertain
  const meta = isOpen ? await presence.look(kube, id).catch(() => undefined) : undefined
  if (meta === null) return 'gone'
  return meta?.deletionTimestamp === undefined ? null : 'ending'
}

const isStatus = (error: AppError, ...all: readonly number[]): error is KubeError =>
  error instanceof KubeError && all.includes(error.status)

const inEndingNamespace = (error: AppError) =>
  isStatus(error, 403) && error.causes.some(({ reason }) => reason === 'NamespaceTerminating')

const isLost = (error: AppError) =>
  error instanceof Uncertain || error instanceof Unreachable || isStatus(error, 502, 503, 504)

/** @throws what would be the answer to the next try as well. */
function heldBy(error: AppError): Held {
  const words = wordsOf(error)
  if (isLost(error)) return { words, error, isLost: true }
  if (isStatus(error, 409, 429) || inEndingNamespace(error)) return { words, error, isLost: false }
  // Two budgets for one pod are answered with 500: nothing of the API server is broken.
  throw isStatus(error, 500) ? new Left(words) : error
}

/** Of a budget: which, what it needs, what it has. */
const wordsOf = (error: AppError): string =>
  isStatus(error, 429) && error.causes.length > 0
    ? error.causes.map(({ message }) => message.replace(/\.?$/, '.')).join(' ')
    : error.message
