/** A request that a person may make up: lists, objects, their parts, logs, streams; of their own, of somebody else's, of nothing. */
import type { Random } from './random.ts'
import type { Person } from './marked.ts'

export interface Asked {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  /** It does not end by itself. */
  readonly stream: boolean
  /** A page, which names the person. */
  readonly html: boolean
  /** What it shows is what could be read in a given time. */
  readonly timed?: boolean
}

const kinds =
  'pods configmaps secrets services events deployments.apps replicasets.apps statefulsets.apps jobs.batch nodes namespaces nothing'.split(
    ' ',
  )
const forms = ['json', 'yaml', 'tsv', 'txt', 'md', 'pdf']
const sorts = [
  'name',
  '-name',
  'age',
  '-age',
  'namespace',
  'status',
  '-restarts',
  'no-such',
  'label:planted',
]
const words = [
  '',
  'a',
  '-a',
  '/a.b/',
  '/(/',
  'status:failing',
  'label:planted',
  'restarts>0',
  'age<1h',
]
const types = [
  'application/json',
  'text/plain',
  'application/yaml',
  'text/markdown',
  '*/*',
  'text/html',
]
const parts = [
  '',
  '',
  '/yaml',
  '/events',
  '/parts/owners',
  '/parts/events',
  '/parts/pods',
  '/parts/told',
  '/parts/services',
]

export function randomly(chance: Random, me: Person, other: Person): Asked {
  const one = <T>(all: readonly T[]): T => all[chance.below(all.length)] as T
  const often = (of: number) => chance.below(of) === 0
  const someone = () => (often(2) ? me : other)
  const namespaces = () =>
    one([
      '',
      '',
      me.namespace,
      me.namespace,
      other.namespace,
      `${me.namespace},${other.namespace}`,
      'no-such',
    ])
  const word = () => (often(6) ? one(someone().marked.words) : one(words))
  const list = (): URLSearchParams => {
    const query = new URLSearchParams()
    const set = (name: string, value: string) => value !== '' && query.set(name, value)
    set('ns', namespaces())
    if (often(2)) set('q', word())
    if (often(5)) set('l', one(['planted', `planted=${one(someone().marked.words)}`, 'a==b==']))
    if (often(8)) set('fs', one(['metadata.name=cart', 'spec.nodeName=mast-1', 'no.such=field']))
    if (often(4)) set('status', one(['failing', 'ok', 'pending', 'wrong']))
    if (often(2)) set('sort', one(sorts))
    if (often(4)) set('page', one(['1', '2', '0', '9']))
    if (often(3)) set('size', one(['1', '5', '50', '500']))
    if (often(4))
      set('cols', one(['name', 'name,label:planted', 'name,owner', 'nothing', 'A:.spec']))
    return query
  }
  const headers = (): Record<string, string> => ({
    ...(often(3) && { accept: one(types) }),
    ...(often(6) && { 'hx-request': 'true', 'hx-target': 'main#main' }),
  })
  const at = (below: string, query: URLSearchParams) =>
    `/c/${me.marked.cluster}${below}${query.size === 0 ? '' : `?${query.toString()}`}`
  const page = (path: string, more = headers()): Asked => ({
    path,
    headers: more,
    stream: false,
    html: !path.includes('as=') && more['accept'] === undefined,
  })
  const ways: readonly (() => Asked)[] = [
    () => page(at(`/${one(kinds)}`, list())),
    () => page(at(`/${one(kinds)}`, list())),
    () => {
      const query = list()
      query.set('as', one(forms))
      // What is used is of the moment.
      if (!query.has('cols')) query.set('cols', 'name,status,age')
      if (often(3)) query.set('size', 'all')
      return page(at(`/${one(kinds)}`, query))
    },
    () => {
      const query = list()
      if (often(2)) query.set('as', one(['txt', 'json', 'tsv']))
      query.set('watch', '')
      return { path: at(`/${one(kinds)}`, query), headers: {}, stream: true, html: false }
    },
    () => {
      const object = one(someone().marked.objects)
      const query = new URLSearchParams(often(4) ? { as: one(['json', 'yaml']) } : {})
      return page(at(`/${object}${one(parts)}`, query))
    },
    () => {
      const path = at(`/${one(someone().marked.objects)}`, new URLSearchParams('watch='))
      return { path, headers: {}, stream: true, html: false }
    },
    () => {
      const pod = one(someone().marked.objects.filter((each) => each.startsWith('pods/')))
      const query = new URLSearchParams({
        as: one(['txt', 'ndjson']),
        ...(often(2) && { follow: '1' }),
      })
      return { path: at(`/${pod}/logs`, query), headers: {}, stream: true, html: false }
    },
    () => {
      const query = list()
      query.set('match', query.get('q') ?? '')
      const path = at('/pods/logs', query)
      return { path, headers: {}, stream: true, html: false }
    },
    () => ({ ...page(at('/search', new URLSearchParams({ q: word() }))), timed: true }),
    () => {
      const path = at('/search', new URLSearchParams({ q: word(), watch: 'on' }))
      return { path, headers: {}, stream: true, html: false, timed: true }
    },
    () => page(at('/go/namespaces', new URLSearchParams())),
    () => page(at('/go/hints', new URLSearchParams({ q: `:po -n ${one(['', 's', 'd', 'w'])}` }))),
    () => {
      const ns = namespaces()
      const query = new URLSearchParams({ ...(ns !== '' && { ns }) })
      if (!often(3)) return { ...page(at('', query)), timed: true }
      query.set('watch', '')
      return { path: at('', query), headers: {}, stream: true, html: false, timed: true }
    },
  ]
  return one(ways)()
}
