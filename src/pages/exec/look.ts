/** What may be wrong with a terminal that is silent or broke off: asked as the person, within seconds. */
import { AppError, KubeError, NotSignedIn, Unreachable } from '../../errors.ts'
import type { Pod } from '../../kinds/parts/pod.ts'
import type { Connection, Kube, Ref } from '../../kube.ts'
import type { Why } from '../../terminals.ts'
import type { Begun } from './wish.ts'

/** Milliseconds for each of the two questions. */
const patience = 4000

export function looking(
  connection: () => Connection,
  ref: Ref,
  { uid, container }: Pick<Begun, 'uid' | 'container'>,
): () => Promise<Why> {
  const kube = () => connection().kube({ signal: AbortSignal.timeout(patience) })
  return async () => {
    try {
      const { value } = await kube().get(ref)
      return ofPod(value, uid, container) ?? (await ofNode(kube(), ref, container, value))
    } catch (error) {
      if (error instanceof KubeError && error.status === 404) return { by: 'gone' }
      if (error instanceof KubeError || error instanceof NotSignedIn) return { by: 'nothing' }
      const late = !(error instanceof Unreachable) || error.status === 504
      return { by: 'server', late, words: wordsOf(error) }
    }
  }
}

function ofPod({ metadata, status = {} }: Pod, uid: string, container: string): Why | null {
  if (metadata.uid !== uid) return { by: 'gone' }
  if (metadata.deletionTimestamp !== undefined) return { by: 'ending' }
  const all = [status.containerStatuses, status.initContainerStatuses]
  const { state } =
    [...all, status.ephemeralContainerStatuses]
      .flatMap((some = []) => some)
      .find(({ name }) => name === container) ?? {}
  if (state?.terminated === undefined) return null
  const { reason = '', exitCode } = state.terminated
  return { by: 'over', words: `${reason}, exit code ${exitCode}`.replace(/^, /, '') }
}

/** One line of the container's log goes the same way to the same kubelet; who may not read it hears of the pod’s node. */
async function ofNode(kube: Kube, ref: Ref, container: string, pod: Pod): Promise<Why> {
  const { nodeName: node = '' } = pod.spec ?? {}
  try {
    for await (const _ of kube.log(ref, { container, tail: 1 })) break
    return { by: 'nothing' }
  } catch (error) {
    if (error instanceof Unreachable || (error instanceof KubeError && error.status < 500))
      return notReady(pod) ? { by: 'node', node, words: '' } : { by: 'nothing' }
    return { by: 'node', node, words: wordsOf(error) }
  }
}

/** The node controller says so of all pods of a node that is silent. */
const notReady = ({ status = {} }: Pod): boolean =>
  (status.conditions ?? []).some(
    ({ type, status: is, reason }) =>
      type === 'Ready' && is !== 'True' && reason === 'NodeNotReady',
  )

const wordsOf = (error: unknown): string =>
  error instanceof AppError ? error.message : `no answer within ${patience / 1000} s`
