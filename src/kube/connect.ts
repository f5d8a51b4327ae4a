/** A cluster as one person reaches it: shared connections, own credential, what was discovered. */
import type { Address, Among, Connection, Credential, Kube, Rights, Work } from './contract.ts'
import { among } from './among.ts'
import { cached } from './cached.ts'
import type { Link } from './call.ts'
import { discoverer } from './discovery.ts'
import { channels } from './exec.ts'
import type { Channels } from './exec.ts'
import { follow, served, times } from './follow.ts'
import type { Way } from './follow.ts'
import { keyed } from './keyed.ts'
import { keyValue } from './key-value.ts'
import { linkOf } from './link.ts'
import { fill, metadata, objects, table } from './list.ts'
import type { Discovery } from './resource.ts'
import { openapiIndex, schemas } from './openapi.ts'
import { certificates, get, head, reveal, row, yaml } from './read.ts'
import { log, logBytes } from './log.ts'
import { can, identity, person, version } from './review.ts'
import { rights } from './rights.ts'
import { streams } from './stream.ts'
import type { Streams } from './stream.ts'
import { json, texts } from './texts.ts'
import { write } from './write.ts'

/**
 * Nothing is opened until the first call. `close` and `end` end this person's streams; connections that
 * others share stay. Every call throws `NotFound`, `InvalidInput`, `NotSignedIn`, `KubeError` or `Unreachable`,
 * or the reason of the work's own signal.
 */
export function connect(address: Address, credential: Credential): Connection {
  const { link, close } = linkOf(address, credential)
  const long = { ...streams(link), talks: channels(link) }
  const known = knowledge(link)
  const way = { link, begin: long.begin, served: served(), times }
  const shut = (forGood: boolean) => {
    close(forGood)
    long.close()
    long.talks.close()
  }
  return {
    kube: (work = {}) => kubeOf(link, work, known, long, way),
    talks: () => long.talks.many() > 0,
    close: () => shut(false),
    end: () => shut(true),
  }
}

/** One more is served while it is read anew. */
const minute = { keep: 60_000, stale: 60_000 }

type Known = ReturnType<typeof knowledge>

/** What is read once for all of a person's pages. */
function knowledge(link: Link) {
  const discovery = cached<Discovery>({ keep: 60_000, stale: 600_000 }, discoverer(link))
  return {
    discovery,
    openapi: openapiIndex(link),
    version: cached({ keep: 300_000, stale: 300_000 }, (work) => version(link, work)),
    identity: cached({ keep: 60_000, stale: 0 }, (work) => identity(link, work)),
    rights: keyed<Rights>(minute, 24, (work, key) => rights(link, work, key === '' ? null : key)),
    // Many reviews: a page does not wait for them again while an answer of ten minutes ago is there.
    among: keyed<Among>({ keep: 60_000, stale: 600_000 }, 1, async (work, key) =>
      among(link, work, await discovery.get(work), key.split(',').filter(Boolean)),
    ),
  }
}

function kubeOf(
  link: Link,
  work: Work,
  known: Known,
  long: Streams & { readonly talks: Channels },
  way: Way & { readonly times: typeof times },
): Kube {
  return {
    cluster: link.address.cluster,
    discovery: (fresh) => known.discovery.get(work, fresh),
    version: () => known.version.get(work),
    identity: () => known.identity.get(work),
    person: () => person(link, work),
    knownIdentity: () => known.identity.known(),
    table: (resource, query) => table(link, work, resource, query),
    objects: (resource, query) => objects(link, work, resource, query),
    texts: (resource, query) => texts(link, work, resource, query),
    metadata: (resource, query) => metadata(link, work, resource, query),
    fill: (resource, query, onPage = () => {}) => fill(link, work, resource, query, onPage),
    follow: (resource, query, read) => follow(way, work, resource, query, read),
    get: (ref) => get(link, work, ref),
    row: (ref, reads) => row(link, work, ref, reads),
    head: (ref) => head(link, work, ref),
    certificates: (ref) => certificates(link, work, ref),
    json: (ref) => json(link, work, ref),
    yaml: (ref) => yaml(link, work, ref),
    reveal: (ref) => reveal(link, work, ref),
    value: (ref, key) => keyValue(link, work, ref, key),
    write: (change) => write(link, work, change),
    log: (ref, query) => log(long, work, ref, query),
    logBytes: (ref, query) => logBytes(long, work, ref, query),
    schemas: (resource) => schemas(link, work, known.openapi, resource),
    exec: (ref, query) => long.talks.open(work, ref, query),
    can: (verb, resource, ...of) => can(link, work, verb, resource, ...of),
    rights: (namespace) => known.rights.get(work, namespace ?? ''),
    knownRights: (namespace) => known.rights.known(namespace ?? ''),
    among: (namespaces) => known.among.get(work, namespaces.join()),
  }
}
