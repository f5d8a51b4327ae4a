/** A kubeconfig's cluster entry as an address: server, CA, proxy. */
import type { Environment } from '../config.ts'
import type { Address } from '../kube.ts'
import type { Entry } from './files.ts'
import { clusterFields, readFields, type ClusterFields } from './fields.ts'
import { readPem } from './pem.ts'
import { environmentProxy } from './proxy.ts'
import { misconfigured, type Place } from './trouble.ts'

/**
 * @param env names the proxy where the entry names none.
 * @throws Unreachable at step `configuration`.
 */
export async function readAddress(entry: Entry, place: Place, env: Environment): Promise<Address> {
  const fields = readFields(clusterFields, entry, 'cluster', place)
  const ca = await readPem(caOf(entry, fields), place)
  const servername = fields['tls-server-name']
  const url = readUrl(fields.server, ['http:', 'https:'], 'server', entry, place)
  const proxy = fields['proxy-url'] ?? environmentProxy(url, env)
  return {
    cluster: place.cluster,
    url,
    ...(ca === undefined ? {} : { ca }),
    ...(servername === undefined ? {} : { servername }),
    ...(fields['insecure-skip-tls-verify'] ? { insecure: true } : {}),
    ...(proxy === undefined ? {} : { proxy: readUrl(proxy, proxies, 'proxy-url', entry, place) }),
  }
}

/** Where a cluster's CA stands. */
export function caOf(entry: Entry, fields: ClusterFields) {
  const field = 'certificate-authority'
  return { entry, field, file: fields[field], data: fields[`${field}-data`] }
}

const proxies = ['http:', 'https:', 'socks5:']

function readUrl(
  text: string,
  protocols: readonly string[],
  field: string,
  entry: Entry,
  place: Place,
): URL {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url !== null && protocols.includes(url.protocol)) return url
  throw misconfigured(
    place,
    `the ${field} of the cluster “${entry.name}” is not a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
    `Correct ${field} in ${entry.file}.`,
  )
}
