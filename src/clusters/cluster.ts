/** What a known API server is to the rest of the program. */
import type { Config, Environment } from '../config.ts'
import type { Address, Connection } from '../kube.ts'

export interface Cluster {
  /** As it stands in the URL. */
  readonly name: string
  /** As its people call it: the context's own name. */
  readonly title: string
  readonly source: 'demo' | 'kubeconfig' | 'in-cluster'
  readonly defaultNamespace: string | null
  /**
   * Where the API server is, without anybody's credential. Files are read anew.
   * @throws Unreachable at step `configuration`.
   */
  address(): Promise<Address>
  /**
   * The connection with the cluster's own credential; the same one until something changes.
   * @throws Unreachable at step `configuration` or `credential`; NotSignedIn where people bring
   * their own token.
   */
  connect(): Promise<Connection>
}

export interface Clusters {
  all(): Promise<readonly Cluster[]>
  /** @throws NotFound for a name that no cluster has. */
  get(name: string): Promise<Cluster>
  /** The name of the cluster that people mean when they name none. */
  current(): Promise<string | null>
  /** What is wrong with the configuration as a whole and what to try, in sentences. */
  problem(): string | null
  /** Whether the configuration could be read, for `/readyz`; never asks an API server. */
  ready(): boolean
  close(): Promise<void>
}

/** What of the configuration decides which clusters there are. */
export type Choice = Pick<Config, 'demo' | 'kubeconfig' | 'context' | 'signIn' | 'caFile'>

/** What reading kubeconfigs needs from outside. */
export interface Settings {
  readonly env: Environment
  readonly signIn: Choice['signIn']
  /** The one context to show; null: all. */
  readonly context: string | null
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Milliseconds a credential plugin may take. */
  readonly patience: number
}
