/** Events: what happened to which object, how often, and when last. */
import { type Event, kind, type Kind, type Said, type Section } from '../kind.ts'
import { firstSeen, lastSeen, toneOf, times, writer, writerHost } from '../views/event.ts'
import { name, number, text } from './parts/columns.ts'
import { stuckDeletion } from './parts/deletion.ts'
import { eventGroups, likeOf, objectSaid } from './parts/event-groups.ts'
import { field } from './parts/fields.ts'
import { fieldsWritten } from './parts/selectors.ts'
import { meaningOf } from './parts/told.ts'

const events: Kind = kind<Event>({
  reads: [
    'type',
    'reason',
    'message',
    'count',
    'firstTimestamp',
    'lastTimestamp',
    'eventTime',
    'series.count',
    'series.lastObservedTime',
    'source.component',
    'source.host',
    'reportingComponent',
    'reportingInstance',
    'involvedObject.apiVersion',
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.fieldPath',
  ],
  columns: [
    {
      title: 'Last Seen',
      help: 'Time since it happened last',
      type: 'ago',
      cell: (event) => moment(lastSeen(event)),
    },
    {
      title: 'Type',
      help: 'Whether it is a warning',
      type: 'severity',
      cell: ({ type = '' }) => ({ text: type, tone: toneOf(type) }),
    },
    text('Reason', 'What happened, in a word', ({ reason }) => reason, { line: true }),
    {
      title: 'Object',
      help: 'What it is about',
      type: 'reference',
      line: true,
      cell: ({ involvedObject = {} }) => objectSaid(involvedObject),
    },
    text('Subobject', 'Which part of the object', ({ involvedObject: of }) => of?.fieldPath, {
      wide: true,
    }),
    number('Count', 'How often it happened', times),
    text('Message', 'What happened', ({ message = '' }) => message.trim(), { line: true }),
    text('Source', 'Who says so', writer, { wide: true }),
    text('Host', 'Where its writer runs', writerHost, { wide: true }),
    {
      title: 'First Seen',
      help: 'Time since it happened first',
      type: 'ago',
      wide: true,
      cell: (event) => moment(firstSeen(event)),
    },
    { ...name, wide: true },
  ],
  status: () => null,
  note: 'events are kept for about an hour',
  words: {
    in: 'reason, object or message',
    of: ({
      reason = '',
      message = '',
      involvedObject: { kind: of = '', name: called = '' } = {},
    }) => `${reason}\n${of}/${called}\n${message}`,
  },
  facets: { kind: ({ involvedObject: of }) => [of?.kind ?? ''], like: (event) => [likeOf(event)] },
  selects: { type: 'type', reason: 'reason' },
  groups: eventGroups,
  sections: (event) => ({ main: [told(event)], side: [whenAndWho(event)] }),
  relations: [
    {
      id: 'same',
      title: 'All that is told of the same object',
      resource: 'events',
      columns: ['Last Seen', 'Type', 'Reason', 'Count', 'Message'],
      order: (other) => Date.parse(lastSeen(other)) || 0,
      which: sameObject,
      none: 'Nothing else is told of it.',
    },
  ],
  problems: stuckDeletion,
})
export default events

const moment = (instant: string): Said => ({ text: '', time: instant || undefined })

function told(event: Event): Section {
  const { type = '', reason, message = '', involvedObject = {}, related, action } = event
  const meaning = type === 'Normal' ? null : meaningOf(event)
  return {
    block: 'fields',
    title: 'What happened',
    fields: [
      field('Type', { text: type, tone: toneOf(type) }),
      field('Reason', reason),
      field('Message', message.trim()),
      field('Object', objectSaid(involvedObject), involvedObject.fieldPath),
      field('Related', related && objectSaid(related)),
      field('Action', action),
      field('Means', meaning?.title),
      field('What to do', meaning?.advice),
    ],
  }
}

function whenAndWho(event: Event): Section {
  return {
    block: 'fields',
    title: 'When, and who says so',
    fields: [
      field('Last seen', ago(lastSeen(event))),
      field('First seen', ago(firstSeen(event))),
      field('Count', times(event)),
      field('Source', writer(event)),
      field('Host', writerHost(event)),
    ],
  }
}

const ago = (instant: string): Said | undefined =>
  instant === '' ? undefined : { text: '', time: instant, note: 'ago' }

/** They stand in the same namespace: those of objects without one in `default`. */
function sameObject({ metadata, involvedObject: of = {} }: Event) {
  if (of.name === undefined || of.kind === undefined) return null
  const fields = { 'involvedObject.kind': of.kind, 'involvedObject.name': of.name }
  return { namespace: metadata.namespace ?? null, fields: fieldsWritten(fields) }
}
