/** What happens deep within is told here, so that who counts it need not be known there; where nobody counts it costs nothing. */
import { channel } from 'node:diagnostics_channel'

/** What is told of each. */
export interface Happenings {
  /** A request to an API server was answered, with a head of its own at least; status 0: it was not. */
  readonly call: { readonly status: number; readonly ms: number }
  /** A long answer of an API server begins (1) or ends (-1). */
  readonly upstream: { readonly what: 'watch' | 'log'; readonly by: 1 | -1 }
  /** A stream to a page begins (1) or ends (-1). */
  readonly stream: 1 | -1
  /** Rows were given up for memory: a list that nobody looked at, or one that was too large. */
  readonly evicted: 'idle' | 'full'
}

export function tell<K extends keyof Happenings>(what: K, it: Happenings[K]): void {
  channel(nameOf(what)).publish(it)
}

/** For as long as the process lives. */
export function hear<K extends keyof Happenings>(
  what: K,
  heard: (it: Happenings[K]) => void,
): void {
  channel(nameOf(what)).subscribe((it) => heard(it as Happenings[K]))
}

const nameOf = (what: string) => `portlight:${what}`
