/** The kubectl line that asks for what a page shows. Pure. */
import type { Ref, Resource } from '../kube.ts'
import type { Asked } from '../logs/asked.ts'
import type { Tab } from './object.ts'
import type { ListState } from './query.ts'
import { quoted } from './words.ts'

/** Namespaces that one line asks for one after the other; of more all are asked for. */
export const mostNamespaces = 3

/** @param context of the kubeconfig; empty: kubectl's own. */
const kubectl = (context: string, ...words: readonly string[]): string =>
  ['kubectl', ...(context === '' ? [] : ['--context', quoted(context)]), ...words]
    .filter((word) => word !== '')
    .join(' ')

/** Empty: of the whole cluster. */
export const scopeOf = (namespace: string | null): string =>
  namespace === null ? '' : `-n ${quoted(namespace)}`

/** What the API server itself selects of a list. @param more words behind it. */
export function listLine(
  { id, namespaced }: Resource,
  { namespaces, labels, fields }: Pick<ListState, 'namespaces' | 'labels' | 'fields'>,
  context: string,
  more: readonly string[] = [],
): string {
  const selected = [
    labels === '' ? '' : `-l ${quoted(labels)}`,
    fields === '' ? '' : `--field-selector ${quoted(fields)}`,
    ...more,
  ]
  const all = namespaces.length === 0 || namespaces.length > mostNamespaces
  const scopes = !namespaced ? [''] : all ? ['-A'] : namespaces.map(scopeOf)
  return scopes.map((scope) => kubectl(context, 'get', id, scope, ...selected)).join('; ')
}

type Object = Pick<Ref, 'resource' | 'namespace' | 'name'>

/** A role may be called like a flag: `--all`. */
export const isLikeFlag = ({ name }: Pick<Ref, 'name'>): boolean => name.startsWith('-')

/** Behind its kind a name is no flag. */
const named = ({ resource: { id }, name }: Object): readonly string[] =>
  isLikeFlag({ name }) ? [quoted(`${id}/${name}`)] : [id, quoted(name)]

/** What stands on a part of an object but its logs. */
export function objectLine(
  object: Object,
  tab: Exclude<Tab, 'logs' | 'keys' | 'exec'>,
  context: string,
): string {
  const { resource, namespace, name } = object
  const scope = scopeOf(namespace)
  const one = [...named(object), scope]
  if (tab === 'yaml') return kubectl(context, 'get', ...one, '-o yaml')
  if (tab === 'overview') return kubectl(context, 'describe', ...one)
  /* Those of an object of the whole cluster stand in whatever namespace their writer chose. */
  const where = namespace === null ? '-A' : scope
  return kubectl(context, 'events', '--for', quoted(`${resource.id}/${name}`), where)
}

/** What opens the same shell. */
export function execLine(
  { resource, namespace, name }: Object,
  { container, attach }: { container: string; attach: boolean },
  context: string,
): string {
  const what = [attach ? 'attach' : 'exec', '-it', quoted(`${resource.plural}/${name}`)]
  const where = scopeOf(namespace)
  const which = container === '' ? '' : `-c ${quoted(container)}`
  return kubectl(context, ...what, where, which, attach ? '' : '-- sh')
}

/** Who one is. */
export const whoamiLine = (context: string): string => kubectl(context, 'auth', 'whoami')

/** kubectl knows what they are about. */
const ofNodes = /^(?:(?:un)?cordon|drain)$/

/** What does what an action does: `kubectl scale deployments.apps cart -n shop --replicas=5`; empty for nothing. */
export function objectAction(
  object: Object,
  words: readonly [string, ...(readonly string[])] | null,
  context: string,
): string {
  if (words === null) return ''
  const { resource, namespace, name } = object
  const [verb, ...rest] = words
  const scope = scopeOf(namespace)
  if (verb.startsWith('create')) {
    const from = `${resource.singular}/${name}`
    return kubectl(context, verb, `${rest.join(' ')}=${quoted(from)}`, scope)
  }
  if (ofNodes.test(verb)) return kubectl(context, verb, quoted(name), ...rest)
  return kubectl(context, verb, ...named(object), scope, ...rest)
}

/** What prints one value of a Secret or a ConfigMap as it is. */
export function keyLine(
  { resource, namespace, name }: Object,
  { key, coded }: { readonly key: string; readonly coded: boolean },
  context: string,
): string {
  const field = coded && resource.id !== 'secrets' ? 'binaryData' : 'data'
  const path = `-o jsonpath='{.${field}.${key.replaceAll('.', '\\.')}}'`
  const scope = scopeOf(namespace)
  const line = kubectl(context, 'get', resource.id, quoted(name), scope, path)
  return coded ? `${line} | base64 -d` : line
}

/** Objects that a line names. */
const mostNamed = 40

const namedBy = (verb: string, id: string) => (ofNodes.test(verb) ? '' : id)

/** What stands in such a line before the names and behind them; null for nothing. */
export function aroundNames(
  { id }: Resource,
  words: readonly [string, ...(readonly string[])] | null,
  context: string,
): { readonly before: string; readonly after: string; readonly most: number } | null {
  if (words === null) return null
  const [verb, ...rest] = words
  const before = kubectl(context, verb, namedBy(verb, id))
  return { before, after: rest.join(' '), most: mostNamed }
}

/**
 * The same for many, a line for each namespace; empty for nothing, for more than a line has room for, and
 * where one is called like a flag.
 */
export function manyAction(
  { id }: Resource,
  refs: readonly Object[],
  words: readonly [string, ...(readonly string[])] | null,
  context: string,
): string {
  if (words === null || refs.length === 0 || refs.length > mostNamed) return ''
  if (refs.some(isLikeFlag)) return ''
  const [verb, ...rest] = words
  const what = namedBy(verb, id)
  const lines = [...Map.groupBy(refs, ({ namespace }) => namespace)].map(([namespace, some]) => {
    const scope = scopeOf(namespace)
    return kubectl(context, verb, what, ...some.map(({ name }) => quoted(name)), scope, ...rest)
  })
  return lines.join('; ')
}

/** What its fields are for; what chooses in a list is no part of it. */
export function explainLine(resource: Resource, path: string, context: string): string {
  const { plural, group, version } = resource
  const fields = path.replaceAll(/\[[^\]]*\]/g, '')
  const api = group === '' ? version : `${group}/${version}`
  const what = fields === '' ? plural : `${plural}.${fields}`
  return kubectl(context, 'explain', quoted(what), `--api-version=${api}`)
}

/** What changes an object by hand. */
export const editLine = (object: Object, context: string): string =>
  kubectl(context, 'edit', ...named(object), scopeOf(object.namespace))

/** What kubectl finds the pods of by itself. */
const led = new Set([
  'services',
  'deployments.apps',
  'statefulsets.apps',
  'daemonsets.apps',
  'replicasets.apps',
  'jobs.batch',
])

/** Of a pod or a workload; empty for what kubectl has no line for. Words and levels are the page's own. */
export function logLine(of: Object, asked: Asked, context: string): string {
  const [only, ...others] = asked.pods
  const pod = of.resource.id === 'pods' ? of.name : others.length === 0 ? only : undefined
  if (pod === undefined && !led.has(of.resource.id)) return ''
  const whose = pod === undefined ? `${of.resource.id}/${of.name}` : pod
  return kubectl(
    context,
    'logs',
    quoted(whose),
    scopeOf(of.namespace),
    ...containers(asked),
    pod === undefined ? '--all-pods --prefix' : '',
    ...reach(asked),
  )
}

/** Of the pods that labels select in one namespace; empty for any other choice. */
export function podsLogLine(state: ListState, asked: Asked, context: string): string {
  const { namespaces, labels, q, fields, status } = state
  const [namespace, ...more] = namespaces
  const simple = labels !== '' && q === '' && fields === '' && status === null
  if (!simple || namespace === undefined || more.length > 0) return ''
  const whose = [`-l ${quoted(labels)}`, scopeOf(namespace)]
  return kubectl(context, 'logs', ...whose, ...containers(asked), '--prefix', ...reach(asked))
}

function containers({ containers: [one, ...more] }: Asked): readonly string[] {
  return [one !== undefined && more.length === 0 ? `-c ${quoted(one)}` : '--all-containers']
}

function reach({ previous, head, tail, since, from }: Asked): readonly string[] {
  const whole = head > 0 || from !== ''
  return [
    previous ? '--previous' : '',
    since !== '' && from === '' ? `--since=${since}` : '',
    from === '' ? '' : `--since-time=${quoted(from)}`,
    whole ? '' : `--tail=${String(tail)}`,
  ]
}
