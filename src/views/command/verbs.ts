/** Commands that are no kind. Pure. */
import { alike } from '../../alike.ts'
import type { Around, Lead } from './around.ts'
import { leadTo, placed, resourceOf, type Spoken } from './kinds.ts'
import { formLead } from './form-of.ts'
import { namespacesIn, type Said, Unclear } from './read.ts'
import { named, type Word } from './words.ts'

/** What may stand behind it. */
export type Behind = 'namespaces' | 'clusters' | 'objects'

interface Verb {
  readonly does: string
  readonly behind?: Behind
  readonly lead: (said: Said, spoken: Spoken) => Lead
}

/** By their names; the first is the one that is offered. */
export const verbs: Readonly<Record<string, Verb>> = {
  'logs log': {
    does: 'of the object here, or of KIND/NAME',
    behind: 'objects',
    lead: (said, at) => part('logs', { ...said, log: linesOf(said) }, at),
  },
  yaml: {
    does: 'of the object here, or of KIND/NAME',
    behind: 'objects',
    lead: (said, at) => part('yaml', said, at),
  },
  describe: {
    does: 'an object: KIND/NAME',
    behind: 'objects',
    lead: (said, at) => part('', said, at),
  },
  scale: {
    does: 'the form of KIND/NAME, with a NUMBER filled in',
    behind: 'objects',
    lead: formLead('scale'),
  },
  restart: { does: 'the form of KIND/NAME', behind: 'objects', lead: formLead('restart') },
  edit: { does: 'the YAML of KIND/NAME, to be changed', behind: 'objects', lead: formLead('edit') },
  'delete del rm': {
    does: 'the form of KIND/NAME',
    behind: 'objects',
    lead: formLead('deletion'),
  },
  'ns namespace namespaces': {
    does: 'all namespaces, or this list in NAME',
    behind: 'namespaces',
    lead: namespace,
  },
  'ctx context contexts clusters': {
    does: 'all clusters, or this list in NAME',
    behind: 'clusters',
    lead: context,
  },
  'search find': {
    does: 'names of all kinds',
    lead: (_, { rest, around: { urls, cluster } }) => ({
      href: urls.search(cluster, { q: rest.map(({ text }) => text).join(' ') }),
    }),
  },
  'overview home pulse pulses all': {
    does: 'what is wrong, in all or in NAMESPACES',
    lead: overview,
  },
  top: { does: 'pods or nodes by what they use', lead: top },
  'pins pinned': {
    does: 'pinned lists',
    lead: (_, { around: { urls, cluster } }) => ({ href: urls.pins(cluster) }),
  },
  'help keys ?': {
    does: 'keys and commands',
    lead: (_, { around: { urls, cluster } }) => ({ href: urls.go(cluster) }),
  },
}

export const verbOf = (word: string): Verb | undefined => named(verbs, word.toLowerCase())

function overview(said: Said, { rest: [name], around: { urls, cluster } }: Spoken): Lead {
  const ns = name === undefined ? (said.namespaces ?? []) : namespacesIn(name.text)
  return { href: urls.cluster(cluster, { ns }) }
}

function top(said: Said, { first, rest: [kind], around }: Spoken): Lead {
  const { urls, cluster, namespaces } = around
  const { id, namespaced } = resourceOf(kind?.text ?? 'pods', kind ?? first, around)
  const ns = namespaced ? (said.namespaces ?? namespaces) : []
  return { href: urls.list(cluster, id, { ns, l: said.labels, sort: '-cpu' }) }
}

type Part = 'logs' | 'yaml' | ''

/** Of what is named; without a name of the object on the page; logs of all pods of the list on it. */
function part(name: Part, said: Said, { first, rest, around }: Spoken): Lead {
  const [target, more] = rest
  if (target !== undefined) return ofNamed(name, said, target, more, around)
  const { object, urls, cluster, resource } = around
  if (object !== null && name !== '') return { href: urls.part(cluster, object, name, said.log) }
  if (object !== null) return { href: urls.object(cluster, object) }
  if (name === 'logs' && (resource === 'pods' || said.labels !== ''))
    return { href: urls.podLogs(cluster, podsOf(said, around)) }
  throw new Unclear(first, `Of which object? For example “:${first.text} deploy/cart -n shop”.`)
}

/** `KIND/NAME`, `KIND NAME`, or `NAME`: of a pod where it is about logs, as in kubectl, else of the kind on the page. */
function ofNamed(
  name: Part,
  said: Said,
  target: Word,
  more: Word | undefined,
  around: Around,
): Lead {
  const [kind = '', slashed] = target.text.split('/')
  const of = slashed ?? more?.text
  if (of !== undefined) return placed(said, resourceOf(kind, target, around), of, around, name)
  const usual = name === 'logs' ? 'pods' : around.resource || 'pods'
  return placed(said, resourceOf(usual, target, around), target.text, around, name)
}

/** Which lines of a log: the filter is one of lines there. */
const linesOf = ({ log, filter }: Said): Said['log'] =>
  filter === '' ? log : { ...log, q: filter }

/** Of those that a selector chooses, else of those of the list on the page, whose filter is one of pods. */
function podsOf(said: Said, { query, namespaces }: Around) {
  const ns = said.namespaces ?? namespaces
  const { l, fs, status, q: match } = query
  const chosen = said.labels === '' ? { l, fs, status, match } : { l: said.labels, fs: said.fields }
  return { ns, ...chosen, ...said.log }
}

/** As in k9s: from here on in that namespace. */
function namespace(said: Said, { first, rest, around }: Spoken): Lead {
  const { urls, cluster, discovery, resource, query } = around
  const [name] = rest
  if (name === undefined) return leadTo(said, { ...first, text: 'namespaces' }, [], around)
  const of = discovery.get(resource)?.namespaced === true ? resource : 'pods'
  const kept = of === resource ? query : {}
  const q = said.filter || kept['q']
  return {
    href: urls.list(cluster, of, { ...kept, page: undefined, ns: namespacesIn(name.text), q }),
  }
}

function context(_: Said, { rest: [name], around }: Spoken): Lead {
  return name === undefined ? { href: around.urls.home } : elsewhere('', name, around)
}

/** The same command, or the same list, in another cluster, which knows its own kinds. @throws Unclear where there is none of that name. */
export function elsewhere(typed: string, { text, from, to }: Word, around: Around): Lead {
  const { clusters, urls, resource, query } = around
  const other = clusters.find(({ name, title }) => name === text || title === text)
  if (other === undefined) {
    const names = clusters.slice(0, 8).map(({ name }) => name)
    const meant = alike(text, names)
    throw new Unclear(
      { from, to },
      `There is no cluster “${text.slice(0, 60)}” here; there is ${names.join(', ')}.`,
      typed === '' ? [] : meant.map((name) => `@${name}`),
    )
  }
  const rest = typed.slice(0, from) + typed.slice(to)
  if (/[^\s:]/.test(rest)) return { href: urls.go(other.name, { q: rest.trim() }) }
  if (resource === '') return { href: urls.cluster(other.name) }
  return { href: urls.list(other.name, resource, { ...query, page: undefined }) }
}
