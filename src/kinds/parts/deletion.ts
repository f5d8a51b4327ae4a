/** A deletion that does not come to its end. */
import type { KubeObject, Problem } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { finalizerWords, isKnown } from './finalizers.ts'

/** Longer than any clean end takes beyond its grace. */
const patience = 60_000

/** When it was asked for, RFC 3339: the API server sets `deletionTimestamp` to the end of the grace. */
export function askedAt({
  deletionTimestamp = '',
  deletionGracePeriodSeconds: grace = 0,
}: KubeObject['metadata']): string {
  const at = new Date(Date.parse(deletionTimestamp) - grace * 1000)
  return grace === 0 || Number.isNaN(at.getTime()) ? deletionTimestamp : at.toISOString()
}

/** @param unheld why one without finalizers may still be there, a sentence. */
export function stuckDeletion(
  { metadata }: KubeObject,
  now: Date,
  unheld = 'No finalizer holds it any more: the API server should remove it soon.',
): readonly Problem[] {
  const late = overdue(metadata, now)
  if (late === null) return []
  const held = metadata.finalizers ?? []
  const whose = held.every(isKnown) ? '' : ' Whoever set a finalizer has to take it away.'
  return [
    {
      tone: 'warn',
      title: `It should have been gone ${age(late)} ago`,
      evidence:
        held.length > 0
          ? [`It waits for ${held.map(finalizerWords).join(', ')}.${whose}`]
          : [unheld],
      next: [
        { text: 'YAML', part: 'yaml' },
        { text: 'Events', part: 'events' },
      ],
    },
  ]
}

/** Milliseconds since it should have been gone; null where it is not late. */
export function overdue(
  { deletionTimestamp = '' }: KubeObject['metadata'],
  now: Date,
): number | null {
  const late = now.getTime() - Date.parse(deletionTimestamp)
  return late > patience ? late : null
}
