/** Which actions there are of which resource. */
import { cordon, uncordon } from './actions/cordon.ts'
import { pause, resume } from './actions/pause.ts'
import { restart } from './actions/restart.ts'
import { scale } from './actions/scale.ts'
import { suspend, unsuspend } from './actions/suspend.ts'
import { trigger } from './actions/trigger.ts'
import type { Action } from './kind/action.ts'
import type { Resource } from './kube.ts'

/** By kubectl's names, what people use most first. */
const own: Readonly<Record<string, readonly Action[]>> = {
  'deployments.apps': [restart, pause, resume],
  'statefulsets.apps': [restart],
  'daemonsets.apps': [restart],
  'cronjobs.batch': [trigger, suspend, unsuspend],
  'jobs.batch': [suspend, unsuspend],
  nodes: [cordon, uncordon],
}

export function actionsOf({ id, subresources }: Resource): readonly Action[] {
  const scaled = subresources.includes('scale') ? [scale] : []
  return [...scaled, ...(own[id] ?? [])]
}

/** Of all there are: words behind an object's address. */
export const actionIds: readonly string[] = [
  ...new Set([scale, ...Object.values(own).flat()].map(({ id }) => id)),
]
