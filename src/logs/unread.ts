/** Containers whose log could not be had. Pure. */
import { type AppError, KubeError, Unreachable } from '../errors.ts'
import type { LogLine } from '../kube.ts'
import type { Source } from './source.ts'

export interface Unread {
  readonly source: Source
  /** Why, in the API server's words where it has spoken. */
  readonly why: string
  /** Null: it is not refused, only late or too long. */
  readonly error: AppError | null
}

/** Of a page that waited long enough. */
export const late = 'its node has not answered yet.'

/** Of a life whose container its node has removed. */
export const removed = 'its node has removed this container, and with it what it said.'

/** What a kubelet writes in the place of such a log, with status 200: it has no time, and every line of a container has one. */
export const isRemoved = ({ time, text }: LogLine): boolean =>
  time === '' && text.startsWith('unable to retrieve container logs for ')

export const isRefused = ({ error }: Unread): boolean =>
  error instanceof KubeError && error.status === 403

/** The API server could not ask the kubelet, or it does not answer. */
export const isSilent = ({ error, why }: Unread): boolean =>
  why === late ||
  error instanceof Unreachable ||
  (error instanceof KubeError && error.status >= 500)

/** The container has not started: its pod says why. */
export const isWaiting = ({ error, why }: Unread): boolean =>
  error instanceof KubeError && error.status === 400 && why.includes('is waiting to start')

/** Notes of one sort that are worth reading. */
const most = 3

/** The same for many containers is said of the first ones. */
export function unreadNotes(all: readonly Unread[]): readonly string[] {
  const sorts = Map.groupBy(all, ({ error, why }) =>
    error instanceof KubeError ? `${error.status} ${error.reason}` : (error?.constructor ?? why),
  )
  return [...sorts.values()].flatMap((some) => {
    const notes = some
      .slice(0, most)
      .map(({ source: { pod, container }, why }) => `${pod} ${container}: ${why}`)
    const left = some.length - notes.length
    return left > 0
      ? [...notes, `${left} more containers cannot be read for the same reason.`]
      : notes
  })
}
