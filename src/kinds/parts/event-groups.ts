/** Events that are alike, as one: the same happened to objects of one kind whose names one owner made, or to any. */
import {
  type Event,
  type Groups,
  kind,
  type Kind,
  type KubeObject,
  type Said,
  type Whole,
} from '../../kind.ts'
import { firstSeen, type Involved, lastSeen, times, toneOf } from '../../views/event.ts'
import { grouped } from '../../views/words.ts'
import { alikeName } from './alike-name.ts'
import { meaningOf } from './told.ts'

export interface EventGroup extends KubeObject {
  readonly type: string
  readonly reason: string
  /** `pod/cart-*`; empty: of whatever object. */
  readonly like: string
  /** How many objects it happened to. */
  readonly about: number
  readonly times: number
  readonly first: string
  readonly newest: Event
}

/** `pod/cart-*`: what it has in common with events of objects that are alike. */
export function likeOf({ involvedObject: { kind: of = '', name = '' } = {} }: Event): string {
  return `${of.toLowerCase()}/${alikeName(of, name)}`
}

/** `pod/cart-7d9c`, as kubectl prints it. Kubelets leave the version of nodes out. */
export function objectSaid({
  apiVersion = 'v1',
  kind: of = '',
  namespace,
  name: called = '',
}: Involved): Said {
  if (called === '') return { text: of.toLowerCase() }
  return {
    text: `${of.toLowerCase()}/${called}`,
    to: { apiVersion, kind: of, namespace, name: called },
  }
}

function messageOf(event: Event): string {
  const { type, message = '' } = event
  const meaning = type === 'Normal' ? null : meaningOf(event)
  return [meaning?.title ?? '', message.trim()].filter((text) => text !== '').join(': ')
}

const columns: Kind<EventGroup>['columns'] = [
  {
    title: 'Reason',
    help: 'What happened, in a word: leads to the events',
    type: 'severity',
    cell: ({ type, reason }) => ({ text: reason, tone: toneOf(type) }),
    value: ({ reason }) => reason || null,
  },
  {
    title: 'Object',
    help: 'What it happened to; “*” stands for several whose names one owner made',
    type: 'reference',
    line: true,
    cell: (group) =>
      group.about === 1 ? objectSaid(group.newest.involvedObject ?? {}) : { text: group.like },
  },
  {
    title: 'Objects',
    help: 'How many objects it happened to',
    type: 'number',
    cell: ({ about }) => ({ text: grouped(about) }),
    value: ({ about }) => about,
  },
  {
    title: 'Count',
    help: 'How often it happened, to all of them',
    type: 'number',
    cell: ({ times: all }) => ({ text: grouped(all) }),
    value: ({ times: all }) => all,
  },
  {
    title: 'Last Seen',
    help: 'Time since it happened last',
    type: 'ago',
    cell: ({ newest }) => ({ text: '', time: lastSeen(newest) || undefined }),
  },
  {
    title: 'First Seen',
    help: 'Time since it happened first',
    type: 'ago',
    cell: ({ first }) => ({ text: '', time: first || undefined }),
  },
  {
    title: 'Message',
    help: 'What it means, where that is known, and what was said of it last',
    type: 'text',
    line: true,
    cell: ({ newest }) => ({ text: messageOf(newest) }),
  },
]

const ofGroups = kind<EventGroup>({
  reads: [],
  columns,
  status: () => null,
  facets: {
    reason: ({ reason }) => [reason],
    kind: ({ newest, like }) => (like === '' ? [] : [newest.involvedObject?.kind ?? '']),
  },
  sections: () => ({ main: [], side: [] }),
  relations: [],
  problems: () => [],
})

/** Above all numbers of times: warnings come first. */
const above = 2 ** 50

export const eventGroups: Groups<Event, Kind> = {
  by: { like: 'Reason and objects alike', reason: 'Reason' },
  member(event, by) {
    const { type = '', reason = '', involvedObject: of = {}, metadata } = event
    const what = by === 'like' ? [metadata.namespace, likeOf(event)] : []
    return {
      key: JSON.stringify([type, reason, ...what]),
      about: `${of.kind}/${of.namespace}/${of.name}`,
      times: times(event),
      first: firstSeen(event),
      last: lastSeen(event),
    }
  },
  whole,
  kind: ofGroups,
  terms(group) {
    const { reason = '', like = '' } = group as Partial<EventGroup>
    return { reason, ...(like !== '' && { like }) }
  },
  sort: 'last-seen',
  order(group) {
    const { type = '', times: all = 0 } = group as Partial<EventGroup>
    return (toneOf(type) === 'warn' ? above : 0) + all
  },
}

function whole({ about, times: all, first, last, rows }: Whole<Event>, by: string): EventGroup {
  const { type = '', reason = '', metadata } = last
  const like = by === 'like' ? likeOf(last) : ''
  return {
    apiVersion: '',
    kind: 'EventGroup',
    metadata: {
      name: [reason, like, type].filter(Boolean).join(' '),
      ...(by === 'like' && { namespace: metadata.namespace }),
      resourceVersion: [rows, all, about, firstSeen(first), metadata.resourceVersion].join(' '),
    },
    type,
    reason,
    like,
    about,
    times: all,
    first: firstSeen(first),
    newest: last,
  }
}
