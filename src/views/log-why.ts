/** Why containers say nothing, and what can be seen of them all the same. Pure. */
import { type AppError, KubeError } from '../errors.ts'
import type { KubeObject, Problem, Step } from '../kind.ts'
import { kindOf } from '../kinds.ts'
import { errorPage } from './error.ts'
import { type Event, lastSeen, newest } from './event.ts'
import { type EventRow, eventRow, type EventsBlock } from './events.ts'
import type { ProblemBox } from './problems.ts'
import { counted } from './words.ts'

export interface LogWhy {
  /** In whose stead the boxes stand folded; empty: they are open. */
  readonly summary: string
  /** Of the worst of them. */
  readonly tone: Problem['tone']
  readonly problems: readonly ProblemBox[]
  /** Warnings of the pod that say more. */
  readonly warnings: EventsBlock
  /** Where all of them stand; empty: not told. */
  readonly eventsPage: string
  /** Why nothing is said of events. */
  readonly note: string
}

export const nothingWrong: LogWhy = {
  summary: '',
  tone: 'idle',
  problems: [],
  warnings: { events: [], note: '' },
  eventsPage: '',
  note: '',
}

/** @param containers how many the API server refuses. */
export function refusedLog(error: AppError, containers: number): Problem {
  const { said, advice, commands } = errorPage(error, { context: '', ways: [], list: '' })
  return {
    tone: 'bad',
    title:
      containers === 1
        ? 'You may not read this log'
        : `You may not read the logs of ${counted(containers, 'container')}`,
    evidence: [said, ...advice],
    next: commands.map((run) => ({ text: 'See whether you may', run })),
  }
}

/**
 * A node whose kubelet could not be asked.
 * @param node null: it is gone; undefined: it may not be seen. @param words what the API server met.
 */
export function silentNode(
  name: string,
  node: KubeObject | null | undefined,
  words: string,
  now: Date,
): readonly Problem[] {
  const why = words.replace(/^[a-z]/, (first) => first.toUpperCase())
  const to = { resource: 'nodes', name }
  if (node === null) return [goneNode(name, why)]
  const link: Step = { text: `Node ${name}`, to }
  const known = node === undefined ? [] : (kindOf('nodes')?.problems(node, now) ?? [])
  const bad = known.filter(({ tone }) => tone === 'bad')
  if (bad.length > 0)
    return bad.map(({ title, evidence }) => {
      return {
        tone: 'bad',
        title: `The log cannot be read: node ${name}: ${title}`,
        evidence: [why, ...evidence],
        next: [link, { text: 'Its events', to, part: 'events' }],
      }
    })
  return [
    {
      tone: 'warn',
      title: `The log cannot be read: the kubelet of node ${name} could not be asked`,
      evidence: [
        why,
        node === undefined ? '' : 'The node says it is ready: it may be busy, or cut off.',
      ],
      next: [link],
    },
  ]
}

const goneNode = (name: string, why: string): Problem => ({
  tone: 'bad',
  title: `Node ${name} is gone, and with it what its containers said`,
  evidence: [why],
  next: [{ text: 'Nodes', to: { list: 'nodes', query: {} } }],
})

/** Milliseconds in which an event says something of now. */
const fresh = 3_600_000
const most = 3

/** The newest warnings that `told` does not say already. */
export function warningsOf(
  events: readonly Event[],
  told: readonly Problem[],
  now: Date,
): readonly EventRow[] {
  const said = new Set(told.flatMap(({ evidence }) => evidence))
  const recent = events.filter(
    (event) =>
      event.type === 'Warning' &&
      now.getTime() - Date.parse(lastSeen(event)) < fresh &&
      !said.has(event.message ?? ''),
  )
  const each = Map.groupBy(recent.toSorted(newest), ({ message }) => message ?? '')
  return [...each.values()]
    .flatMap(([event]) => (event === undefined ? [] : [event]))
    .slice(0, most)
    .map((event) => eventRow(event, now))
}

export const mayNotSeeEvents = (error: unknown): string =>
  error instanceof KubeError && error.status === 403
    ? 'You may not read events: what they tell of this pod is not shown.'
    : 'Its events cannot be had now.'
