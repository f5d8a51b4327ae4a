/** How long a call may take and how much its answer may hold: one table for all calls. */

export interface Limit {
  /** Milliseconds from the start until the whole answer is there (streams: its head). */
  readonly ms: number
  /** Bytes of the body after decompression. */
  readonly bytes: number
}

const MiB = 1024 * 1024

export const limits = {
  get: { ms: 10_000, bytes: 16 * MiB },
  list: { ms: 30_000, bytes: 256 * MiB },
  discovery: { ms: 10_000, bytes: 64 * MiB },
  review: { ms: 10_000, bytes: MiB },
  // Admission webhooks may take 30 s, one after the other; the API server gives up after 60.
  write: { ms: 65_000, bytes: 16 * MiB },
  watch: { ms: 30_000, bytes: Infinity },
  // The API server itself waits 30 s for a node that does not answer, and then says so.
  exec: { ms: 40_000, bytes: Infinity },
  log: { ms: 30_000, bytes: Infinity },
  // A kubelet sends no head before the first line, and a quiet container may not write for hours.
  follow: { ms: 6 * 3_600_000, bytes: Infinity },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof limits

/** Milliseconds for name lookup, proxy, TCP and TLS together. */
export const dialTime = 10_000
/** Requests at a time on one HTTP/2 session; the API server allows 100. */
export const shortStreams = 90
/** Sockets for short calls where the server speaks HTTP/1.1 only. */
export const shortSockets = 4
/** Sockets for pages of bulk lists. */
export const bulkSockets = 2
/** Long streams that one person may hold on one cluster. */
export const longStreams = 1_000
/** Shells that one person may have open on one cluster. */
export const openChannels = 20
/** Milliseconds between two pings; no answer until the next one: the session is dead. */
export const pingEvery = 10_000
/** Milliseconds without a call after which a connection is closed. */
export const idleTime = 300_000
