/** Keeps the values of Secrets on the server: what leaves the Kube door says only how long they are. */
import { as, record } from './json.ts'
import type { KubeObject, ObjectMeta } from './object.ts'

// Tools that keep a whole copy of the object, values included, in an annotation, or one of its values.
const copies = new Set([
  'kubectl.kubernetes.io/last-applied-configuration',
  'kapp.k14s.io/original',
  'kopf.zalando.org/last-handled-configuration',
  'objectset.rio.cattle.io/applied',
  'banzaicloud.com/last-applied',
  'openshift.io/token-secret.value',
])

/** A copy by a tool that is not known here: JSON that has what only values stand in. */
const isCopy = (key: string, text: string): boolean =>
  copies.has(key) || (/^\s*\{/.test(text) && /"(?:data|stringData)"\s*:/.test(text))

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
  return hideAnnotations(meta, isCopy)
}

function hideAnnotations(meta: ObjectMeta, is: (key: string, text: string) => boolean): ObjectMeta {
  const found = Object.entries(meta.annotations ?? {}).filter(([key, text]) => is(key, text))
  if (found.length === 0) return meta
  const gone = found.map(([key, text]) => [key, hidden(Buffer.byteLength(text))])
  return { ...meta, annotations: { ...meta.annotations, ...Object.fromEntries(gone) } }
}

/** Values that are looked for in annotations, and characters that one has at least: shorter ones stand anywhere. */
const sought = { values: 50, characters: 8 }

/** Where one of its own values stands in an annotation, as it is or coded. */
function holding({ metadata, data, stringData }: Partial<KubeObject>) {
  if (metadata?.annotations === undefined) return () => false
  const coded = texts(data)
  const plain = [
    ...coded.map((text) => Buffer.from(text, 'base64').toString()),
    ...texts(stringData),
  ]
  const values = [...coded, ...plain].filter(({ length }) => length >= sought.characters)
  return (text: string) => values.some((value) => text.includes(value))
}

/** That of a service account's token says where the account is, as its name and annotations do. */
const open = 'namespace'

const texts = (values: unknown): readonly string[] =>
  Object.entries(record(values) ?? {})
    .filter(([key]) => key !== open)
    .slice(0, sought.values)
    .flatMap(([, value]) => (typeof value === 'string' ? [value] : []))

function isSecret(object: KubeObject, resourceId: string): boolean {
  if (Array.isArray(object['items'])) return false
  return resourceId === 'secrets' || (object.kind === 'Secret' && !object.apiVersion.includes('/'))
}

function hideSecret(object: KubeObject): KubeObject {
  const holds = holding(object)
  const metadata = hideAnnotations(
    object.metadata ?? {},
    (key, text) => isCopy(key, text) || holds(text),
  )
  const copy: Record<string, unknown> = { ...object, metadata }
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
