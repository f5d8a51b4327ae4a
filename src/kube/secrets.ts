/** Keeps the values of Secrets on the server: what leaves the Kube door says only how long they are. */
import { as } from './json.ts'
import type { KubeObject, ObjectMeta } from './object.ts'

// Tools that keep a whole copy of the object, values included, in an annotation.
const copies = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'kapp.k14s.io/original',
  'objectset.rio.cattle.io/applied',
  'banzaicloud.com/last-applied',
])

/** The object itself unless it is, or lists, Secrets; then a copy with `<hidden, 12 bytes>` for values. */
export function hideSecrets(object: KubeObject, resourceId = ''): KubeObject {
  if (isSecret(object, resourceId)) return hideSecret(object)
  const items = object['items']
  if (!Array.isArray(items) || !object.kind.endsWith('List')) return object
  const id = object.kind === 'SecretList' ? 'secrets' : resourceId
  return { ...object, items: items.map((item: KubeObject) => hideSecrets(item, id)) }
}

/** Metadata of a Secret without the copies of its values. */
export function hideCopies(meta: ObjectMeta): ObjectMeta {
  const found = Object.keys(meta.annotations ?? {}).filter((key) => copies.has(key))
  if (found.length === 0) return meta
  const annotations = { ...meta.annotations }
  for (const key of found) annotations[key] = hidden(Buffer.byteLength(annotations[key] ?? ''))
  return { ...meta, annotations }
}

function isSecret(object: KubeObject, resourceId: string): boolean {
  if (Array.isArray(object['items'])) return false
  return resourceId === 'secrets' || (object.kind === 'Secret' && !object.apiVersion.includes('/'))
}

function hideSecret(object: KubeObject): KubeObject {
  const copy: Record<string, unknown> = { ...object, metadata: hideCopies(object.metadata ?? {}) }
  if ('data' in object) copy['data'] = hideValues(object['data'], 'base64')
  if ('stringData' in object) copy['stringData'] = hideValues(object['stringData'], 'utf8')
  return as<KubeObject>(copy)
}

function hideValues(values: unknown, encoding: BufferEncoding): unknown {
  if (typeof values !== 'object' || values === null) return null
  const sized = Object.entries(values).map(([key, value]) => {
    const text = typeof value === 'string' ? value : ''
    return [key, hidden(Buffer.byteLength(text, encoding))]
  })
  return Object.fromEntries(sized)
}

function hidden(bytes: number): string {
  return `<hidden, ${bytes} ${bytes === 1 ? 'byte' : 'bytes'}>`
}
