/** What no other test changes: test files run side by side on one real cluster. */
import { vi } from 'vitest'
import { create, type Item, items, remove } from './api.ts'
import { targetName } from './target.ts'

/** A namespace of the real cluster, named after the test file. Afterwards it must be removed. */
export async function ownNamespace(file: string): Promise<string> {
  const name = `${file}-${process.pid}`
  await create('/api/v1/namespaces', { metadata: { name } })
  // A controller adds its own config map to every namespace: after that nothing comes by itself.
  await vi.waitFor(
    async () => {
      if ((await items(`/api/v1/namespaces/${name}/configmaps`)).length === 0)
        throw new Error('kube-root-ca.crt is not there')
    },
    { timeout: 20_000 },
  )
  return name
}

/** With all that is in them. */
export async function removeNamespaces(...names: readonly string[]): Promise<void> {
  for (const name of names) await remove(`/api/v1/namespaces/${name}`)
}

export interface Own {
  readonly item: Item
  remove(): Promise<void>
}

/** A config map: on the real cluster in a namespace of its own, on the demo, which is the file's own, the first. */
export const ownMap = (file: string): Promise<Own> => own(file, 'configmaps')
/** A Secret, likewise. */
export const ownSecret = (file: string): Promise<Own> => own(file, 'secrets')

async function own(file: string, plural: string): Promise<Own> {
  if (targetName === 'demo') {
    const [item] = await items(`/api/v1/${plural}`)
    if (item === undefined) throw new Error(`the demo has no ${plural}`)
    return { item, remove: async () => {} }
  }
  const name = await ownNamespace(file)
  const folder = `/api/v1/namespaces/${name}/${plural}`
  const item = (await create(folder, { metadata: { name: 'own' } })) as Item
  return { item, remove: () => removeNamespaces(name) }
}
