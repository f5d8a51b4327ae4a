/** Which actions there are of which resource. */
import { cordon, uncordon } from './actions/cordon.ts'
import { debug } from './actions/debug.ts'
import { deletion } from './actions/deletion.ts'
import { eviction } from './actions/eviction.ts'
import { image } from './actions/image.ts'
import { annotations, labels } from './actions/marks.ts'
import { pause, resume } from './actions/pause.ts'
import { restart } from './actions/restart.ts'
import { scale } from './actions/scale.ts'
import { suspend, unsuspend } from './actions/suspend.ts'
import { trigger } from './actions/trigger.ts'
import { undoDeployment, undoSet } from './actions/undo.ts'
import type { Action, Many } from './kind/action.ts'
import type { Resource } from './kube.ts'

/** By kubectl's names, what people use most first. */
const own: Readonly<Record<string, readonly Action[]>> = {
  'deployments.apps': [restart, undoDeployment, image, pause, resume],
  'statefulsets.apps': [restart, undoSet, image],
  'daemonsets.apps': [restart, undoSet, image],
  'cronjobs.batch': [trigger, suspend, unsuspend],
  'jobs.batch': [suspend, unsuspend],
  pods: [eviction],
  nodes: [cordon, uncordon],
}

export function actionsOf({ id, subresources, verbs }: Resource): readonly Action[] {
  const aside = subresources.includes('ephemeralcontainers') ? [debug] : []
  const scaled = subresources.includes('scale') ? [scale] : []
  const marks = verbs.includes('patch') ? [labels, annotations] : []
  const gone = verbs.includes('delete') ? [deletion] : []
  return [...scaled, ...aside, ...(own[id] ?? []), ...marks, ...gone]
}

/** Those that are done to many at once. */
export const actionsOfMany = (resource: Resource): readonly (Action & { many: Many })[] =>
  actionsOf(resource).flatMap((each) =>
    each.many === undefined ? [] : [{ ...each, many: each.many }],
  )

/** Of all there are: words behind an object's address. */
export const actionIds: readonly string[] = [
  ...new Set(
    [scale, debug, labels, annotations, deletion, ...Object.values(own).flat()].map(({ id }) => id),
  ),
]
