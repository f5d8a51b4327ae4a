/** An empty list says why it is empty, and the way out. */
import { kindOf } from '../kinds.ts'
import { common } from './pushed.ts'
import type { Link } from './shell.ts'
import type { ListContext } from './list-context.ts'
import { filtersByUsage } from './list-plan.ts'
import { type ListState, writeList } from './query.ts'
import { untold } from './usage-note.ts'
import { grouped, plural } from './words.ts'

export interface Empty {
  readonly title: string
  readonly text: string
  /** How far it is, without scripts: with them the live mark counts on. */
  readonly unscripted?: string
  readonly links: readonly Link[]
}

/** In the place of rows that are sorted, filtered or counted once all were read. @param read so far. */
export function reading(read: number, { resource }: Pick<ListContext, 'resource'>): Empty {
  const title = plural(resource.kind, resource.plural).toLowerCase()
  return {
    title: `Reading all ${title}`,
    text: 'They are shown in their order when all are there.',
    ...(read > 0 && { unscripted: `${grouped(read)} were read so far.` }),
    links: [],
  }
}

/** In the place of rows that are more than may be kept. */
export function tooMany(state: ListState, { urls, cluster, resource }: ListContext): Empty {
  const title = plural(resource.kind, resource.plural).toLowerCase()
  const plain = { ...state, q: '', status: null, sort: '', page: 1 }
  return {
    title: `Too many ${title}`,
    text: `To sort, filter and count them all would take more memory than Portlight may use. Narrow them: one namespace, or a label or field selector, which the API server itself looks at.`,
    links: [
      {
        text: 'The first of them, unsorted',
        href: urls.list(cluster, resource.id, writeList(plain)),
      },
    ],
  }
}

/** Nobody knows whether a row passes: its filter asks what is not measured. Null where that is known. */
export function untellable(state: ListState, context: ListContext): Empty | null {
  const why = untold(context, filtersByUsage(state))
  if (why === '') return null
  const { urls, cluster, resource } = context
  const title = plural(resource.kind, resource.plural).toLowerCase()
  return {
    title: `Which ${title} match cannot be told`,
    text: `The filter asks what they use. ${why}`,
    links: [
      {
        text: 'Clear the filters',
        href: urls.list(cluster, resource.id, { ns: state.namespaces }),
      },
    ],
  }
}

/**
 * @param before how many there are before the filters of the page itself.
 * @param unknown what stands before a colon in the filter and is no field.
 */
export function empty(
  before: number,
  state: ListState,
  { urls, cluster, resource }: ListContext,
  unknown: readonly string[] = [],
): Empty {
  const title = plural(resource.kind, resource.plural).replace(/^[A-Z](?![A-Z])/, (first) =>
    first.toLowerCase(),
  )
  const where = state.namespaces.length > 0 ? ` in ${state.namespaces.join(', ')}` : ''
  const everywhere = {
    text: 'Look in all namespaces',
    href: urls.list(cluster, resource.id, writeList(state, { namespaces: [] })),
  }
  const unfiltered = {
    text: 'Clear the filters',
    href: urls.list(cluster, resource.id, { ns: state.namespaces }),
  }
  const ways = where === '' ? [] : [everywhere]
  const what = common(state, kindOf(resource.id))
  const having = what === '' ? '' : ` with ${what}`
  if (before > 0) {
    return {
      title: `No ${title} match`,
      text: `${grouped(before)} ${before === 1 ? 'is' : 'are'} there${where}${having}, and none passes the filters.${noFields(unknown)}`,
      links: [unfiltered, ...ways],
    }
  }
  if (what !== '') {
    const own = state.labels === '' && state.fields === ''
    const text = own ? `None is there${where}${having}.` : `The API server selected none${where}.`
    return { title: `No ${title} match`, text, links: [unfiltered, ...ways] }
  }
  return {
    title: `No ${title}${where}`,
    text: `The API server was asked, and there are none.${noteOf(resource.id)}`,
    links: ways,
  }
}

function noteOf(id: string): string {
  const { note = '' } = kindOf(id) ?? {}
  return note === '' ? '' : ` ${note.replace(/^./, (first) => first.toUpperCase())}.`
}

const noFields = (names: readonly string[]): string =>
  names.length === 0
    ? ''
    : ` There is no field ${names.join(', ')} here: such a term is looked for as text.`
