/** Every address that Portlight answers, and the only place that spells one. */

/** Hono patterns, below the base path. */
export const paths = {
  home: '/',
  theme: '/theme',
  dock: '/dock',
  cluster: '/c/:cluster',
  search: '/c/:cluster/search',
  apply: '/c/:cluster/apply',
  go: '/c/:cluster/go',
  goHints: '/c/:cluster/go/hints',
  openSearch: '/c/:cluster/go/opensearch',
  namespaces: '/c/:cluster/go/namespaces',
  columns: '/c/:cluster/go/columns',
  pins: '/c/:cluster/go/pins',
  me: '/c/:cluster/go/me',
  signIn: '/c/:cluster/go/sign-in',
  signOut: '/c/:cluster/go/sign-out',
  runs: '/c/:cluster/runs',
  run: '/c/:cluster/runs/:run',
  terminalSocket: '/c/:cluster/terminals/socket',
  terminalStream: '/c/:cluster/terminals/stream',
  terminal: '/c/:cluster/terminals/:terminal',
  podLogs: '/c/:cluster/pods/logs',
  hints: '/c/:cluster/:resource/hints',
  bulk: '/c/:cluster/:resource/do',
  explain: '/c/:cluster/:resource/explain',
  list: '/c/:cluster/:resource',
  object: '/c/:cluster/:resource/:namespace/:name',
} as const

/** What a list's address says beside the resource; empty values are left out. */
export type Query = Readonly<Record<string, string | readonly string[] | number | undefined>>

/** Where an object stands; `resource` is kubectl's name. */
export interface Place {
  readonly resource: string
  readonly namespace: string | null
  readonly name: string
}

export interface Urls {
  /** Another one where the same page has other addresses: what is drawn for all holds only for those of one way in. */
  readonly way: string
  readonly home: string
  readonly theme: string
  /** What is kept in the dock. */
  readonly dock: string
  asset(name: string): string
  /** Its overview, or that of some of its namespaces. */
  cluster(cluster: string, query?: Query): string
  search(cluster: string, query?: Query): string
  /** Creating objects. @param query `kind`: begin with one of these, `ns`: there. */
  apply(cluster: string, query?: Query): string
  /** The command box; without a command the keys and commands that there are. */
  go(cluster: string, query?: Query): string
  goHints(cluster: string): string
  /** What makes it a search engine of the browser. */
  openSearch(cluster: string): string
  namespaces(cluster: string, query?: Query): string
  columns(cluster: string): string
  /** @param query `of`: the list that somebody comes from. */
  pins(cluster: string, query?: Query): string
  /** Who the API server says that one is. */
  me(cluster: string): string
  signIn(cluster: string): string
  signOut(cluster: string): string
  /** A person’s own, of those that this process knows. */
  runs(cluster: string): string
  /** One piece of work over many objects, while this process knows it. */
  run(cluster: string, id: string, query?: Query): string
  /** What carries a shell that is open: `socket`, `stream`, or one by its id. */
  terminal(cluster: string, id: string): string
  /** The logs of several pods. */
  podLogs(cluster: string, query?: Query): string
  list(cluster: string, resource: string, query?: Query): string
  /** What is done to many of it. @param query a list’s own: all that match, and `action`. */
  bulk(cluster: string, resource: string, query?: Query): string
  /** What its filter box offers. */
  hints(cluster: string, resource: string): string
  /** What the fields of its objects are for. @param query `path`: one of them. */
  explain(cluster: string, resource: string, query?: Query): string
  object(cluster: string, place: Place, query?: Query): string
  part(cluster: string, place: Place, part: string, query?: Query): string
  /** What one of these is about, by its form alone. */
  read(address: string): About
}

/** Empty and null for an address that is none of ours. */
export interface About {
  readonly cluster: string
  readonly resource: string
  readonly object: Place | null
  readonly query: Readonly<Record<string, string>>
}

/** What a page in a frame of a portal says of the pages that it leads to; shells and logs are told by the browser. */
const inFrame = { embed: 1 }
const ownFrame = /^(?:exec|attach|logs)$/

/**
 * @param base the base path, `''` or `/a/b`: no slash at its end.
 * @param embed they stand in a frame, and lead to pages that do.
 */
export function urls(base: string, embed = false): Urls {
  const search = (query: Query = {}) => searchOf(embed ? { ...query, ...inFrame } : query)
  const cluster = (name: string) => `${base}/c/${encodeURIComponent(name)}`
  const list = (name: string, resource: string) =>
    `${cluster(name)}/${encodeURIComponent(resource)}`
  const object = (name: string, place: Place) =>
    `${list(name, place.resource)}/${encodeURIComponent(place.namespace ?? '-')}/${encodeURIComponent(place.name)}`
  return {
    way: embed ? `${base}?embed` : base,
    home: `${base}/`,
    theme: `${base}/theme`,
    dock: `${base}/dock`,
    asset: (name) => `${base}/assets/${name}`,
    cluster: (name, query) => cluster(name) + search(query),
    search: (name, query) => `${cluster(name)}/search${search(query)}`,
    apply: (name, query) => `${cluster(name)}/apply${search(query)}`,
    go: (name, query) => `${cluster(name)}/go${search(query)}`,
    goHints: (name) => `${cluster(name)}/go/hints`,
    openSearch: (name) => `${cluster(name)}/go/opensearch`,
    namespaces: (name, query) => `${cluster(name)}/go/namespaces${search(query)}`,
    columns: (name) => `${cluster(name)}/go/columns`,
    pins: (name, query) => `${cluster(name)}/go/pins${search(query)}`,
    me: (name) => `${cluster(name)}/go/me`,
    signIn: (name) => `${cluster(name)}/go/sign-in`,
    signOut: (name) => `${cluster(name)}/go/sign-out`,
    runs: (name) => `${cluster(name)}/runs`,
    run: (name, id, query) => `${cluster(name)}/runs/${encodeURIComponent(id)}${search(query)}`,
    terminal: (name, id) => `${cluster(name)}/terminals/${encodeURIComponent(id)}`,
    podLogs: (name, query) => `${list(name, 'pods')}/logs${searchOf(query)}`,
    list: (name, resource, query) => list(name, resource) + search(query),
    bulk: (name, resource, query) => `${list(name, resource)}/do${search(query)}`,
    hints: (name, resource) => `${list(name, resource)}/hints`,
    explain: (name, resource, query) => `${list(name, resource)}/explain${search(query)}`,
    object: (name, place, query) => object(name, place) + search(query),
    part: (name, place, part, query) =>
      `${object(name, place)}/${part}${ownFrame.test(part) ? searchOf(query) : search(query)}`,
    read: (address) => about(base, address),
  }
}

/** `?a=b&c=d,e`, or nothing. Commas and colons stay readable. */
function searchOf(query: Query = {}): string {
  let all = ''
  for (const key of Object.keys(query)) {
    const value = written(query[key])
    if (value !== '') all += `${all === '' ? '?' : '&'}${key}=${readable(value)}`
  }
  return all
}

const readable = (value: string) =>
  encodeURIComponent(value).replaceAll(/%(?:2C|3A)/g, decodeURIComponent)

/** An address that asks for something more. @param query `name=value`. */
export const asking = (address: string, query: string): string =>
  `${address}${address.includes('?') ? '&' : '?'}${query}`

/** A query's value as it stands in an address: several joined by commas. */
export function written(value: Query[string]): string {
  return typeof value === 'object' ? value.join(',') : String(value ?? '')
}

/** Words in a resource's place that are none. */
const reserved = new Set(['search', 'apply', 'go', 'runs', 'terminals'])

function about(base: string, address: string): About {
  const url = URL.parse(address, 'http://localhost')
  if (url === null) return { cluster: '', resource: '', object: null, query: {} }
  const [, cluster = '', resource = '', namespace = '-', name = ''] = places(url.pathname, base)
  const query = Object.fromEntries(url.searchParams)
  if (reserved.has(resource)) return { cluster, resource: '', object: null, query }
  const of = { resource, namespace: namespace === '-' ? null : namespace, name }
  return { cluster, resource, object: name === '' ? null : of, query }
}

const form = /^\/c\/([^/]+)(?:\/([^/]+)(?:\/([^/]+)\/([^/]+))?)?/
const places = (path: string, base: string) => (form.exec(path.slice(base.length)) ?? []).map(plain)

function plain(text: string = ''): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
