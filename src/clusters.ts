/** Which API servers there are, and how each is reached. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { Choice, Clusters, Settings } from './clusters/cluster.ts'
import { demoClusters, type Demo } from './clusters/demo.ts'
import { inCluster } from './clusters/in-cluster.ts'
import { openKubeconfig } from './clusters/kubeconfig.ts'
import type { Environment } from './config.ts'

export type { Cluster, Clusters } from './clusters/cluster.ts'

/**
 * The first that there is: the demo when asked for, kubeconfigs that were named, the cluster
 * around this pod, `~/.kube/config`, the demo.
 * @param env the process's: says whether this is a pod, where home is, and goes to plugins.
 */
export async function openClusters(
  config: Choice,
  env: Environment,
  startDemo: () => Promise<Demo>,
): Promise<Clusters> {
  const settings: Settings = {
    env,
    signIn: config.signIn,
    context: config.context,
    now: Date.now,
    patience: 30_000,
  }
  if (config.demo) return demoClusters(await startDemo())
  if (config.kubeconfig.length > 0) return openKubeconfig(config.kubeconfig, settings)
  if (env['KUBERNETES_SERVICE_HOST']) return inCluster(config, env)
  return (await atHome(settings)) ?? demoClusters(await startDemo())
}

/** `~/.kube/config`; null where it is missing or names no cluster, as some installers leave it. */
async function atHome(settings: Settings): Promise<Clusters | null> {
  const home = settings.env['HOME'] || settings.env['USERPROFILE']
  if (!home) return null
  const file = join(home, '.kube', 'config')
  const there = await access(file).then(
    () => true,
    () => false,
  )
  if (!there) return null
  const clusters = await openKubeconfig([file], settings)
  const empty = clusters.ready() && settings.context === null
  return empty && (await clusters.all()).length === 0 ? null : clusters
}
