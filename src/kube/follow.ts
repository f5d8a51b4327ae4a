/** A list that is followed: its rows, then every change of them, whatever happens on the way. */
import { KubeError, NotSignedIn } from '../errors.ts'
import type { Change, FollowQuery, Glimpse, Work } from './contract.ts'
import { course, stale } from './follow/course.ts'
import type { Course } from './follow/course.ts'
import { Heart } from './follow/heart.ts'
import { check, listed } from './follow/listed.ts'
import { patience } from './follow/patience.ts'
import type { Patience, Steps } from './follow/patience.ts'
import { Ended, verdictOf } from './follow/verdict.ts'
import type { Verdict } from './follow/verdict.ts'
import { watch } from './follow/watch.ts'
import type { Times, Way } from './follow/way.ts'
import type { Resource } from './resource.ts'

export { served } from './follow/served.ts'
export type { Way } from './follow/way.ts'

export const times: Times & { readonly steps: Steps } = {
  opening: 10_000,
  grace: 500,
  filling: 10_000,
  silence: 75_000,
  doubt: 2_000,
  spread: 1_000,
  seconds: [240, 300],
  steps: { first: 500, most: 30_000, health: 10_000 },
}

/** See `Kube.follow`. */
export async function* follow(
  way: Way & { readonly times: typeof times },
  work: Work,
  resource: Resource,
  query: FollowQuery,
  read?: Glimpse,
): AsyncGenerator<Change> {
  const on = course(resource, query, read)
  const waiting = patience(way.times.steps)
  const heart = new Heart(way.link)
  try {
    while (!left(work)) {
      const verdict = yield* round(way, work, on, heart)
      if (left(work)) return
      if (verdict.anew) forget(on)
      const ms = waiting.after(health(on), verdict)
      if (loud(verdict, waiting)) {
        heart.doubt()
        yield* stale(on, verdict.why)
      }
      if (ms > 0) await heart.rest(ms, verdict.least === 0 ? way.times.spread : null, work.signal)
    }
  } finally {
    heart.stop()
  }
}

/** One list, if one is needed, and one watch; then why it ended. */
async function* round(
  way: Way,
  work: Work,
  on: Course,
  heart: Heart,
): AsyncGenerator<Change, Verdict> {
  on.opened = null
  if (on.version === null) on.columns = null
  try {
    if (on.version === null && lists(way, on)) yield* listed(way, work, on, heart)
    else if (on.silent > 1) yield* check(way, work, on, heart)
    yield* watch(way, work, on, heart)
    return new Ended('the server ends the watch again and again', { quiet: true }).verdict
  } catch (error) {
    if (refuses(error, on)) on.refused = true
    else if (!left(work)) return doubted(way, on, error) ?? verdictOf(error)
    return new Ended('the watch is refused', { quiet: true }).verdict
  }
}

/**
 * An API server that starts may refuse everybody, or not serve a custom resource, before it has read
 * its rights and definitions. Where rows came before, a refusal counts when it is said twice.
 */
function doubted(way: Way, on: Course, error: unknown): Verdict | null {
  const refusal =
    error instanceof NotSignedIn ||
    (error instanceof KubeError && (error.status === 403 || error.status === 404))
  if (!refusal || on.said === 'nothing' || on.refusals > 0) return null
  on.refusals += 1
  return new Ended(error.message, { least: way.times.doubt }).verdict
}

function left({ signal }: Work): boolean {
  return signal?.aborted === true
}

function forget(on: Course): void {
  on.version = null
  on.garbage = 0
}

function lists(way: Way, on: Course): boolean {
  const { group } = on.resource
  const able = way.served.has(group, 'initial') && way.served.has(group, 'bookmarks')
  return on.query.first !== undefined || on.refused || !able
}

/** A watch that shall begin with all rows is refused so by servers that cannot. A list then tells what else is wrong. */
function refuses(error: unknown, on: Course): boolean {
  if (on.version !== null || on.refused || on.query.first !== undefined) return false
  return error instanceof KubeError && [400, 422, 501].includes(error.status)
}

function health(on: Course): number {
  return on.opened === null ? 0 : performance.now() - on.opened
}

function loud(verdict: Verdict, { failures }: Patience): boolean {
  return !verdict.quiet || failures > 2
}
