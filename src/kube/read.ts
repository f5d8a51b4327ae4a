/** One object: as JSON, as metadata, as the server's own YAML. */
import { dump, load } from 'js-yaml'
import { KubeError, type Unprintable, Unreachable } from '../errors.ts'
import type { Answer, Ref, Work } from './contract.ts'
import { parse } from './answer.ts'
import { call } from './call.ts'
import { certificatesIn, type CertificateFile } from './certificates.ts'
import type { Link } from './call.ts'
import { depthOf, isDeep, tooDeep } from './deep.ts'
import { as } from './json.ts'
import type { Received } from './net.ts'
import type { KubeObject, ObjectMeta } from './object.ts'
import { pathOf } from './path.ts'
import { accepts, kept, tableOf } from './print.ts'
import type { Reads } from './project.ts'
import type { ListJson } from './print.ts'
import { hideSecrets } from './secrets.ts'
import type { Table } from './table.ts'
import { auditId, told } from './deed.ts'
import { json } from './texts.ts'
import { warnings } from './warning.ts'

const headAccept = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json'

/** The object, a Secret's values hidden. */
export async function get(link: Link, work: Work, ref: Ref): Promise<Answer<KubeObject>> {
  return await read(link, work, ref, 'application/json', (answer) => objectOf(answer, ref))
}

/** What the certificates among its values say of themselves; the values stay here. */
export async function certificates(
  link: Link,
  work: Work,
  ref: Ref,
): Promise<Answer<readonly CertificateFile[]>> {
  return await read(link, work, ref, 'application/json', (answer) =>
    certificatesIn(parse<KubeObject>(answer)),
  )
}

/** Metadata without managedFields; the kind is the resource's, since the answer's own is another. */
export async function head(
  link: Link,
  work: Work,
  ref: Ref,
): Promise<Answer<{ readonly kind: string; readonly metadata: ObjectMeta }>> {
  return await read(link, work, ref, headAccept, (answer) => {
    const { metadata } = parse<KubeObject>(answer)
    return { kind: ref.resource.kind, metadata: kept(ref.resource, metadata) }
  })
}

/** The object as one row; an API that knows no Table is printed here, with name and age. */
export async function row(link: Link, work: Work, ref: Ref, reads?: Reads): Promise<Table> {
  const { value, warnings: heard } = await read(link, work, ref, accepts(reads), (answer) => {
    const said = parse<ListJson & { readonly metadata?: ObjectMeta }>(answer)
    const list = said.kind === 'Table' ? said : { items: [said] }
    return tableOf(ref.resource, list, Date.now(), reads)
  })
  return { ...value, warnings: heard }
}

/**
 * The server's YAML as it is; printed here for Secrets and for an API that knows no YAML.
 * @throws Unprintable where it would be larger by far than the object.
 */
export async function yaml(link: Link, work: Work, ref: Ref): Promise<Answer<string>> {
  if (ref.resource.id === 'secrets') return await printed(link, work, ref)
  try {
    return await read(link, work, ref, 'application/yaml', (answer) => {
      const said = (answer.headers['content-type'] ?? '').startsWith('application/yaml')
      return said ? answer.body.toString('utf8') : print(objectOf(answer, ref))
    })
  } catch (error) {
    if (error instanceof KubeError && error.status === 406) return await printed(link, work, ref)
    if (isOverburdened(error)) throw (await unprintable(link, work, ref, error)) ?? error
    throw error
  }
}

/** Its answer is longer than one may be, takes too long, or has failed there. */
const isOverburdened = (error: unknown): boolean =>
  error instanceof Unreachable
    ? error.step === 'answer'
    : error instanceof KubeError && error.status === 500

/** Milliseconds in which a server that answers at all gives the object itself. */
const patience = 5000

/** Null: it is not that, as far as can be seen. */
async function unprintable(
  link: Link,
  work: Work,
  ref: Ref,
  cause: unknown,
): Promise<Unprintable | null> {
  const signals = [AbortSignal.timeout(patience), work.signal].filter((one) => one !== undefined)
  const whole = { ...work, signal: AbortSignal.any(signals) }
  const found = await json(link, whole, ref).catch(() => null)
  if (found === null || !isDeep(found.value)) return null
  const levels = depthOf(found.value).toLocaleString('en')
  const how = `${levels} levels deep. As YAML, where each line is indented by its level, it is too large to be read.`
  return tooDeep(ref, 'get', how, { cause })
}

/** The same with the values of a Secret; who did so is told of. */
export async function reveal(link: Link, work: Work, ref: Ref): Promise<Answer<string>> {
  return await told(work, { verb: 'reveal', ref }, async () => {
    const answered = await read(link, work, ref, 'application/yaml', (answer) => ({
      value: answer.body.toString('utf8'),
      auditId: auditId(answer),
    }))
    const { metadata } = as<KubeObject>(load(answered.value.value))
    return { ...answered.value, warnings: answered.warnings, uid: metadata.uid ?? '' }
  })
}

async function printed(link: Link, work: Work, ref: Ref): Promise<Answer<string>> {
  const { value, warnings: heard } = await get(link, work, ref)
  return { value: print(value), warnings: heard }
}

function print(object: KubeObject): string {
  return dump(object, { sortKeys: true, lineWidth: -1 })
}

async function read<T>(
  link: Link,
  work: Work,
  ref: Ref,
  accept: string,
  valueOf: (answer: Received) => T,
): Promise<Answer<T>> {
  const { resource, namespace, name } = ref
  const path = pathOf({ resource, namespace, name })
  const asked = { verb: 'get', resource: resource.id, namespace, name }
  return await call(link, work, { asked, path, accept, limit: 'get' }, (answer) => ({
    value: valueOf(answer),
    warnings: warnings(answer.headers['warning']),
  }))
}

function objectOf(answer: Received, ref: Ref): KubeObject {
  return hideSecrets(parse<KubeObject>(answer), ref.resource.id)
}
