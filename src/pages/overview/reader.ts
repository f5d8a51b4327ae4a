/** What an overview is built of: what its request knows, and what was gathered so far. */
import type { Context } from 'hono'
import type { Env } from '../../http/env.ts'
import type { Overview } from '../../views/overview.ts'
import type { Gathered } from './gathering.ts'

/** Milliseconds that the API server's version is waited for. */
const patience = 200

/** What of an overview is the same for all of its moments. */
export async function reader(c: Context<Env>, namespaces: readonly string[]) {
  const { kube, cluster, parts } = c.var
  const [discovery, version] = await Promise.all([kube.discovery(), inTime(kube.version())])
  return (gathered: Gathered): Overview => ({
    cluster: cluster.name,
    title: cluster.title,
    version,
    namespaces,
    discovery,
    urls: parts.urls,
    now: new Date(),
    ...gathered,
  })
}

/** Empty where it does not come. */
async function inTime(text: Promise<string>): Promise<string> {
  const { promise: late, resolve } = Promise.withResolvers<string>()
  const timer = setTimeout(() => resolve(''), patience)
  return Promise.race([text.catch(() => ''), late]).finally(() => clearTimeout(timer))
}
