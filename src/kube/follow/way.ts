/** What a followed list needs to come to the server, and its times. */
import type { Link } from '../call.ts'
import type { Vital } from '../net.ts'
import type { Begun, Streams } from '../stream.ts'
import type { Reader } from './reader.ts'
import type { Served } from './served.ts'

/** How to come to the server, and what is known of it. */
export interface Way {
  readonly link: Link
  readonly begin: Streams['begin']
  readonly served: Served
  readonly times: Times
}

/** Milliseconds, but for `seconds`. */
export interface Times {
  /** An opening that takes longer is told. */
  readonly opening: number
  /** A watch that was opened and did not break in this time lives. */
  readonly grace: number
  /** Nothing for so long while the first rows come: this server does not know how to end them. */
  readonly filling: number
  /** Nothing for so long where bookmarks come about once a minute: opened anew. */
  readonly silence: number
  /** After a refusal of what was allowed before: a server that starts does not know everybody yet. */
  readonly doubt: number
  /** A server that came back is asked again within this time, each list at another moment. */
  readonly spread: number
  /** A watch's own end, at random between the two so that not all end at once. */
  readonly seconds: readonly [number, number]
}

/** The opened watch first, then its lines. */
export type Read = Reader<Begun | Buffer, Vital>
