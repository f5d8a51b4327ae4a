/** The target's API server, asked directly: what pages show is compared with this, and planted through this. */
import { ask, type Answered } from './ask.ts'
import { target } from './target.ts'

export interface Meta {
  readonly name: string
  readonly namespace?: string
  readonly uid: string
  readonly labels?: Readonly<Record<string, string>>
  readonly resourceVersion?: string
  readonly creationTimestamp?: string
}
export interface Item {
  readonly metadata: Meta
  readonly data?: Readonly<Record<string, string>>
  /** Of an event. */
  readonly message?: string
}

async function call(method: string, path: string, type?: string, body = ''): Promise<Answered> {
  const { address, credential } = await target()
  const headers = (await credential.headers()) as Readonly<Record<string, string>>
  const ca = address.ca === undefined ? {} : { ca: String(address.ca) }
  const sent = { accept: 'application/json', ...headers, ...(type && { 'content-type': type }) }
  const answer = await ask(address.url, path, { method, body, headers: sent, ...ca })
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`)
  return answer
}

/** Objects at a path such as `/api/v1/pods`, in the server's order. */
export async function items(path: string): Promise<readonly Item[]> {
  const { body } = await call('GET', path)
  return (JSON.parse(body) as { items: Item[] }).items
}

/** The object at a path. */
export async function item(path: string): Promise<Item> {
  return JSON.parse((await call('GET', path)).body) as Item
}

/** Changes an object by a merge patch. */
export async function patch(path: string, change: object): Promise<void> {
  await call('PATCH', path, 'application/merge-patch+json', JSON.stringify(change))
}

/** `/api/v1/namespaces/web/configmaps/cart` of an object of a core resource. */
export function pathOf(plural: string, { namespace, name }: Meta): string {
  return `/api/v1/namespaces/${namespace}/${plural}/${name}`
}

/** @param path of the collection. @param written what is sent of its JSON. What the API server made of it. */
export async function create(
  path: string,
  object: object,
  written = (text: string) => text,
): Promise<unknown> {
  const text = written(JSON.stringify(object))
  return JSON.parse((await call('POST', path, 'application/json', text)).body)
}

export async function remove(path: string): Promise<void> {
  await call('DELETE', path)
}

/** Whatever stands at a path. */
export async function recorded(path: string): Promise<unknown> {
  return JSON.parse((await call('GET', path)).body)
}

/** Changes or makes an object by server-side apply. */
export async function applied(path: string, object: object): Promise<void> {
  await call('PATCH', path, 'application/apply-patch+yaml', JSON.stringify(object))
}
