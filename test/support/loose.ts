/** An object of a kind that takes fields which nobody declared: on the demo one of its own, on the real cluster of a definition made for it. */
import { vi } from 'vitest'
import { create, items, remove } from './api.ts'
import { ownNamespace, removeNamespaces } from './own.ts'
import { targetName } from './target.ts'

export interface Loose {
  /** `backups.data.example.com` */
  readonly resource: string
  readonly namespace: string
  readonly name: string
  /** Of its collection, `/apis/…`. */
  readonly path: string
  remove(): Promise<void>
}

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'

/** @param file whose it is. Its `spec` takes anything. */
export async function loose(file: string): Promise<Loose> {
  if (targetName === 'demo') {
    const at = { resource: 'backups.data.example.com', namespace: 'data' }
    const path = '/apis/data.example.com/v1/namespaces/data/backups'
    const [item] = await items(path)
    if (item === undefined) throw new Error('the demo has no backups')
    return { ...at, path, name: item.metadata.name, remove: async () => {} }
  }
  const [plural, group] = ['odds', `${file}-${process.pid}.example.com`]
  const definition = await defined(plural, group)
  const namespace = await ownNamespace(file)
  const path = `/apis/${group}/v1/namespaces/${namespace}/${plural}`
  const name = 'odd'
  await create(path, { apiVersion: `${group}/v1`, kind: 'Odd', metadata: { name }, spec: {} })
  return {
    resource: `${plural}.${group}`,
    namespace,
    name,
    path,
    async remove() {
      await remove(definition)
      await removeNamespaces(namespace)
    },
  }
}

/** @returns its path */
async function defined(plural: string, group: string): Promise<string> {
  const spec = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }
  const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } }
  const versions = [{ name: 'v1', served: true, storage: true, schema }]
  const name = `${plural}.${group}`
  const names = { plural, kind: 'Odd' }
  await create(definitions, {
    metadata: { name },
    spec: { group, scope: 'Namespaced', names, versions },
  })
  // It is served a moment later.
  await vi.waitFor(() => items(`/apis/${group}/v1/${plural}`), { timeout: 20_000 })
  return `${definitions}/${name}`
}
