/** The API server of the cluster that Portlight runs in: address and CA, never the pod's own account. */
import { accessSync, constants } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { isIPv6 } from 'node:net'
import type { Environment } from '../config.ts'
import { NotSignedIn, Unreachable } from '../errors.ts'
import { connect, type Address } from '../kube.ts'
import type { Choice, Clusters } from './cluster.ts'
import { holdConnection } from './context.ts'
import { nobody } from './credential.ts'
import { single } from './single.ts'

const name = 'in-cluster'

/** Where the manifests mount kube-root-ca.crt, and where Kubernetes does by itself. */
const usual = [
  '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
  '/etc/portlight/ca.crt',
] as const

/** @param env with KUBERNETES_SERVICE_HOST and _PORT, as every pod has them. */
export function inCluster(
  { caFile, signIn }: Pick<Choice, 'caFile' | 'signIn'>,
  env: Environment,
): Clusters {
  const files = caFile === null ? usual : [caFile]
  const held = holdConnection()
  const address = async (): Promise<Address> => {
    return { cluster: name, url: urlOf(env), ca: await readCa(files) }
  }
  const cluster = {
    name,
    title: name,
    source: 'in-cluster' as const,
    defaultNamespace: null,
    address,
    connect: async () => {
      const at = await address()
      if (signIn !== 'none') throw new NotSignedIn('Sign in with a token of this cluster.')
      return held.get(String(at.ca), () => connect(at, nobody))
    },
  }
  return single(cluster, {
    ready: () => files.some(readable),
    close: async () => held.close(),
  })
}

function urlOf(env: Environment): URL {
  const host = env['KUBERNETES_SERVICE_HOST'] ?? ''
  const port = env['KUBERNETES_SERVICE_PORT_HTTPS'] || env['KUBERNETES_SERVICE_PORT'] || '443'
  return new URL(`https://${isIPv6(host) ? `[${host}]` : host}:${port}`)
}

async function readCa(files: readonly string[]): Promise<string> {
  for (const file of files) {
    const text = await readFile(file, 'latin1').catch(() => '')
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
  }
  throw new Unreachable(
    {
      cluster: name,
      step: 'configuration',
      advice:
        'Mount the ConfigMap kube-root-ca.crt, which is in every namespace, and name its ca.crt with --ca-file.',
    },
    `There is no CA certificate of the API server in ${files.join(' or ')}.`,
  )
}

function readable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK)
    return true
  } catch {
    return false
  }
}
