/** What a kubectl line on a page needs to reach the same cluster. */
import type { Cluster } from '../clusters.ts'

/** The kubeconfig's name of it; empty where there is none. */
export const contextOf = (cluster: Cluster | undefined): string =>
  cluster?.source === 'kubeconfig' ? cluster.title : ''
