/** Which zone a node stands in, as far as the person may see nodes. */
import type { Context } from 'hono'
import { AppError, NotSignedIn } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { type Connection, eachPage } from '../../kube.ts'
import type { Asked } from '../../logs/asked.ts'
import type { Source } from '../../logs/source.ts'

const label = 'topology.kubernetes.io/zone'

export interface Zones {
  /** Empty: not known, or in none. */
  readonly of: (node: string) => string
  /** Reads anew where a node is not known yet. */
  readonly learn: (nodes: readonly string[]) => Promise<void>
  /** Why they are not known; empty: they are. */
  readonly why: string
}

interface Known {
  readonly at: number
  readonly zones: Promise<ReadonlyMap<string, string>>
}
/** Milliseconds for which they are known: nodes do not move, but new ones come. */
const fresh = 60_000
const known = new WeakMap<Connection, Known>()
/** Nodes that are looked at. */
const most = 5000

const nowhere: Zones = { of: () => '', learn: () => Promise.resolve(), why: '' }

/** Nobody is asked where it would change nothing: pods of one node, and no zone in the address. */
export async function zonesOf(
  c: Context<Env>,
  sources: readonly Source[],
  { zones }: Asked,
): Promise<Zones> {
  if (zones.length === 0 && new Set(sources.map(({ node }) => node)).size < 2) return nowhere
  try {
    let now = await read(c)
    return {
      why: '',
      of: (node) => now.get(node) ?? '',
      async learn(nodes) {
        if (nodes.some((node) => node !== '' && !now.has(node))) now = await read(c)
      },
    }
  } catch (error) {
    if (error instanceof NotSignedIn || !(error instanceof AppError)) throw error
    return { ...nowhere, why: `which zone a node stands in cannot be seen: ${error.message}` }
  }
}

function read({ var: { connection } }: Context<Env>): Promise<ReadonlyMap<string, string>> {
  const last = known.get(connection)
  if (last !== undefined && Date.now() - last.at < fresh) return last.zones
  const zones = list(connection)
  known.set(connection, { at: Date.now(), zones })
  zones.catch(() => known.delete(connection))
  return zones
}

async function list(connection: Connection): Promise<ReadonlyMap<string, string>> {
  const kube = connection.kube()
  const found = new Map<string, string>()
  const resource = (await kube.discovery()).get('nodes')
  if (resource === undefined) return found
  const query = { namespace: null, limit: 500 }
  for await (const { items } of eachPage(query, (each) => kube.metadata(resource, each))) {
    for (const { metadata } of items) found.set(metadata.name, metadata.labels?.[label] ?? '')
    if (found.size >= most) break
  }
  return found
}
