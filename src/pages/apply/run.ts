/** Documents sent to the API server one after the other: tried, or applied. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { type Document, inOrder } from '../../apply.ts'
import { faultsOf, lineInGo, valuesOf } from '../../edit.ts'
import { AppError, KubeError, NotSignedIn, Uncertain, Unreachable } from '../../errors.ts'
import { checkName, type Discovery, type Kube, type KubeObject, type Ref } from '../../kube.ts'
import type { Urls } from '../../urls.ts'
import type { Result } from '../../views/apply.ts'

export interface Run {
  readonly kube: Kube
  readonly cluster: string
  readonly urls: Urls
  /** Where documents go that name no namespace. */
  readonly ns: string
  readonly dryRun: boolean
  /** Fields that others own are taken from them. */
  readonly force: boolean
}

export interface Outcome {
  readonly results: readonly Result[]
  /** Fields belong to others. */
  readonly contested: boolean
}

export async function run(all: readonly Document[], how: Run): Promise<Outcome> {
  const results: Result[] = []
  let contested = false
  let stopped = ''
  for (const one of inOrder(all)) {
    if (stopped !== '') {
      results.push({ ...about(one), tone: 'idle', word: 'not sent', said: [stopped] })
      continue
    }
    try {
      results.push(await applied(one, all, how))
    } catch (error) {
      if (!(error instanceof AppError) || error instanceof NotSignedIn) throw error
      contested ||= isContested(error)
      if (error instanceof Uncertain || error instanceof Unreachable)
        stopped = 'An earlier one had no answer: nothing more was sent.'
      results.push(failed(one, error))
    }
  }
  return { results, contested }
}

const about = (of: Document) => ({
  text: `${of.kind || 'Document'} ${of.name || of.prefix}`.trim(),
  href: '',
  namespace: of.namespace ?? '',
  line: of.at || of.line,
})

const isContested = (error: AppError): boolean =>
  error instanceof KubeError && error.causes.some(({ reason }) => reason === 'FieldManagerConflict')

function failed(of: Document, error: AppError): Result {
  const uncertain = error instanceof Uncertain
  const faults = error instanceof KubeError ? faultsOf(error, of.text) : []
  const lines = faults.map(({ line }) => of.line + Math.max(0, line - 1))
  return {
    ...about(of),
    line: lines[0] ?? lineIn(of, error.message),
    tone: uncertain ? 'warn' : 'bad',
    word: uncertain ? 'not known' : 'failed',
    said: faults.length > 0 ? faults.map(({ text }) => text) : [error.message],
    lines,
  }
}

/** Of a field in Go's words, else its first. */
const lineIn = (of: Document, message: string): number =>
  of.line + Math.max(0, (lineInGo(message, of.text) ?? 0) - 1)

/** What a document came to, and what it is called by then. */
type Came = Pick<Result, 'href' | 'said' | 'tone' | 'word'> & { readonly text?: string }

async function applied(one: Document, all: readonly Document[], how: Run): Promise<Result> {
  if (one.wrong !== '')
    return { ...about(one), tone: 'bad', word: 'cannot be read', said: [one.wrong] }
  const defined = defines(all)
  const ref = await refOf(one, how, defined)
  if (ref === null) return unserved(one, defined && how.dryRun)
  const known = { ...about(one), namespace: ref.namespace ?? '' }
  const waits = how.dryRun && brings(all, 'Namespace', ref.namespace ?? '')
  try {
    return { ...known, ...(await sent(ref, one.text, how)) }
  } catch (error) {
    if (!waits || !isMissing(error)) throw error
    const said = ['Its namespace comes with this text: it can be tried once that is there.']
    return { ...known, tone: 'idle', word: 'waits', said }
  }
}

async function sent(ref: Ref, text: string, how: Run): Promise<Came> {
  if (ref.name === '') return created(ref, text, how)
  const { kube, urls, cluster, dryRun, force } = how
  const before = await present(kube, ref)
  const write = { ref, verb: 'patch', type: 'apply', text, force, dryRun } as const
  const { object, warnings } = await kube.write(write)
  const place = { resource: ref.resource.id, namespace: ref.namespace, name: ref.name }
  const href = before === null && dryRun ? '' : urls.object(cluster, place)
  return { href, said: warnings, ...came(before, object, how) }
}

/** The API server makes its name: it is another one each time, so there is nothing to apply it to. */
async function created(
  ref: Ref,
  text: string,
  { kube, urls, cluster, dryRun }: Run,
): Promise<Came> {
  const write = { ref, verb: 'create', body: valuesOf(text), dryRun } as const
  const { object, warnings } = await kube.write(write)
  const name = object?.metadata.name ?? ''
  const place = { resource: ref.resource.id, namespace: ref.namespace, name }
  const done = { text: `${ref.resource.kind} ${name}`, href: urls.object(cluster, place) }
  const said = [
    'Its name is made by the API server: it is created, another one each time.',
    ...warnings,
  ]
  if (dryRun) return { href: '', said, ...would('would be created') }
  return { ...(name === '' ? { href: '' } : done), said, tone: 'ok', word: 'created' }
}

const isMissing = (error: unknown) => error instanceof KubeError && error.status === 404
const defines = (all: readonly Document[]) =>
  all.some(({ kind }) => kind === 'CustomResourceDefinition')
const brings = (all: readonly Document[], kind: string, name: string) =>
  all.some((each) => each.kind === kind && each.name === name)

function unserved(one: Document, waits: boolean): Result {
  if (waits) {
    const said = ['Its kind may come with this text: it can be tried once that is there.']
    return { ...about(one), tone: 'idle', word: 'waits', said }
  }
  const said = [`This cluster does not serve ${one.kind} of ${one.apiVersion}.`]
  return { ...about(one), tone: 'bad', word: 'failed', said }
}

/** Null: its kind is not served. @param defined definitions came with it. */
async function refOf(
  one: Document,
  { kube, ns, dryRun }: Run,
  defined: boolean,
): Promise<Ref | null> {
  const resource = await served(kube, one, defined && !dryRun ? 6 : 1)
  if (resource === undefined) return null
  const version = one.apiVersion.split('/').at(-1) ?? resource.version
  const namespace = resource.namespaced ? (one.namespace ?? (ns || 'default')) : null
  return {
    resource: { ...resource, version },
    namespace,
    name: one.name === '' ? '' : checkName(one.name),
  }
}

/** A kind whose definition was applied just now takes a moment. */
async function served(kube: Kube, one: Document, tries: number) {
  const find = (discovery: Discovery) => discovery.of(one.apiVersion, one.kind)
  const known = find(await kube.discovery())
  if (known !== undefined) return known
  for (let left = tries; left > 0; left -= 1) {
    const found = find(await kube.discovery(true))
    if (found !== undefined) return found
    if (left > 1) await sleep(1000)
  }
  return undefined
}

async function present(kube: Kube, ref: Ref): Promise<KubeObject | null> {
  try {
    return (await kube.get(ref)).value
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/** What it came to, in a word. */
function came(
  before: KubeObject | null,
  after: KubeObject | null,
  { dryRun }: Run,
): Pick<Result, 'tone' | 'word'> {
  if (before === null) return dryRun ? would('would be created') : { tone: 'ok', word: 'created' }
  if (!dryRun) {
    const same = before.metadata.resourceVersion === after?.metadata.resourceVersion
    return same ? { tone: 'idle', word: 'unchanged' } : { tone: 'ok', word: 'changed' }
  }
  // The values of a Secret are hidden on both sides: equal lengths are no proof.
  if (before.kind === 'Secret') return would('would be applied')
  return isDeepStrictEqual(bare(before), bare(after))
    ? { tone: 'idle', word: 'unchanged' }
    : would('would be changed')
}

const would = (word: string) => ({ tone: 'busy', word }) as const

/** Without what each write changes. */
function bare(object: KubeObject | null): unknown {
  if (object === null) return null
  const own = new Set(['managedFields', 'resourceVersion', 'generation'])
  const metadata = Object.entries(object.metadata).filter(([key]) => !own.has(key))
  return structuredClone({ ...object, metadata: Object.fromEntries(metadata) })
}
