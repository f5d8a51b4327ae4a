/** The objects of a list as the API server has them, whole: a `v1` List, as JSON or as YAML. */
import { setImmediate as immediate } from 'node:timers/promises'
import type { Context } from 'hono'
import { KubeError } from '../../errors.ts'
import type { Env } from '../../http/env.ts'
import { fieldsWritten } from '../../kinds/parts/selectors.ts'
import {
  digits,
  exact,
  isDeep,
  type ListQuery,
  type ObjectMeta,
  type TableRow,
} from '../../kube.ts'
import { idOf } from '../../live/ordered.ts'
import { yamlItem } from '../../views/yaml-text.ts'
import { checkNamespaces, chosen, type Exported, isPlain } from './exported.ts'
import { pagesOf } from './pages.ts'

/** Objects that are printed before others have their turn. */
const turn = 50
/** Objects that are read by their names at a time. */
const together = 8

export async function* objectTexts(
  c: Context<Env>,
  of: Exported,
  form: 'json' | 'yaml',
): AsyncGenerator<string> {
  const print = form === 'json' ? json : yaml
  let before = print.open
  for await (const items of parts(c, of)) {
    for (let at = 0; at < items.length; at += turn) {
      yield before() + print.items(items.slice(at, at + turn))
      before = print.between
      await immediate()
    }
  }
  const none = before === print.open
  if (none) await checkNamespaces(c, of.state)
  yield none ? print.none() : print.close()
}

/** One object a line. As kubectl does it the list has no version: what was read anew and is the same has the same mark. */
const json = {
  open: () => '{"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":""},"items":[\n',
  items: (items: readonly string[]) => items.join(',\n'),
  between: () => ',\n',
  close: () => '\n]}\n',
  none: () => `${json.open().trimEnd()}]}\n`,
}
const yaml = {
  open: () => 'apiVersion: v1\nitems:\n',
  items: (items: readonly string[]) => items.map(yamlOf).join(''),
  between: () => '',
  close: () => 'kind: List\nmetadata:\n  resourceVersion: ""\n',
  none: () => `apiVersion: v1\nitems: []\n${yaml.close()}`,
}

/** JSON is YAML: what is deeply nested stays on one line, since its indents would be longer than all else. */
const yamlOf = (item: string) => (isDeep(item) ? `- ${item}\n` : yamlItem(exact(item), digits))

const parts = (c: Context<Env>, of: Exported): AsyncGenerator<readonly string[]> =>
  isPlain(of.state) ? stretch(of) : picked(c, of)

async function* picked(c: Context<Env>, of: Exported): AsyncGenerator<readonly string[]> {
  const { state, all } = of
  const { seen, table } = await chosen(c, of)
  /* A page of 500 costs the API server about what fifty objects by name do. */
  const many = all && state.sort === '' && seen.rows.length > table.rows.length / 10
  yield* many ? among(of, seen.rows) : named(of, seen.rows)
}

/** In the API server's own order: from the first that is wanted to the last. */
async function* stretch(of: Exported): AsyncGenerator<readonly string[]> {
  const { state, all, resource, kube } = of
  const first = all ? 0 : (state.page - 1) * state.size
  const last = all ? Infinity : first + state.size
  let at = 0
  for await (const page of pagesOf(of, (query) => kube.texts(resource, query), last)) {
    const items = page.items.slice(Math.max(0, first - at), Math.max(0, last - at))
    at += page.items.length
    yield items
  }
}

/** Most of the list: it is read whole, in its own order, and the others are left out. */
async function* among(of: Exported, rows: readonly TableRow[]): AsyncGenerator<readonly string[]> {
  const wanted = new Set(rows.map(({ meta }) => idOf(meta)))
  const is = (item: string) =>
    wanted.has(idOf((JSON.parse(item) as { metadata: ObjectMeta }).metadata))
  for await (const page of pagesOf(of, (query: ListQuery) => of.kube.texts(of.resource, query)))
    yield page.items.filter(is)
}

/** Few of the list, or all of them in an order of their own: each is read by its name. */
async function* named(of: Exported, rows: readonly TableRow[]): AsyncGenerator<readonly string[]> {
  for (let at = 0; at < rows.length; at += together) {
    const some = rows.slice(at, at + together).map(({ meta }) => one(of, meta))
    const items = (await Promise.all(some)).filter((item) => item !== null)
    yield items
  }
}

const statusOf = (error: unknown) => (error instanceof KubeError ? error.status : 0)

/** Null: it is gone. Who may list it but not get it reads a list of one. */
export async function one(
  { kube, resource }: Pick<Exported, 'kube' | 'resource'>,
  { namespace: where, name }: Pick<ObjectMeta, 'namespace' | 'name'>,
): Promise<string | null> {
  const namespace = where ?? null
  try {
    return (await kube.json({ resource, namespace, name })).value
  } catch (error) {
    if (statusOf(error) === 404) return null
    if (statusOf(error) !== 403) throw error
    const fields = fieldsWritten({ 'metadata.name': name })
    const { items } = await kube.texts(resource, { namespace, fields })
    return items[0] ?? null
  }
}
