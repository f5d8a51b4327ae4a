/** What an ingress serves TLS with: the certificates of the Secrets that it names, each read as the person. */
import { AppError, NotSignedIn } from '../errors.ts'
import { servedSecrets } from '../kinds/parts/ingress.ts'
import type { Discovery, Kube, Ref } from '../kube.ts'
import { type Served, servedView, type CertificateView } from '../views/certificates.ts'

/** Secrets that are looked into. */
const most = 10

/** @throws KubeError for the ingress itself; a Secret that cannot be read is told in its place. */
export async function servedCertificates(
  kube: Kube,
  ref: Ref,
  discovery: Discovery,
  now: Date,
): Promise<CertificateView> {
  const { value } = await kube.get(ref)
  const resource = discovery.get('secrets')
  const named = [...servedSecrets(value)]
  if (resource === undefined) return servedView([], named.length, now)
  const all = named.slice(0, most).map(async ([name, hosts]): Promise<Served> => {
    try {
      const read = await kube.certificates({ resource, namespace: ref.namespace, name })
      return { secret: name, hosts, files: read.value, why: '' }
    } catch (error) {
      if (error instanceof NotSignedIn || !(error instanceof AppError)) throw error
      return { secret: name, hosts, files: [], why: error.message }
    }
  })
  return servedView(await Promise.all(all), named.length, now)
}
