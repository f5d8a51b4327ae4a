/** Pods that a controller asks for and does not get. */
import type { Event, Problem } from '../../kind.ts'
import { refusal } from './refusals.ts'
import { toldBy } from './told.ts'
import { conditionOf, type Workload } from './workload.ts'

/** As the ReplicaFailure condition says: ReplicaSets and Deployments have it. */
export function refusedPods(workload: Workload): readonly Problem[] {
  const failure = conditionOf(workload, 'ReplicaFailure')
  if (failure?.status !== 'True') return []
  return [refusedFor(failure.message ?? '', workload)]
}

function refusedFor(message: string, { metadata }: Workload): Problem {
  const { short, advice, to } = refusal(message, metadata.namespace)
  return {
    tone: 'bad',
    title: `Its pods are refused: ${short}`,
    evidence: [message],
    next: [{ text: advice, to }],
  }
}

/** Controllers try again after at most 1,000 s (client-go, DefaultTypedControllerRateLimiter). */
const patience = 1200_000

/** As events say: StatefulSets and DaemonSets have no condition for it. Read only while pods are missing. */
export function refusedTold(
  workload: Workload,
  events: readonly Event[],
  now: Date,
): readonly Problem[] {
  return toldBy(events, ['FailedCreate'], now, patience).map((problem) => ({
    ...problem,
    title: `Its pods are refused: ${refusal(problem.evidence[0] ?? '').short}`,
    next: [
      ...refusedFor(problem.evidence[0] ?? '', workload).next,
      { text: 'Events', part: 'events' as const },
    ],
  }))
}
