/** A command that begins with a kind: its list, or one object of it. Pure. */
import { alike } from '../../alike.ts'
import type { Resource } from '../../kube.ts'
import type { Place } from '../../urls.ts'
import type { Around } from './around.ts'
import { type Said, Unclear } from './read.ts'
import type { Word } from './words.ts'

/** @throws Unclear for what is no kind here. */
export function leadTo(said: Said, first: Word, rest: readonly Word[], around: Around): string {
  const [kind = '', slashed = ''] = first.text.split('/')
  const resource = resourceOf(kind, first, around)
  const [next, over] = slashed === '' ? rest : [undefined, rest[0]]
  if (over !== undefined) throw tooMuch(over)
  const name = slashed || nameIn(said, resource, next)
  if (name === '') return list(said, resource, next, around)
  return placed(said, resource, name, around, said.yaml ? 'yaml' : '')
}

/** What follows a kind is a name behind `get`, and where there are no namespaces. */
function nameIn({ named }: Said, { namespaced }: Resource, next: Word | undefined): string {
  return (named || !namespaced) && next !== undefined && !selects(next) ? next.text : ''
}

/** `app=cart` */
const selects = (word: Word | undefined): boolean => word?.text.includes('=') === true

function tooMuch(word: Word): Unclear {
  const text = word.text.slice(0, 60)
  return new Unclear(word, `What is “${text}” for? A filter begins with a slash: /${text}`)
}

/** By any of its names. @throws Unclear with those that may have been meant. */
export function resourceOf(kind: string, word: Word, { discovery }: Around): Resource {
  const found = discovery.get(kind) ?? discovery.resolve(kind.toLowerCase())
  if (found?.verbs.includes('list') === true) return found
  const names = discovery.resources
    .filter(({ verbs }) => verbs.includes('list'))
    .flatMap(({ plural: many, shortNames }) => [many, ...shortNames])
  const meant = [...new Set(alike(kind.toLowerCase(), names))].slice(0, 5)
  const perhaps = meant.length === 0 ? '' : ` Did you mean ${meant.join(', ')}?`
  throw new Unclear(word, `This cluster serves no kind “${kind.slice(0, 60)}”.${perhaps}`)
}

/** What follows a kind is a namespace, as in k9s, or a label selector. */
function list(said: Said, { id, namespaced }: Resource, next: Word | undefined, around: Around) {
  const { urls, cluster } = around
  const selector = selects(next) ? next?.text : undefined
  const given = selector === undefined ? next?.text.split(',') : undefined
  const ns = given ?? said.namespaces ?? around.namespaces
  const labels = selector ?? said.labels
  const sort = id === 'events' ? 'last-seen' : ''
  return urls.list(cluster, id, { ns: namespaced ? ns : [], l: labels, q: said.filter, sort })
}

/** One object by its name: where nothing says in which namespace, the list of all that are called so. */
export function placed(
  said: Said,
  resource: Resource,
  name: string,
  { urls, cluster, namespaces }: Around,
  part: string,
): string {
  const ns = said.namespaces ?? namespaces
  const { id: of, namespaced } = resource
  const [only = null] = ns.length === 1 ? ns : []
  if (namespaced && only === null) return urls.list(cluster, of, { ns, q: `name=${name}` })
  const place: Place = { resource: of, namespace: namespaced ? only : null, name }
  return part === '' ? urls.object(cluster, place) : urls.part(cluster, place, part, said.log)
}
