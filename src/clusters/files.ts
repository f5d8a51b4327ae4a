/** Kubeconfig files as they stand: read, parsed, merged as kubectl merges them; no entry judged yet. */
import { readFile } from 'node:fs/promises'
import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml'
import * as z from 'zod'

/** A named entry and the file that it stands in, which its relative paths start from. */
export interface Entry {
  readonly name: string
  readonly file: string
  readonly value: unknown
}

export interface Kubeconfig {
  readonly contexts: ReadonlyMap<string, Entry>
  readonly clusters: ReadonlyMap<string, Entry>
  readonly users: ReadonlyMap<string, Entry>
  /** The name of the current context. */
  readonly current: string | null
}

/**
 * The first file that has an entry wins. Of several files, missing ones are passed over.
 * @throws Error whose message names the file, the line where there is one, and what is wrong.
 */
export async function readKubeconfig(files: readonly string[]): Promise<Kubeconfig> {
  const texts = await Promise.all(files.map(async (file) => ({ file, text: await readText(file) })))
  const parts = texts.flatMap(({ file, text }) => (text === null ? [] : [parse(file, text)]))
  if (parts.length === 0) throw new Error(`${files.join(', ')}: there is no such file.`)
  return {
    contexts: first(parts.map((part) => part.contexts)),
    clusters: first(parts.map((part) => part.clusters)),
    users: first(parts.map((part) => part.users)),
    current: parts.map((part) => part.current).find((name) => name !== null) ?? null,
  }
}

/** null: there is no such file. */
async function readText(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    const reason = reasons[code] ?? `it cannot be read (${code})`
    throw new Error(`${file}: ${reason}.`, { cause: error })
  }
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder, not a file',
}

const named = z.array(z.looseObject({ name: z.string() })).nullish()
const document = z
  .looseObject({
    contexts: named,
    clusters: named,
    users: named,
    'current-context': z.string().nullish(),
  })
  .nullable()

function parse(file: string, text: string): Kubeconfig {
  const result = document.safeParse(parseYaml(file, text))
  if (!result.success) {
    const issue = result.error.issues[0]
    const field = issue?.path.join('.') ?? ''
    throw new Error(`${file}: it is not a kubeconfig: ${field} ${issue?.message ?? ''}.`)
  }
  const { contexts, clusters, users, 'current-context': current } = result.data ?? {}
  return {
    contexts: entries(file, 'context', contexts),
    clusters: entries(file, 'cluster', clusters),
    users: entries(file, 'user', users),
    current: current === '' ? null : (current ?? null),
  }
}

function parseYaml(file: string, text: string): unknown {
  if (text.trim() === '') return null
  try {
    return load(text, { schema: CORE_SCHEMA.withTags(mergeTag) })
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error
    const line = error.mark === undefined ? '' : `, line ${error.mark.line + 1}`
    // Its own message quotes the lines around the fault, tokens and all.
    // oxlint-disable-next-line preserve-caught-error
    throw new Error(`${file}${line}: ${error.reason}.`)
  }
}

function entries(
  file: string,
  sort: 'context' | 'cluster' | 'user',
  list: z.output<typeof named>,
): Map<string, Entry> {
  return new Map(
    (list ?? []).map((item) => [item.name, { name: item.name, file, value: item[sort] }]),
  )
}

function first(maps: readonly ReadonlyMap<string, Entry>[]): Map<string, Entry> {
  const merged = new Map<string, Entry>()
  for (const [name, entry] of maps.flatMap((map) => [...map])) {
    if (!merged.has(name)) merged.set(name, entry)
  }
  return merged
}
