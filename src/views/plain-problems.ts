/** What is wrong with an object that nothing is known of but its conditions: a custom resource's, most often. Pure. */
import type { Problem } from '../kind.ts'
import { stuckDeletion } from '../kinds/parts/deletion.ts'
import type { KubeObject } from '../kube.ts'
import { conditions } from './conditions.ts'

/** More of them say nothing more. */
const most = 3

export function plainProblems(object: KubeObject, now: Date): readonly Problem[] {
  const bad = conditions(object, now).items.filter(({ tone }) => tone === 'bad')
  const told = bad.slice(0, most).map(({ words, reason, message }): Problem => ({
    tone: 'bad',
    title: reason === '' ? words : `${words}: ${reason}`,
    evidence: message === '' ? [] : [message],
    next: [{ text: 'Events', part: 'events' }],
  }))
  return [...told, ...stuckDeletion(object, now)]
}
