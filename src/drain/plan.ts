/** What a drain comes to: each pod of the node, what becomes of it, and which budgets it meets. Pure. */
import type { Pod } from '../kinds/parts/pod.ts'
import { type Budget, type Guard, guardOf } from './budget.ts'
import { type DaemonSets, type Fate, fateOf } from './fate.ts'
import type { Options } from './options.ts'

/** What was read of a node. */
export interface Seen {
  readonly pods: readonly Pod[]
  readonly budgets: readonly Budget[]
  readonly daemonSets: DaemonSets
  /** How many pods the controller of one is to run; null: not known. */
  readonly replicas: (pod: Pod) => number | null
}

export interface Entry {
  readonly pod: Pod
  readonly fate: Fate
  readonly guard: Guard
  /** It is the only one of its kind: until there is a new one there is none. */
  readonly only: boolean
}

export interface Plan {
  /** What hinders first, then what budgets hold, what goes, what stays. */
  readonly entries: readonly Entry[]
  readonly going: readonly Entry[]
  readonly hindering: readonly Entry[]
  /** Budgets that pods which go meet, each with how many do. */
  readonly budgets: readonly { readonly budget: Budget; readonly going: number }[]
  /** What is lost for good if it is done: uids of pods whose data goes, or that nothing makes anew. */
  readonly losing: readonly string[]
}

export function planOf(seen: Seen, options: Options, now: Date): Plan {
  const all = seen.pods.map((pod) => entryOf(pod, seen, options, now))
  const going = all.filter(({ fate }) => fate.does === 'goes')
  const losing = going
    .filter(({ fate }) => fate.loses.length > 0)
    .map(({ pod }) => pod.metadata.uid ?? '')
  return {
    entries: all.toSorted((a, b) => rank(a) - rank(b)),
    going,
    hindering: all.filter(({ fate }) => fate.does === 'hinders'),
    budgets: met(going),
    losing: losing.toSorted(),
  }
}

function entryOf(pod: Pod, seen: Seen, options: Options, now: Date): Entry {
  const fate = fateOf(pod, options, seen.daemonSets, now)
  const guarded = fate.does === 'goes' && !options.disableEviction
  const guard: Guard = guarded ? guardOf(pod, seen.budgets) : { budgets: [], is: 'open' }
  const works = fate.does === 'goes' && pod.status?.phase === 'Running'
  return { pod, fate, guard, only: works && seen.replicas(pod) === 1 }
}

function rank({ fate, guard }: Entry): number {
  if (fate.does === 'hinders') return 0
  if (fate.does === 'stays') return 4
  return { twofold: 1, shut: 2, open: 3 }[guard.is]
}

function met(going: readonly Entry[]): Plan['budgets'] {
  const counts = new Map<Budget, number>()
  for (const { guard } of going)
    for (const budget of guard.budgets) counts.set(budget, (counts.get(budget) ?? 0) + 1)
  return [...counts]
    .map(([budget, many]) => ({ budget, going: many }))
    .toSorted((a, b) => a.budget.allows - b.budget.allows)
}
