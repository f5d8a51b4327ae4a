/** Waits for a container that was put beside the others a moment ago: its image may still be on its way. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pod } from '../../kinds/parts/pod.ts'
import type { Kube, Ref } from '../../kube.ts'

/** Looks, and milliseconds between them. */
const [most, pause] = [40, 500]

/** Why one will not come by itself, in the kubelet's words: ErrImagePull, ImagePullBackOff, CreateContainerConfigError. */
const failed = /Err|BackOff|Invalid/

/** Returns as well where it does not come: whoever opens it hears why. @throws what `get` throws */
export async function awaited(kube: Kube, ref: Ref, container: string): Promise<void> {
  for (let look = 0; look < most; look += 1) {
    const { value } = await kube.get(ref)
    if (!isComing(value, container)) return
    await sleep(pause)
  }
}

function isComing({ status = {} }: Pod, container: string): boolean {
  const { state } =
    (status.ephemeralContainerStatuses ?? []).find(({ name }) => name === container) ?? {}
  return (
    state === undefined || (state.waiting !== undefined && !failed.test(state.waiting.reason ?? ''))
  )
}
