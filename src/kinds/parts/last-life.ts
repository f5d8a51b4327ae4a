/** Where the log of a container's life stands that ended last. */
import type { Step } from '../../kind.ts'
import type { ContainerStatus, Pod } from './pod.ts'

/** Until it is started anew it is the life at hand that ended; the one before is removed from its node. */
export function lastSaid({ metadata }: Pod, { name, state }: ContainerStatus): Step {
  const before = state?.terminated === undefined
  const { namespace = '' } = metadata
  return {
    text: 'What it said before it ended',
    part: 'logs',
    query: { ...(before && { previous: '1' }), container: name },
    run: `kubectl logs ${before ? '--previous ' : ''}-n ${namespace} ${metadata.name} -c ${name}`,
  }
}
