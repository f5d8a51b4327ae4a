/** Pods of a workload that are not available, where no rollout explains it. */
import type { Problem, Status } from '../../kind.ts'

/** @param status of the workload. @param said what is known of it. */
export function missingPods(
  { tone, word, reason }: Status,
  said: string | undefined,
): readonly Problem[] {
  if (word !== 'Unavailable' && word !== 'Degraded') return []
  const none = reason.startsWith('0 ')
  return [
    {
      tone: tone === 'bad' ? 'bad' : 'warn',
      title: none ? 'None of its pods is available' : `Only ${reason}`,
      evidence: said === undefined ? [] : [said],
      next: [],
    },
  ]
}
