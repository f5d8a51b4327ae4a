/** A deletion that does not come to its end. */
import type { KubeObject, Problem } from '../../kind.ts'
import { age } from '../../views/age.ts'

/** Longer than any clean end takes beyond its grace. */
const patience = 60_000

/** The API server sets `deletionTimestamp` to the end of the grace. */
export function stuckDeletion({ metadata }: KubeObject, now: Date): readonly Problem[] {
  const late = now.getTime() - Date.parse(metadata.deletionTimestamp ?? '')
  if (!(late > patience)) return []
  const held = metadata.finalizers ?? []
  return [
    {
      tone: 'warn',
      title: `It should have been gone ${age(late)} ago`,
      evidence:
        held.length > 0
          ? [`It waits for ${held.join(', ')}: whoever set a finalizer has to take it away.`]
          : ['Nobody has confirmed that it ended: perhaps its node does not answer.'],
      next: [
        { text: 'YAML', part: 'yaml' },
        { text: 'Events', part: 'events' },
      ],
    },
  ]
}
