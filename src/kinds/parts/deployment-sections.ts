/** How a Deployment changes its pods. */
import type { Fields } from '../../kind.ts'
import type { Deployment } from './deployment.ts'
import { field } from './fields.ts'
import { historyField, limits, lived, period, podsField, selectorField } from './rollout.ts'
import { conditionOf, wanted } from './workload.ts'

const revision = 'deployment.kubernetes.io/revision'
const cause = 'kubernetes.io/change-cause'

export const revisionOf = ({ metadata }: Pick<Deployment, 'metadata'>): string =>
  metadata.annotations?.[revision] ?? ''

export const causeOf = ({ metadata }: Pick<Deployment, 'metadata'>): string =>
  metadata.annotations?.[cause] ?? ''

/** Its controller notes the last step of each rollout; pods that are merely started anew are none. */
export function rolledOut(deployment: Deployment): { at: string; words: string } | null {
  const progress = conditionOf(deployment, 'Progressing')
  const at = progress?.lastUpdateTime ?? ''
  const turn = Number(revisionOf(deployment))
  if (at === '' || !(turn > 1)) return null
  const words = progress?.reason === 'NewReplicaSetAvailable' ? 'rolled out' : 'began to roll out'
  return { at, words: `${words} as revision ${turn}` }
}

export function rolloutSection(deployment: Deployment): Fields {
  const { spec = {}, status = {} } = deployment
  const at = conditionOf(deployment, 'Progressing')?.lastUpdateTime ?? undefined
  const deadline = period(spec.progressDeadlineSeconds)
  return {
    block: 'fields',
    title: 'Rollout',
    fields: [
      podsField(
        wanted(deployment),
        [
          [status.updatedReplicas, 'updated'],
          [status.readyReplicas, 'ready'],
          [status.availableReplicas, 'available'],
        ],
        deployment,
      ),
      field('Ending', status.terminatingReplicas || undefined),
      field('Revision', revisionOf(deployment)),
      field('Cause', causeOf(deployment)),
      field('Last progress', at && { text: '', time: at, note: 'ago' }),
      field('Strategy', spec.strategy?.type, strategyWords(deployment)),
      field('Paused', spec.paused === true ? 'yes' : undefined),
      field('Deadline', deadline === undefined ? undefined : `${deadline} without progress`),
      ...lived(deployment),
      historyField(deployment),
      selectorField(deployment),
    ],
  }
}

function strategyWords(deployment: Deployment): { text: string; note: string } | undefined {
  const rolling = deployment.spec?.strategy?.rollingUpdate
  if (rolling === undefined) return undefined
  return { text: '', note: limits(rolling, wanted(deployment)) }
}
