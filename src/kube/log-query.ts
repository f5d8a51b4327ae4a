/** What is asked of a container's log, and what comes. */

/** Which of a container's lines. */
export interface LogQuery {
  readonly container: string
  /** Lines that come later too, until the container ends. */
  readonly follow?: boolean
  /** Of its life before the last restart. */
  readonly previous?: boolean
  /** Only so many, the last of them. */
  readonly tail?: number
  /** From this instant, RFC 3339; the API server cuts it to the second. */
  readonly since?: string
}

/** One line of a log. */
export interface LogLine {
  /** When the runtime wrote it: RFC 3339, UTC, nine digits, so that it orders as text; empty where it does not say. */
  readonly time: string
  /** Without its end; what is no UTF-8 is U+FFFD. */
  readonly text: string
  /** Bytes that were left out: a line is kept up to 64 KiB. */
  readonly cut: number
}
