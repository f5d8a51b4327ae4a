/** What is behind one key of a Secret or a ConfigMap, byte for byte. */
import { parse } from './answer.ts'
import { call, type Link } from './call.ts'
import type { Answer, KeyValue, Ref, Work } from './contract.ts'
import { auditId, told } from './deed.ts'
import type { Received } from './net.ts'
import type { KubeObject } from './object.ts'
import { pathOf } from './path.ts'
import { warnings } from './warning.ts'

interface Keyed extends KubeObject {
  readonly data?: Readonly<Record<string, string>> | null
  readonly binaryData?: Readonly<Record<string, string>> | null
}

/** Of a Secret the work is told who asked for which key. */
export async function keyValue(
  link: Link,
  work: Work,
  ref: Ref,
  key: string,
): Promise<Answer<KeyValue>> {
  if (ref.resource.id !== 'secrets') return await read(link, work, ref, key)
  return await told(work, { verb: 'reveal', ref, key }, () => read(link, work, ref, key))
}

async function read(link: Link, work: Work, ref: Ref, key: string) {
  const { resource, namespace, name } = ref
  const path = pathOf({ resource, namespace, name })
  const asked = { verb: 'get', resource: resource.id, namespace, name }
  const accept = 'application/json'
  return await call(link, work, { asked, path, accept, limit: 'get' }, (answer) => ({
    ...valueOf(answer, resource.id === 'secrets', key),
    auditId: auditId(answer),
    warnings: warnings(answer.headers['warning']),
  }))
}

function valueOf(answer: Received, isSecret: boolean, key: string) {
  const { metadata, data, binaryData } = parse<Keyed>(answer)
  const { uid = '', resourceVersion: version = '' } = metadata
  const text = own(data, key)
  const coded = own(binaryData, key)
  const bytes =
    coded !== null
      ? Buffer.from(coded, 'base64')
      : text === null
        ? null
        : Buffer.from(text, isSecret ? 'base64' : 'utf8')
  return { uid, value: { bytes, uid, version } }
}

const own = (of: Keyed['data'], key: string): string | null =>
  of != null && Object.hasOwn(of, key) ? (of[key] ?? null) : null
