/** How a DaemonSet changes its pods. */
import type { Fields } from '../../kind.ts'
import { type DaemonSet, nodes, onDelete } from './daemon-set.ts'
import { field } from './fields.ts'
import { historyField, limits, lived, podsField, selectorField } from './rollout.ts'

export function rolloutSection(set: DaemonSet): Fields {
  const { spec = {}, status = {} } = set
  const { type, rollingUpdate } = spec.updateStrategy ?? {}
  const how = onDelete(set)
    ? 'a pod is replaced when somebody deletes it'
    : rollingUpdate && limits(rollingUpdate, nodes(set))
  return {
    block: 'fields',
    title: 'Rollout',
    fields: [
      podsField(
        status.desiredNumberScheduled,
        [
          [status.updatedNumberScheduled, 'updated'],
          [status.numberReady, 'ready'],
          [status.numberAvailable, 'available'],
        ],
        set,
      ),
      field('Misplaced', status.numberMisscheduled || undefined),
      field('Strategy', type, how === undefined ? undefined : { text: '', note: how }),
      ...lived(set),
      historyField(set),
      selectorField(set),
    ],
  }
}
