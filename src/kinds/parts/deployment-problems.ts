/** What is wrong with a Deployment, as its conditions say; its pods say the rest. */
import type { Problem, Step } from '../../kind.ts'
import { stuckDeletion } from './deletion.ts'
import { type Deployment, deploymentStatus, isStuck, lacks } from './deployment.ts'
import { revisionOf } from './deployment-sections.ts'
import { missingPods } from './missing.ts'
import { refusedPods } from './refused.ts'
import { period } from './rollout.ts'
import { conditionOf, wanted } from './workload.ts'
import { of } from './workload-status.ts'

export function deploymentProblems(deployment: Deployment, now: Date): readonly Problem[] {
  const refused = refusedPods(deployment)
  return [
    ...stuckDeletion(deployment, now),
    ...(refused.length > 0 ? refused : stuck(deployment)),
    ...unavailable(deployment),
    ...paused(deployment),
  ]
}

function stuck(deployment: Deployment): readonly Problem[] {
  const missing = lacks(deployment)
  if (!isStuck(deployment) || missing === '' || deployment.spec?.paused === true) return []
  const { progressDeadlineSeconds: deadline } = deployment.spec ?? {}
  const said = conditionOf(deployment, 'Progressing')?.message ?? ''
  const limit = period(deadline)
  return [
    {
      tone: 'bad',
      title: `The rollout is stuck: ${missing}`,
      evidence: [
        limit === undefined ? '' : `No progress for longer than its deadline of ${limit}.`,
        said,
      ],
      next: [...newSet(said, deployment), ...back(deployment)],
    },
  ]
}

/** `ReplicaSet "cart-7d9c" has timed out progressing.` */
function newSet(said: string, { metadata: { namespace } }: Deployment): readonly Step[] {
  const name = /^ReplicaSet "([^"]+)"/.exec(said)?.[1]
  if (name === undefined) return []
  return [{ text: `Replica set ${name}`, to: { resource: 'replicasets.apps', namespace, name } }]
}

/** To the revision before, where there is one. */
function back(deployment: Deployment): readonly Step[] {
  const { namespace = '', name } = deployment.metadata
  if (!(Number(revisionOf(deployment)) > 1)) return []
  return [
    {
      text: 'Go back to the revision before',
      act: 'undo',
      run: `kubectl rollout undo -n ${namespace} deployment/${name}`,
    },
  ]
}

function unavailable(deployment: Deployment): readonly Problem[] {
  const few = conditionOf(deployment, 'Available')
  return missingPods(
    deploymentStatus(deployment),
    few?.status === 'False' ? few.message : undefined,
  )
}

function paused(deployment: Deployment): readonly Problem[] {
  const { spec, status, metadata } = deployment
  const [updated, all] = [status?.updatedReplicas ?? 0, wanted(deployment)]
  if (spec?.paused !== true || updated >= all) return []
  const { namespace = '', name } = metadata
  return [
    {
      tone: 'warn',
      title: 'It is paused: the change of its template waits',
      evidence: [`${of(updated, all, 'pods')} are as the template says.`],
      next: [
        {
          text: 'Let it go on',
          act: 'resume',
          run: `kubectl rollout resume -n ${namespace} deployment/${name}`,
        },
      ],
    },
  ]
}
