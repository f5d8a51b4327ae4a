/** One context of a kubeconfig as a cluster: broken ones break alone. */
import { NotSignedIn } from '../errors.ts'
import { connect, type Connection } from '../kube.ts'
import { caOf, readAddress } from './address.ts'
import type { Cluster, Settings } from './cluster.ts'
import { nobody, userCredential, type UserCredential } from './credential.ts'
import { clusterFields, contextFields, readFields } from './fields.ts'
import type { Entry, Kubeconfig } from './files.ts'
import { readPem } from './pem.ts'
import { misconfigured, type Place } from './trouble.ts'

/** A cluster that holds a connection. */
export interface ContextCluster extends Cluster {
  close(): void
}

/** @param name the context's name in the URL. */
export function contextCluster(
  name: string,
  entry: Entry,
  kubeconfig: Kubeconfig,
  settings: Settings,
): ContextCluster {
  const place = { cluster: name, context: entry.name }
  const namespace = contextFields.safeParse(entry.value).data?.namespace
  const address = async () => readAddress(clusterOf(entry, kubeconfig, place), place, settings.env)
  const held = holdConnection()
  let credential: UserCredential | null = null
  return {
    name,
    title: entry.name,
    source: 'kubeconfig',
    defaultNamespace: namespace ?? null,
    address,
    connect: async () => {
      if (settings.signIn !== 'none') throw new NotSignedIn(`Sign in to “${entry.name}”.`)
      credential ??= credentialOf(entry, kubeconfig, place, settings)
      const kept = credential
      const [at, own] = await Promise.all([address(), kept.own()])
      return held.get(String([at.ca, own?.cert]), () => connect(at, kept))
    },
    close: () => held.close(),
  }
}

function clusterOf(entry: Entry, kubeconfig: Kubeconfig, place: Place): Entry {
  const { cluster } = readFields(contextFields, entry, 'context', place)
  return found(kubeconfig.clusters.get(cluster), 'cluster', cluster, entry, place)
}

function credentialOf(
  entry: Entry,
  kubeconfig: Kubeconfig,
  place: Place,
  settings: Settings,
): UserCredential {
  const fields = readFields(contextFields, entry, 'context', place)
  if (fields.user === undefined) return nobody
  const user = found(kubeconfig.users.get(fields.user), 'user', fields.user, entry, place)
  const cluster = () => clusterInfo(clusterOf(entry, kubeconfig, place), place)
  return userCredential({ user, place, settings, cluster })
}

function found(
  entry: Entry | undefined,
  sort: 'cluster' | 'user',
  name: string,
  context: Entry,
  place: Place,
): Entry {
  if (entry !== undefined) return entry
  const message = `it names the ${sort} “${name}”, which no kubeconfig has.`
  throw misconfigured(
    place,
    message,
    `Add the ${sort} “${name}”, or correct the context in ${context.file}.`,
  )
}

/** `spec.cluster` of an ExecCredential. */
async function clusterInfo(entry: Entry, place: Place): Promise<object> {
  const fields = readFields(clusterFields, entry, 'cluster', place)
  const ca = await readPem(caOf(entry, fields), place)
  const extension = fields.extensions?.find(
    ({ name }) => name === 'client.authentication.k8s.io/exec',
  )
  return {
    server: fields.server,
    'tls-server-name': fields['tls-server-name'],
    'insecure-skip-tls-verify': fields['insecure-skip-tls-verify'],
    'certificate-authority-data':
      ca === undefined ? undefined : Buffer.from(ca, 'latin1').toString('base64'),
    'proxy-url': fields['proxy-url'],
    config: extension?.extension,
  }
}

/** The one open connection; another CA or certificate (files rotate) means another connection. */
export function holdConnection() {
  let held: { readonly mark: string; readonly connection: Connection } | null = null
  return {
    get(mark: string, open: () => Connection): Connection {
      if (held?.mark === mark) return held.connection
      held?.connection.close()
      held = { mark, connection: open() }
      return held.connection
    },
    close(): void {
      held?.connection.close()
      held = null
    },
  }
}
