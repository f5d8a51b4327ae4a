/** From what a kind says to what a template prints: addresses, ages, cuts. Pure. */
import type { Said, To } from '../kind.ts'
import type { Discovery, Resource } from '../kube.ts'
import type { Place, Query, Urls } from '../urls.ts'
import { age } from './age.ts'
import type { Cell } from './cell.ts'
import { fit, type Room } from './room.ts'

/** What is needed to say where a text leads and how long ago something was. */
export interface Around {
  readonly cluster: string
  readonly discovery: Discovery
  readonly urls: Urls
  readonly now: Date
}

/** Characters of one value. */
const most = 2000
/** Bytes of a cell's tags. */
const markup = 60

/** @param room where a page may hold many of them. */
export function cellOf(said: Said, around: Around, room?: Room): Cell {
  const cut = (text: string) => (room === undefined ? text : fit(room, text, most, markup))
  const { marks, note = '' } = said
  const time = moment(said.time, around.now)
  const ago = moment(said.ago, around.now)
  return {
    ...linked(said, around),
    text: time?.text ?? cut(said.text),
    ...(said.copy === true && said.text.length <= most && { copy: said.text }),
    ...(time !== null && { time: time.time }),
    ...(note !== '' && { note: cut(note) }),
    ...(ago !== null && { ago }),
    ...(marks !== undefined && { marks }),
  }
}

function linked({ tone, to }: Said, around: Around): Pick<Cell, 'tone' | 'href' | 'outside'> {
  const href = to === undefined ? '' : address(to, around)
  const outside = href !== '' && to !== undefined && 'site' in to
  return {
    ...(tone !== undefined && { tone }),
    ...(href !== '' && { href }),
    ...(outside && { outside }),
  }
}

function moment(instant: string | undefined, now: Date): { text: string; time: string } | null {
  const then = Date.parse(instant ?? '')
  if (Number.isNaN(then)) return null
  return { text: age(now.getTime() - then), time: new Date(then).toISOString() }
}

/** Empty for what the cluster does not serve, for a name that no object has, and for no plain site. */
export function address(to: To, { cluster, discovery, urls }: Around): string {
  if ('site' in to) return outer(to.site)
  if ('list' in to)
    return discovery.get(to.list) === undefined ? '' : urls.list(cluster, to.list, to.query)
  const place = placeOf(to, discovery)
  return place === null ? '' : urls.object(cluster, place)
}

/** Of a part of an object; empty where `address` is, and for what has no parts. */
export function partAddress(
  to: To,
  part: string,
  query: Query | undefined,
  { cluster, discovery, urls }: Around,
): string {
  const place = 'site' in to || 'list' in to ? null : placeOf(to, discovery)
  return place === null ? '' : urls.part(cluster, place, part, query)
}

type ToObject = Exclude<To, { list: string } | { site: string }>

function placeOf(to: ToObject, discovery: Discovery): Place | null {
  const resource = served(to, discovery)
  const namespace = resource?.namespaced === true ? (to.namespace ?? '') : null
  if (resource === undefined || namespace === '' || !named.test(to.name)) return null
  return { resource: resource.id, namespace, name: to.name }
}

/** Empty for anything but a plain site: whoever writes an object must not make a link that runs or deceives. */
function outer(site: string): string {
  if (!URL.canParse(site)) return ''
  const { protocol, username, password, href } = new URL(site)
  const plain = username === '' && password === ''
  return plain && (protocol === 'https:' || protocol === 'http:') ? href : ''
}

function served(to: ToObject, discovery: Discovery): Resource | undefined {
  return 'resource' in to ? discovery.get(to.resource) : discovery.of(to.apiVersion, to.kind)
}

/** What may stand as one segment of a path, as long as the API server keeps names. */
const named = /^(?!\.{1,2}$)[^/%\s]{1,253}$/
