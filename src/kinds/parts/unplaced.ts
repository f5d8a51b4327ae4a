/** What to look at where the scheduler has found no place for a pod. */
import type { Step } from '../../kind.ts'
import type { Pod } from './pod.ts'
import { unschedulable } from './scheduling.ts'

/** @param said the scheduler's sentence. The claims of the pod where it is about those, else the nodes. */
export function whereToLook(pod: Pod, said: string): readonly Step[] {
  const { reasons, instead } = unschedulable(said)
  const nodes: Step = { text: 'Nodes', to: { list: 'nodes', query: {} } }
  if (instead !== '') return /persistent ?volume/i.test(instead) ? [...claims(pod), bound] : [nodes]
  const volumes = reasons.some(({ why }) => why.includes('volume'))
  return [nodes, ...(volumes ? claims(pod) : []), compare]
}

const bound: Step = { text: 'Its claims have to be bound before it is placed: see why one is not.' }
const compare: Step = {
  text: 'Compare what it asks for with what the nodes have left, or its selectors and tolerations with their labels and taints.',
}

/** A generic ephemeral volume's claim is called after the pod and the volume. */
const claims = ({ spec, metadata: { namespace, name } }: Pod): readonly Step[] =>
  (spec?.volumes ?? []).flatMap(({ name: volume, persistentVolumeClaim, ephemeral }) => {
    const own = ephemeral === undefined ? '' : `${name}-${volume}`
    const claim = persistentVolumeClaim?.claimName ?? own
    const to = { resource: 'persistentvolumeclaims', namespace, name: claim }
    return claim === '' ? [] : [{ text: `Claim ${claim}`, to }]
  })
