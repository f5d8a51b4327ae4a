/** What kubectl's options of a drain mean, and what to know before one. Pure. */
import type { Loss, Options, Plan } from '../drain.ts'
import type { Right } from '../kind/action.ts'
import type { Ref } from '../kube.ts'
import { rightWords } from './actions.ts'
import { counted } from './words.ts'

export interface Tick {
  /** kubectl's name of it. */
  readonly name: string
  readonly hint: string
}

export const drainTicks: readonly Tick[] = [
  { name: 'ignore-daemonsets', hint: 'Pods of DaemonSets stay, and do not hinder it.' },
  { name: 'delete-emptydir-data', hint: 'Pods go though data of theirs is on this node alone.' },
  { name: 'force', hint: 'Pods go though no controller makes new ones.' },
  {
    name: 'disable-eviction',
    hint: 'Pods are deleted, not evicted: no disruption budget is minded.',
  },
]

export function drainWarns(
  { going }: Plan,
  { gracePeriod, disableEviction }: Options,
): readonly string[] {
  const losing = (what: Loss['what']) =>
    going.filter(({ fate }) => fate.loses.some((each) => each.what === what)).length
  const only = going.filter((entry) => entry.only).length
  return [
    told(
      losing('data'),
      'loses what is in its emptyDir volumes',
      'lose what is in their emptyDir volumes',
    ),
    told(
      losing('pod'),
      'has no controller and does not come back',
      'have no controller and do not come back',
    ),
    told(
      only,
      'is the only one of its controller: until the new one is ready there is none',
      'are each the only one of their controller: until the new one is ready there is none',
    ),
    disableEviction
      ? 'Disruption budgets are not minded: more pods may be missing than they allow.'
      : '',
    gracePeriod === 0
      ? 'With 0 seconds to end in the API server forgets the pods at once: their containers are not asked to end, and may run on.'
      : '',
  ].filter((text) => text !== '')
}

const told = (many: number, one: string, more: string): string =>
  many === 0 ? '' : `${counted(many, 'pod')} ${many === 1 ? one : more}.`

/** @param namespaces where it lacks; none: everywhere. */
export function lackWords(
  { right, namespaces }: { readonly right: Right; readonly namespaces: readonly string[] },
  ref: Ref,
): string {
  const where = namespaces.length === 0 ? '' : ` in ${namespaces.join(', ')}`
  return `You may not ${rightWords(right, ref)}${where}.`
}
