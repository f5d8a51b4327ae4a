/** The form of a drain: kubectl's options, what becomes of each pod, which budgets it meets. Pure. */
import { type Entry, guards, type Options, type Plan, type Read, wordsOf } from '../drain.ts'
import type { Ref } from '../kube.ts'
import type { Tone } from './cell.ts'
import { drainTicks, drainWarns, type Tick } from './drain-words.ts'
import type { Exact } from './escape.ts'
import { objectAction } from './kubectl-line.ts'
import { type ObjectContext, type ObjectHead, place } from './object.ts'
import type { Foot, Link, Shell } from './shell.ts'
import { counted, grouped } from './words.ts'

export interface DrainPage {
  readonly shell: Shell
  readonly css: string
  readonly head: ObjectHead
  readonly status: number
  /** What happens to the node. */
  readonly says: readonly string[]
  /** What goes and stays, or that nothing can. */
  readonly sum: string
  readonly tone: 'bad' | 'busy'
  readonly warns: readonly string[]
  /** Why it was not begun, or cannot be; empty where nothing is in its way. */
  readonly said: string
  readonly off: boolean
  /** The Role that is missing; empty where none is. */
  readonly role: string
  readonly action: string
  readonly ticks: readonly (Tick & { readonly on: boolean })[]
  readonly inputs: readonly DrainInput[]
  /** Which node was seen, what is lost, and which form it is: sent with the wish. */
  readonly seen: string
  readonly budgets: readonly DrainBudget[]
  readonly rows: readonly DrainRow[]
  readonly more: string
  readonly back: string
  readonly kubectl: string
  readonly foot: Foot
}

export interface DrainInput extends Tick {
  readonly value: Exact
  readonly numeric: boolean
  readonly wrong: string
}

export interface DrainBudget {
  readonly tone: Tone
  readonly link: Link
  readonly namespace: string
  readonly words: string
}

export interface DrainRow {
  readonly pod: Link
  readonly namespace: string
  readonly tone: Tone
  readonly word: string
  readonly why: readonly string[]
  readonly by: readonly Link[]
  /** kubectl's option that it takes; empty: none. */
  readonly option: string
}

/** Rows that are shown. */
const most = 500

type Shown = Pick<
  DrainPage,
  'sum' | 'tone' | 'warns' | 'action' | 'ticks' | 'inputs' | 'budgets' | 'rows' | 'more' | 'back'
> &
  Pick<DrainPage, 'kubectl' | 'says'>

/** What a person has asked for: as it was read, and as it was typed. */
export interface Wish extends Read {
  readonly typed: Readonly<Record<string, string>>
}

/** @param unseen namespaces whose budgets the person may not see. @param kube kubectl's context. */
export function drainForm(
  plan: Plan,
  { options, wrong, typed }: Wish,
  context: ObjectContext,
  around: { unseen: readonly string[]; cordoned: boolean; kube: string },
): Shown {
  const { ref, urls, cluster } = context
  const rest = plan.entries.length - most
  return {
    says: saysOf(options, around.cordoned),
    sum: sumOf(plan, options),
    tone: plan.hindering.length > 0 ? 'bad' : 'busy',
    warns: [...drainWarns(plan, options), ...unseenOf(around.unseen)],
    action: urls.part(cluster, place(ref), 'drain'),
    ticks: drainTicks.map((tick) => ({ ...tick, on: (typed[tick.name] ?? '') !== '' })),
    inputs: inputs.map((input) => ({
      ...input,
      value: { exact: typed[input.name] ?? '' },
      wrong: wrong[input.name] ?? '',
    })),
    budgets: plan.budgets.map((each) => budgetRow(each, context)),
    rows: plan.entries.slice(0, most).map((entry) => rowOf(entry, options, context)),
    more: rest > 0 ? `and ${grouped(rest)} more` : '',
    back: urls.object(cluster, place(ref)),
    kubectl: drainLine(ref, options, around.kube),
  }
}

/** @param kube kubectl's context. */
export const drainLine = (ref: Ref, options: Options, kube: string): string =>
  objectAction(ref, ['drain', ...wordsOf(options)], kube)

const inputs: readonly Omit<DrainInput, 'value' | 'wrong'>[] = [
  { name: 'pod-selector', hint: 'Only pods with these labels; empty: all.', numeric: false },
  { name: 'grace-period', hint: 'Seconds to end in; empty: as each pod says.', numeric: true },
  { name: 'timeout', hint: 'For all of it, as 90s or 5m; empty: no end.', numeric: false },
  {
    name: 'skip-wait-for-delete-timeout',
    hint: 'Pods that should have ended so many seconds ago are not waited for; empty: all are.',
    numeric: true,
  },
]

function saysOf({ disableEviction }: Options, cordoned: boolean): readonly string[] {
  const begin = cordoned
    ? 'It is cordoned already, and stays so.'
    : 'It is cordoned first, so that no new pods are placed on it.'
  const goes = disableEviction
    ? 'Then its pods are deleted, and waited for until they are gone.'
    : 'Then its pods are evicted as their disruption budgets allow, and waited for until they are gone; one that is held back is tried again every 5 seconds.'
  const cancel = cordoned
    ? 'It can be cancelled at any time: what was evicted by then stays evicted.'
    : 'It can be cancelled at any time: the node takes new pods again, what was evicted by then stays evicted. In the end it stays cordoned, also where Portlight itself is stopped in the middle.'
  return [`${begin} ${goes}`, cancel]
}

function sumOf({ entries, going, hindering }: Plan, options: Options): string {
  const stay = entries.length - going.length - hindering.length
  if (entries.length === 0) return 'None of its pods are to go: it is only cordoned.'
  if (hindering.length > 0)
    return `${counted(hindering.length, 'pod')} of ${grouped(entries.length)} ${hindering.length === 1 ? 'hinders' : 'hinder'} it${needed(hindering)}: until then nothing goes.`
  const words = going.map((entry) => doesOf(entry, options).word)
  const of = (word: string) => words.filter((each) => each === word).length
  const [held, refused] = [of('Held back'), of('Refused')]
  const go = words.length - held - refused
  const parts = [
    `${counted(go, 'pod')} ${go === 1 ? 'is' : 'are'} ${options.disableEviction ? 'deleted' : 'evicted'}`,
    ...those(held, 'is held back', 'are held back'),
    ...those(refused, 'is refused', 'are refused'),
    ...those(stay, 'stays', 'stay'),
  ]
  return `${parts.join(', ')}.`
}

const those = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [`${grouped(count)} ${count === 1 ? one : many}`]

/** `, and needs --force`: kubectl's options that they lack. */
function needed(hindering: Plan['hindering']): string {
  const options = new Set(hindering.map(({ fate }) => fate.option).filter((name) => name !== ''))
  if (options.size === 0) return ''
  const named = [...options].map((name) => `--${name}`)
  return `, and ${hindering.length === 1 ? 'needs' : 'need'} ${named.join(' and ')}`
}

function unseenOf(namespaces: readonly string[]): readonly string[] {
  if (namespaces.length === 0) return []
  const some = namespaces.slice(0, 5).join(', ')
  const more = namespaces.length > 5 ? ` and ${grouped(namespaces.length - 5)} more` : ''
  return [
    `You may not list the disruption budgets of ${some}${more}: what they hold back shows when it is tried.`,
  ]
}

function budgetRow(
  { budget, going }: Plan['budgets'][number],
  { urls, cluster }: ObjectContext,
): DrainBudget {
  const { namespace, name, allows, least, pods } = budget
  const href = urls.object(cluster, { ...budgetAt, namespace, name })
  const here = `${counted(going, 'pod')} here`
  const never = allows === 0 && least >= pods
  const end = never ? '; it never lets one go, unless it is changed or there are more pods' : ''
  return {
    tone: allows === 0 ? 'warn' : going > allows ? 'busy' : 'ok',
    link: { text: name, href },
    namespace,
    words: `${here}; it ${guards(budget)}${end}.`,
  }
}

function rowOf(entry: Entry, options: Options, { urls, cluster }: ObjectContext): DrainRow {
  const { pod, fate, guard, only } = entry
  const { name, namespace = '' } = pod.metadata
  const href = urls.object(cluster, { resource: 'pods', namespace, name })
  const by = guard.is === 'open' ? [] : guard.budgets
  const held = guard.is === 'twofold' ? ['More than one disruption budget covers it:'] : []
  const shut =
    guard.is === 'shut' ? by.map((budget) => `Its disruption budget ${guards(budget)}:`) : []
  const alone = only ? ['It is the only one of its controller.'] : []
  return {
    pod: { text: name, href },
    namespace,
    ...doesOf(entry, options),
    why: [fate.why, ...fate.loses.map(({ words }) => words), ...alone, ...held, ...shut].filter(
      (text) => text !== '',
    ),
    by: by.map((budget) => ({
      text: budget.name,
      href: urls.object(cluster, { ...budgetAt, namespace: budget.namespace, name: budget.name }),
    })),
    option: fate.option === '' ? '' : `--${fate.option}`,
  }
}

const budgetAt = { resource: 'poddisruptionbudgets.policy' }

function doesOf(
  { fate, guard }: Entry,
  { disableEviction }: Options,
): { tone: Tone; word: string } {
  if (fate.does === 'hinders') return { tone: 'bad', word: 'Hinders' }
  if (fate.does === 'stays') return { tone: 'idle', word: 'Stays' }
  if (guard.is === 'twofold') return { tone: 'bad', word: 'Refused' }
  if (guard.is === 'shut') return { tone: 'warn', word: 'Held back' }
  return {
    tone: fate.loses.length > 0 ? 'warn' : 'ok',
    word: disableEviction ? 'Deleted' : 'Evicted',
  }
}
