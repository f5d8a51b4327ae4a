/** Pods of an older revision that nobody replaces but who deletes them (OnDelete). */
import type { Problem } from '../../kind.ts'
import { counted } from '../../views/words.ts'
import { written } from './selectors.ts'
import type { Workload } from './workload.ts'

/** @param many of them, of `all`. */
export function outdatedPods(
  { spec, metadata }: Workload,
  many: number,
  all: number,
): readonly Problem[] {
  if (many === 0) return []
  const query = { ns: metadata.namespace, l: written(spec?.selector ?? {}) }
  return [
    {
      tone: 'warn',
      title: `${many} of ${counted(all, 'pod')} ${many === 1 ? 'is' : 'are'} of an older revision`,
      evidence: ['Its strategy is OnDelete: a pod is replaced only when somebody deletes it.'],
      next: [{ text: 'Its pods', to: { list: 'pods', query } }],
    },
  ]
}
