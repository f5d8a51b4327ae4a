/** What pods or nodes use now, beside a list's rows: known, or why not. */

/** Of one object: cores, bytes. */
export interface Used {
  readonly cpu: number | null
  readonly memory: number | null
  /** When it was measured, ms since 1970; null where that is not said. */
  readonly at: number | null
}

export interface Usage {
  /** Another one for each reading. */
  readonly version: number
  readonly state:
    | 'known'
    | 'loading'
    /** Of an earlier moment: `since`. */
    | 'stale'
    | 'refused'
    | 'failed'
    /** Nothing serves it. */
    | 'absent'
  readonly why: string
  /** Ms since 1970. */
  readonly since: number | null
  /** By `NAMESPACE/NAME`; undefined: not measured. */
  readonly of: (key: string) => Used | undefined
}
