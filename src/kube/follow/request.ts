/** The requests of a followed list. */
import type { Call } from '../call.ts'
import { pathOf, selection } from '../path.ts'
import { accepts } from '../print.ts'
import { beyondMetadata } from '../values.ts'
import type { Course } from './course.ts'

export interface Asking {
  /** The rows that are there come first. */
  readonly initial: boolean
  readonly bookmarks: boolean
  /** After so many seconds the server ends the watch in good order. */
  readonly seconds: number
}

/** A watch from the course's version, or from nothing. */
export function watchCall({ resource, query, version }: Course, asking: Asking): Call {
  const { namespace } = query
  const chosen = selection({ ...query, whole: beyondMetadata(query.paths) })
  const from: Record<string, string> = asking.initial
    ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' }
    : { resourceVersion: version ?? '' }
  const bookmarks: Record<string, string> = asking.bookmarks ? { allowWatchBookmarks: 'true' } : {}
  const timeoutSeconds = String(asking.seconds)
  const wanted = { ...chosen, watch: 'true', ...from, ...bookmarks, timeoutSeconds }
  const everywhere = namespace === null && resource.namespaced
  return {
    asked: { verb: 'watch', resource: resource.id, namespace, name: null, everywhere },
    path: pathOf({ resource, namespace }, wanted),
    accept: accepts(query.reads),
    limit: 'watch',
  }
}
