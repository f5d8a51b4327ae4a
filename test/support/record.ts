/**
 * Records objects of a real API server as fixtures, managed fields and values of Secrets left out:
 * `node test/support/record.ts KUBECONFIG RESOURCE [NAMESPACE/]NAME[=CASE]…`, RESOURCE as kubectl
 * names it (`pods`, `deployments.apps`), writes test/fixtures/objects/RESOURCE/CASE.json.
 */
import { readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { load } from 'js-yaml'
import { api } from '../cluster/api.ts'
import type { Api } from '../cluster/api.ts'
import type { KubeObject, ObjectMeta } from '../../src/kube.ts'
import { hideSecrets } from '../../src/kube/secrets.ts'

interface Kubeconfig {
  clusters: { cluster: Record<string, string> }[]
  users: { user: Record<string, string> }[]
}
interface Stored {
  readonly metadata: ObjectMeta & { readonly managedFields?: unknown }
}

const folder = new URL('../fixtures/objects/', import.meta.url)

/** The API server of the first cluster in a kubeconfig, as its first user, who has a token. */
export function reach(kubeconfig: string): Api {
  const { clusters, users } = load(readFileSync(kubeconfig, 'utf8')) as Kubeconfig
  const { server = '', 'certificate-authority-data': ca = '' } = clusters[0]?.cluster ?? {}
  return api(server, Buffer.from(ca, 'base64').toString(), users[0]?.user['token'] ?? '')
}

/** Reads one object and writes it as a fixture; `name` is NAMESPACE/NAME, or NAME alone. */
export async function record(
  from: Api,
  resource: string,
  name: string,
  as = name.slice(name.indexOf('/') + 1),
): Promise<void> {
  const { body } = await from.must('GET', await pathOf(from, resource, name))
  await keep(resource, as, JSON.parse(body) as Stored)
}

/** Writes an object as a fixture, its fields in the order that the API server has them in; values of Secrets stay there. */
export async function keep(resource: string, as: string, object: Stored): Promise<void> {
  const { managedFields: _, ...metadata } = object.metadata
  const seen = hideSecrets({ ...object, metadata } as unknown as KubeObject, resource)
  const text = JSON.stringify(seen, undefined, 2)
  const home = new URL(`${resource}/`, folder)
  await mkdir(home, { recursive: true })
  await writeFile(new URL(`${as}.json`, home), `${text}\n`)
}

async function pathOf(from: Api, resource: string, name: string): Promise<string> {
  const [plural = '', ...rest] = resource.split('.')
  const parts = name.split('/')
  const object =
    parts.length > 1 ? `namespaces/${parts[0]}/${plural}/${parts[1]}` : `${plural}/${name}`
  if (rest.length === 0) return `/api/v1/${object}`
  const { body } = await from.must('GET', `/apis/${rest.join('.')}`)
  const group = JSON.parse(body) as { preferredVersion: { groupVersion: string } }
  return `/apis/${group.preferredVersion.groupVersion}/${object}`
}

if (import.meta.main) {
  const [kubeconfig = '', resource = '', ...names] = process.argv.slice(2)
  const from = reach(kubeconfig)
  for (const one of names) {
    const [name = '', as] = one.split('=')
    await record(from, resource, name, as)
    console.log(`${resource} ${name} is recorded as ${as ?? name}`)
  }
  from.close()
}
