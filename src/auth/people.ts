/** One connection a person and cluster: shared by all of that person's pages, forgotten when idle. */
import { createHash } from 'node:crypto'
import type { Cluster } from '../clusters.ts'
import { NotSignedIn } from '../errors.ts'
import { type Address, type Connection, connect } from '../kube.ts'

export interface People {
  /**
   * @param latest milliseconds since 1970 until which they are signed in: then what they still do there ends.
   * @throws Unreachable where the cluster's address is not known.
   */
  connection(cluster: Cluster, token: string, latest?: number): Promise<Connection>
  /** They signed out: what they still do there ends. */
  forget(cluster: Cluster, token: string): void
  close(): void
}

interface Known {
  readonly connection: Connection
  /** What its address looked like: a new CA means a new connection. */
  readonly address: string
  used: number
  latest: number
}

/** People kept at once; the one idle longest goes first, of those in whose name a shell runs the last. */
const most = 1000
/** Milliseconds. */
const often = 1000

export function people(): People {
  const known = new Map<string, Known>()
  const drop = (id: string) => {
    known.get(id)?.connection.close()
    known.delete(id)
  }
  const forget = (id: string) => {
    known.get(id)?.connection.end()
    known.delete(id)
  }
  // One timer for all: whoever is signed in no more is looked for once in a while.
  const over = setInterval(() => ended(known).forEach(forget), often).unref()
  return {
    async connection(cluster, token, latest = Infinity) {
      const address = await cluster.address()
      const id = idOf(cluster, token)
      const mark = digest(JSON.stringify([address.url, String(address.ca ?? ''), address.proxy]))
      const found = known.get(id)
      if (found?.address === mark) {
        found.used = Date.now()
        // The same token may have been signed in with twice.
        found.latest = Math.max(found.latest, latest)
        return found.connection
      }
      drop(id)
      if (known.size >= most) drop(idlest(known))
      const entry = entered(address, token, { mark, latest })
      known.set(id, entry)
      return entry.connection
    },
    forget: (cluster, token) => forget(idOf(cluster, token)),
    close() {
      clearInterval(over)
      for (const id of known.keys()) drop(id)
    },
  }
}

function entered(
  address: Address,
  token: string,
  { mark, latest }: { readonly mark: string; readonly latest: number },
): Known {
  // A flood of made-up tokens pushes out itself, nobody whom the API server knows.
  const renew = async () => {
    entry.used = 0
    return false
  }
  const headers = async () => {
    if (Date.now() >= entry.latest) throw new NotSignedIn('You are not signed in any more.')
    return { authorization: `Bearer ${token}` }
  }
  const connection = connect(address, { headers, renew })
  const entry: Known = { connection, address: mark, used: Date.now(), latest }
  return entry
}

const ended = (known: ReadonlyMap<string, Known>): readonly string[] =>
  [...known].filter(([, { latest }]) => Date.now() >= latest).map(([id]) => id)

const digest = (text: string) => createHash('sha256').update(text).digest('base64url')
const idOf = (cluster: Cluster, token: string) => `${cluster.name}:${digest(token)}`

function idlest(known: ReadonlyMap<string, Known>): string {
  const all = [...known]
  // A proxy that sends another token with each request makes many of one person.
  const silent = all.filter(([, { connection }]) => !connection.talks())
  return (silent.length > 0 ? silent : all).reduce((least, next) =>
    next[1].used < least[1].used ? next : least,
  )[0]
}
