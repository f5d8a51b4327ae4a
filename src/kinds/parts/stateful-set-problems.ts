/** What is wrong with a StatefulSet, as its status says; its pods and events say the rest. */
import type { Problem, Step } from '../../kind.ts'
import { counted } from '../../views/words.ts'
import { stuckDeletion } from './deletion.ts'
import { missingPods } from './missing.ts'
import { outdatedPods } from './outdated.ts'
import { awaited, givenUp, oldPods, type StatefulSet, statefulSetStatus } from './stateful-set.ts'
import { wanted } from './workload.ts'

export function statefulSetProblems(set: StatefulSet, now: Date): readonly Problem[] {
  const waits = waiting(set)
  return [
    ...stuckDeletion(set, now),
    ...abandoned(set),
    ...(waits.length > 0 ? waits : missingPods(statefulSetStatus(set), undefined)),
    ...outdatedPods(set, oldPods(set), wanted(set)),
  ]
}

function abandoned(set: StatefulSet): readonly Problem[] {
  const many = givenUp(set)
  if (many === 0) return []
  return [
    {
      tone: 'warn',
      title: `${counted(many, 'pod')} of a change that was taken back ${many === 1 ? 'holds' : 'hold'} it up`,
      evidence: [
        'An ordered StatefulSet waits for a pod to become ready before it replaces it, also where the template has been mended since.',
      ],
      next: [{ text: 'Delete the pod that is not ready: it is made anew as the template says.' }],
    },
  ]
}

function waiting(set: StatefulSet): readonly Problem[] {
  const pod = awaited(set)
  const { replicas = 0, readyReplicas = 0 } = set.status ?? {}
  if (pod === '' || set.metadata.deletionTimestamp !== undefined) return []
  const unmade = readyReplicas >= replicas
  return [
    {
      tone: statefulSetStatus(set).tone === 'bad' ? 'bad' : 'warn',
      title: unmade ? `Pod ${pod} has not been made` : `It waits for pod ${pod} to be ready`,
      evidence: [`${readyReplicas} of ${wanted(set)} pods are ready; it goes on when this one is.`],
      next: unmade ? [{ text: 'Events', part: 'events' }] : [stepTo(set, pod)],
    },
  ]
}

const stepTo = ({ metadata: { namespace } }: StatefulSet, pod: string): Step => ({
  text: `Pod ${pod}`,
  to: { resource: 'pods', namespace, name: pod },
})
