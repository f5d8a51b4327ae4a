/** A cluster as one person reaches it: shared connections, own credential, what was discovered. */
import type { Address, Connection, Credential, Kube, Work } from './contract.ts'
import { cached } from './cached.ts'
import type { Link } from './call.ts'
import { discoverer } from './discovery.ts'
import { fill, metadata, objects, table } from './list.ts'
import type { Discovery } from './resource.ts'
import { get, head, yaml } from './read.ts'
import { can, identity, version } from './review.ts'
import { lease } from './shared.ts'
import type { Lease } from './shared.ts'
import { streams } from './stream.ts'

/**
 * Nothing is opened until the first call. `close` ends this person's streams; connections that others
 * share stay. Every call throws `NotFound`, `InvalidInput`, `NotSignedIn`, `KubeError` or `Unreachable`,
 * or the reason of the work's own signal.
 */
export function connect(address: Address, credential: Credential): Connection {
  const { link, close } = linkOf(address, credential)
  const long = streams(link)
  const known = knowledge(link)
  return {
    kube: (work = {}) => kubeOf(link, work, known, long.open),
    close() {
      long.close()
      close()
    },
  }
}

type Known = ReturnType<typeof knowledge>

/** What is read once for all of a person's pages. */
function knowledge(link: Link) {
  const discover = discoverer(link)
  return {
    discovery: cached<Discovery>({ keep: 60_000, stale: 600_000 }, discover),
    version: cached({ keep: 300_000, stale: 300_000 }, (work) => version(link, work)),
    identity: cached({ keep: 60_000, stale: 0 }, (work) => identity(link, work)),
  }
}

function kubeOf(
  link: Link,
  work: Work,
  known: Known,
  open: ReturnType<typeof streams>['open'],
): Kube {
  return {
    cluster: link.address.cluster,
    discovery: (fresh) => known.discovery.get(work, fresh),
    version: () => known.version.get(work),
    identity: () => known.identity.get(work),
    table: (resource, query) => table(link, work, resource, query),
    objects: (resource, query) => objects(link, work, resource, query),
    metadata: (resource, query) => metadata(link, work, resource, query),
    fill: (resource, query, onPage = () => {}) => fill(link, work, resource, query, onPage),
    get: (ref) => get(link, work, ref),
    head: (ref) => head(link, work, ref),
    yaml: (ref) => yaml(link, work, ref),
    stream: (path) => open(work, path),
    can: (verb, resource, namespace, name) => can(link, work, verb, resource, namespace, name),
  }
}

function linkOf(address: Address, credential: Credential): { link: Link; close: () => void } {
  let leased: Promise<Lease> | null = null
  let renewing: Promise<boolean> | null = null

  async function take(): Promise<Lease> {
    return lease(address, (await credential.certificate?.()) ?? null)
  }

  function lost(error: unknown): never {
    leased = null
    throw error
  }

  async function renew(): Promise<boolean> {
    const renewed = (await credential.renew?.()) ?? false
    if (!renewed || credential.certificate === undefined) return renewed
    // A renewed credential may bring a new certificate, which belongs to new connections.
    const old = leased
    leased = take().catch(lost)
    const [before, now] = await Promise.all([old, leased])
    if (before !== null)
      setTimeout(() => before.release(), before.key === now.key ? 0 : 60_000).unref()
    return true
  }

  return {
    link: {
      address,
      credential,
      net: async () => (await (leased ??= take().catch(lost))).net,
      renew: () => (renewing ??= renew().finally(() => (renewing = null))),
    },
    close() {
      leased?.then((held) => held.release()).catch(() => {})
      leased = null
    },
  }
}
