/** What a request carries with it. */
import type { Context } from 'hono'
import type { Cluster, Clusters } from '../clusters.ts'
import type { Attempts } from '../auth/attempts.ts'
import type { Tickets } from '../auth/tickets.ts'
import type { People } from '../auth/people.ts'
import type { Session, Sessions } from '../auth/session.ts'
import type { Config } from '../config.ts'
import type { Connection, Kube, Tally } from '../kube.ts'
import type { Registry } from '../live/registry.ts'
import type { Metrics } from '../metrics.ts'
import type { Runs } from '../runs.ts'
import type { Terminals } from '../terminals.ts'
import type { Urls } from '../urls.ts'
import type { Assets } from './assets.ts'
import type { Audit } from './audit.ts'
import type { Sent } from './forwarded.ts'
import type { Log } from './log.ts'

/** What the application is made of; one plain object, given once. */
export interface Parts {
  readonly config: Config
  readonly clusters: Clusters
  readonly urls: Urls
  readonly assets: Assets
  readonly log: Log
  readonly audit: Audit
  readonly metrics: Metrics
  readonly sessions: Sessions
  readonly people: People
  readonly registry: Registry
  readonly runs: Runs
  readonly terminals: Terminals
  readonly tickets: Tickets
  readonly attempts: Attempts
  /** Aborted when the process goes down: streams end with it. */
  readonly down: AbortSignal
}

/** What does not depend on the way in. */
export type Lasting = Omit<Parts, 'urls' | 'sessions'>

export interface Env {
  /** Absent in front of no server. */
  Bindings: { readonly sent?: Sent }
  Variables: {
    readonly parts: Parts
    readonly tally: Tally
    /** Of this request: in the log, in audit lines. */
    readonly id: string
    /** Set below `/c/CLUSTER`. */
    cluster: Cluster
    connection: Connection
    kube: Kube
    /** Set where people sign in. */
    session?: Session
  }
}

/** The same for what may run before or after a cluster was reached: errors, the shell. */
export function reached(c: Context<Env>): { readonly cluster?: Cluster; readonly kube?: Kube } {
  return c.var
}
