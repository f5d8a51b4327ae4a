/** What a container is doing, as its pod's status tells: whether more is to come of it. Pure. */
import { exitWords } from '../kinds/parts/exits.ts'
import { type ContainerStatus, isOver, type Pod, type PodStatus } from '../kinds/parts/pod.ts'

export interface Life {
  /** Another one after each start; empty where there was none. */
  readonly id: string
  /** When it began, RFC 3339 to the second; empty where it has not. */
  readonly began: string
  /** How it ended: `exit 3`; null while it runs or waits for its first start. */
  readonly end: string | null
  /** Its pod is over: no container of it is started anew. */
  readonly over: boolean
}

export function lifeOf(pod: Pod, container: string): Life {
  const one = statusOf(pod.status, container)
  return { id: one?.containerID ?? '', ...span(one), over: isOver(pod) }
}

function span({ state, lastState }: Partial<ContainerStatus> = {}): Pick<Life, 'began' | 'end'> {
  const running = state?.running
  if (running !== undefined) return { began: running.startedAt ?? '', end: null }
  // While it waits for its next start, what can be read is what the last one said.
  const ended = state?.terminated ?? lastState?.terminated
  if (ended === undefined) return { began: '', end: null }
  return { began: ended.startedAt ?? '', end: exitWords(ended) }
}

function statusOf(status: PodStatus = {}, container: string): ContainerStatus | undefined {
  const { containerStatuses, initContainerStatuses, ephemeralContainerStatuses } = status
  const all = [containerStatuses, initContainerStatuses, ephemeralContainerStatuses]
  return all.flatMap((some) => some ?? []).find(({ name }) => name === container)
}
