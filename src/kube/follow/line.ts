/** A line of a watch, taken into the course; what ends the watch is thrown as `Ended`. */
import type { Change } from '../contract.ts'
import { unreachable } from '../fault.ts'
import type { Vital } from '../net.ts'
import type { TableColumn } from '../table.ts'
import { stale } from './course.ts'
import type { Course } from './course.ts'
import { eventOf } from './event.ts'
import type { Event } from './event.ts'
import { Ended } from './verdict.ts'
import type { Way } from './way.ts'

/** Any line but an error. */
export type Told = Exclude<Event, { type: 'error' }>

/** A line that makes sense. Throws `Ended` for what does not and for errors told in the stream. */
export function parsed(way: Way, on: Course, line: Buffer): Told {
  const said = sense(on, line)
  if (said.event.type === 'error') throw failure(way, on, said.event)
  on.garbage = 0
  on.silent = 0
  if (said.columns !== null && on.columns === null) on.columns = said.columns
  if (said.columns !== null && !same(said.columns, on.columns)) {
    throw new Ended('the columns have changed', { anew: true, quiet: true })
  }
  return said.event
}

function sense(on: Course, line: Buffer): ReturnType<typeof eventOf> {
  try {
    return eventOf(line, on.resource, on.columns, on.query.reads, on.query.paths)
  } catch (error) {
    on.garbage += 1
    const said = error instanceof Error ? error.message : 'unknown'
    throw new Ended(`a line of the watch makes no sense: ${said}`, {
      quiet: true,
      anew: on.garbage >= 3,
    })
  }
}

function failure(way: Way, on: Course, event: Event & { type: 'error' }): Ended {
  const { code, message, retryAfter } = event
  if (code === 410) return new Ended(message, { anew: true, quiet: true })
  on.garbage += 1
  // etcd before 3.4.25 cannot tell its progress: every watch with bookmarks ends so.
  const progress = message.includes('RequestWatchProgress')
  if (progress || on.garbage > 1) way.served.lacks(on.resource.group, 'bookmarks')
  if (progress || on.version === null) way.served.lacks(on.resource.group, 'initial')
  const least = (retryAfter ?? 0) * 1000
  return new Ended(message, { quiet: progress, anew: on.garbage >= 3, least })
}

/** What the server's pulse means for a watch: lost is told; back, it is opened anew. */
export function* pulsed({ link, times }: Way, on: Course, vital: Vital): Generator<Change> {
  if (vital !== null) {
    // A list's own failure is newer than what the pulse remembers.
    if (on.said === 'stale') return
    const { message } = unreachable(link.address.cluster, vital.failure, 'connection')
    yield* stale(on, message, vital.since)
  } else if (on.said === 'stale') {
    throw new Ended('the server was away', { quiet: true, least: Math.random() * times.spread })
  }
}

function words(all: readonly TableColumn[]): string {
  return all.map(({ name, type, priority }) => `${name} ${type} ${priority}`).join('\n')
}

function same(some: readonly TableColumn[], others: readonly TableColumn[] | null): boolean {
  if (some === others) return true
  return others !== null && words(some) === words(others)
}
