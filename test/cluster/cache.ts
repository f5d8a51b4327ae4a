/** Where everything that `npm run cluster` makes is kept: outside the checkout, in one place. */
import { homedir } from 'node:os'
import { join } from 'node:path'

const root =
  process.env['PORTLIGHT_CACHE'] || process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache')
const cache = join(root, 'portlight', 'cluster')

/** The folder of one build's programs; `key` changes with anything that changes them. */
export const programs = (key: string): string => join(cache, key, 'bin')

/** The folder with the state of the clusters, one folder per name. */
export const states = (): string => join(cache, 'state')

/** The folder of one cluster: certificates, etcd's data, logs, kubeconfig. */
export function state(name: string): string {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(name)) throw new Error(`${name} is no name for a cluster.`)
  return join(states(), name)
}

/** The folder that keeps a copy of etcd's data for one shape of cluster. */
export const snapshot = (key: string): string => join(cache, 'snapshots', key)
