/** A command that begins with a kind: its list, or one object of it. Pure. */
import { alike } from '../../alike.ts'
import type { Resource } from '../../kube.ts'
import type { Around, Lead } from './around.ts'
import { namespacesIn, type Said, Unclear } from './read.ts'
import type { Word } from './words.ts'

/** A command without its options, and where it is said. */
export interface Spoken {
  readonly first: Word
  readonly rest: readonly Word[]
  readonly around: Around
}

/** @throws Unclear for what is no kind here. */
export function leadTo(said: Said, first: Word, rest: readonly Word[], around: Around): Lead {
  const [kind = '', slashed = ''] = first.text.split('/')
  const resource = resourceOf(kind, first, around)
  const [next, over] = slashed === '' ? rest : [undefined, rest[0]]
  if (over !== undefined) throw tooMuch(over)
  const name = slashed || nameIn(said, resource, next)
  if (name === '') return list(said, resource, next, around)
  return placed(said, resource, name, around, said.part)
}

/** What follows a kind is a name behind `get`, beside `-n`, and where there are no namespaces. */
function nameIn(said: Said, { namespaced }: Resource, next: Word | undefined): string {
  const named = said.named || said.namespaces !== null || !namespaced
  return named && next !== undefined && !selects(next) ? next.text : ''
}

/** `app=cart` */
const selects = (word: Word | undefined): boolean => word?.text.includes('=') === true

function tooMuch(word: Word): Unclear {
  const text = word.text.slice(0, 60)
  return new Unclear(word, `What is “${text}” for? A filter begins with a slash: /${text}`)
}

/** Verbs of kubectl that are none here. */
const foreign =
  /^(?:apply|create|replace|patch|rollout|set|label|annotate|exec|attach|cp|drain|cordon|uncordon|taint|expose|run|debug|port-forward|proxy|auth|config|diff|explain|wait)$/

/** By any of its names. @throws Unclear with those that may have been meant. */
export function resourceOf(kind: string, word: Word, { discovery }: Around): Resource {
  const found = discovery.get(kind) ?? discovery.resolve(kind.toLowerCase())
  if (found?.verbs.includes('list') === true) return found
  const text = kind.slice(0, 60)
  if (kind.includes(',')) {
    const kinds = kind.split(',').slice(0, 5)
    throw new Unclear(word, 'One kind at a time:', kinds)
  }
  if (foreign.test(kind))
    throw new Unclear(
      word,
      `“${text}” is for kubectl: here a command shows something, or opens the form of scale, restart, edit or delete.`,
    )
  const names = discovery.resources
    .filter(({ verbs }) => verbs.includes('list'))
    .flatMap(({ plural: many, shortNames }) => [many, ...shortNames])
  const meant = [...new Set(alike(kind.toLowerCase(), names))].slice(0, 5)
  const perhaps = meant.length === 0 ? '' : ' Did you mean:'
  throw new Unclear(word, `This cluster serves no kind “${text}”.${perhaps}`, meant)
}

/** What else follows a kind is a namespace, as in k9s, or a label selector. */
function list(
  said: Said,
  { id, namespaced }: Resource,
  next: Word | undefined,
  around: Around,
): Lead {
  const { urls, cluster } = around
  const { fields: fs, filter: q } = said
  const l = (selects(next) ? next?.text : undefined) ?? said.labels
  const sort = id === 'events' && q + fs !== '' ? 'last-seen' : ''
  const ns = namespaced ? namespacesOf(said, next, around) : []
  return { href: urls.list(cluster, id, { ns, l, fs, q, sort }) }
}

function namespacesOf(said: Said, next: Word | undefined, around: Around): readonly string[] {
  if (next !== undefined && !selects(next)) return namespacesIn(next.text)
  return said.namespaces ?? around.namespaces
}

/** One object by its name: where nothing says in which namespace, whichever has it, else all that are called so. */
export function placed(
  said: Said,
  resource: Resource,
  name: string,
  { urls, cluster, namespaces }: Around,
  part: string,
): Lead {
  const ns = said.namespaces ?? namespaces
  const { id, namespaced } = resource
  const at = (namespace: string | null) => {
    const place = { resource: id, namespace, name }
    return part === '' ? urls.object(cluster, place) : urls.part(cluster, place, part, said.log)
  }
  if (!namespaced) return { href: at(null) }
  const [only] = ns.length === 1 ? ns : []
  if (only !== undefined) return { href: at(only) }
  const href = urls.list(cluster, id, { ns, q: `name:${name}` })
  return { href, find: { resource, name, among: ns, at } }
}
