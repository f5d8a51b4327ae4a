/** One cluster where there could be several. */
import { NotFound } from '../errors.ts'
import type { Cluster, Clusters } from './cluster.ts'

export function single(cluster: Cluster, rest: Pick<Clusters, 'ready' | 'close'>): Clusters {
  return {
    all: async () => [cluster],
    get: async (name) => {
      if (name !== cluster.name) throw new NotFound('cluster', name)
      return cluster
    },
    current: async () => cluster.name,
    problem: () => null,
    ...rest,
  }
}
