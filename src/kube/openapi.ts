/** What an API server says of the fields of its objects: OpenAPI v3, a document for each group and version. */
import { KubeError } from '../errors.ts'
import { eachOf } from '../slices.ts'
import { wellFormed } from './answer.ts'
import { cached, type Cached } from './cached.ts'
import { call, type Link } from './call.ts'
import type { Work } from './contract.ts'
import { fromJson, record } from './json.ts'
import { checkResource } from './names.ts'
import type { Received } from './net.ts'
import type { Resource, Schemas } from './resource.ts'

/** Addresses with the hash of what stands there; null: the server has no OpenAPI v3. */
export type Index = Readonly<Record<string, string>> | null

const asked = { verb: 'get', resource: '', namespace: null, name: null }
const accept = 'application/json'

/** Read as the person, once a minute: who may not read it gets no document either. */
export const openapiIndex = (link: Link): Cached<Index> =>
  cached<Index>({ keep: 60_000, stale: 600_000 }, async (work) => {
    try {
      const wanted = { asked, path: '/openapi/v3', accept, limit: 'get' } as const
      const { paths } = await call(link, work, wanted, (answer) =>
        wellFormed(() => fromJson<{ paths?: Paths }>(bodyOf(answer))),
      )
      const all = Object.entries(paths ?? {})
      return Object.fromEntries(all.map(([key, one]) => [key, hashIn(one.serverRelativeURL ?? '')]))
    } catch (error) {
      if (error instanceof KubeError && [404, 406].includes(error.status)) return null
      throw error
    }
  })
type Paths = Readonly<Record<string, { readonly serverRelativeURL?: string }>>

/** The API server calls the JSON of its index `text/plain`. */
const bodyOf = ({ body }: Received): string => body.toString('utf8')

const hashIn = (url: string) => /[?&]hash=([\w-]{1,256})(?:&|$)/.exec(url)?.[1] ?? ''

const hashOf = (index: Index, at: string) =>
  index === null || !Object.hasOwn(index, at) ? undefined : index[at]

interface Document {
  /** Each as JSON. */
  readonly texts: ReadonlyMap<string, string>
  /** `apps/v1/Deployment` → its schema's name. */
  readonly roots: ReadonlyMap<string, string>
  readonly bytes: number
}

/** Process-wide on purpose: one hash is one text, whoever reads it. Those used last come last. */
const kept = new Map<string, Document>()
const most = 32 * 1024 * 1024

/** Null: the server has none of this resource. */
export async function schemas(
  link: Link,
  work: Work,
  index: Cached<Index>,
  resource: Resource,
): Promise<Schemas | null> {
  const { group, version, kind } = checkResource(resource)
  const at = group === '' ? `api/${version}` : `apis/${group}/${version}`
  // What came a moment ago, a definition just applied, is not waited for.
  const hash = hashOf(await index.get(work), at) ?? hashOf(await index.get(work, true), at)
  if (hash === undefined) return null
  const path = `/openapi/v3/${at}${hash === '' ? '' : `?hash=${hash}`}`
  const { roots, texts } = await document(link, work, path, hash)
  return {
    root: roots.get(`${group}/${version}/${kind}`) ?? '',
    get: (name) => record(fromJson<unknown>(texts.get(name) ?? 'null')),
  }
}

async function document(link: Link, work: Work, path: string, hash: string): Promise<Document> {
  const key = `${link.address.cluster} ${link.address.url.href} ${path}`
  const held = hash === '' ? undefined : kept.get(key)
  kept.delete(key)
  const wanted = { asked, path, accept, limit: 'get' } as const
  const found = held ?? (await taken(await call(link, work, wanted, schemasIn)))
  if (hash !== '') keep(key, found)
  return found
}

function keep(key: string, one: Document): void {
  kept.set(key, one)
  let bytes = 0
  for (const [old, { bytes: own }] of [...kept].toReversed()) {
    bytes += own
    if (bytes > most && old !== key) kept.delete(old)
  }
}

const begin = '"components":{"schemas":'

/** Its paths, half of it, are passed over: what is looked for stands in no string, where quotes are escaped. */
function schemasIn(answer: Received): Readonly<Record<string, unknown>> {
  const text = bodyOf(answer)
  const from = text.indexOf(begin)
  const whole = from < 0 ? text : `{${text.slice(from)}`
  return wellFormed(() => fromJson<Components>(whole).components?.schemas ?? {})
}
interface Components {
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> }
}

async function taken(all: Readonly<Record<string, unknown>>): Promise<Document> {
  const [texts, roots] = [new Map<string, string>(), new Map<string, string>()]
  let bytes = 0
  await eachOf(Object.entries(all), ([name, schema]) => {
    const one = JSON.stringify(schema)
    texts.set(name, one)
    bytes += one.length + name.length
    for (const kind of kindsOf(schema)) roots.set(kind, name)
  })
  return { texts, roots, bytes }
}

function kindsOf(schema: unknown): readonly string[] {
  const kinds = record(schema)?.['x-kubernetes-group-version-kind']
  if (!Array.isArray(kinds)) return []
  return kinds.map((one: unknown) => {
    const { group, version, kind } = record(one) ?? {}
    return [group, version, kind].map(String).join('/')
  })
}
