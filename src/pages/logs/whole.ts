/** One container's log as a file: byte for byte what the kubelet has, however long its lines are. */
import type { Kube } from '../../kube.ts'
import { beginning } from '../../logs/asked.ts'
import type { Wanted } from './reading.ts'

/** Nothing of it has to be understood: no line is left out, marked or dated. */
export function isWhole({ sources, asked }: Wanted): boolean {
  const { q, levels, from, to, times, follow } = asked
  const all = q === '' && levels.length === 0 && from === '' && to === ''
  return all && sources.length === 1 && times !== 'utc' && !follow
}

/** A file that breaks off is a download that fails. @throws AppError */
export async function* whole(
  kube: Kube,
  { resource, sources, asked, now }: Wanted,
): AsyncGenerator<Uint8Array> {
  for (const { namespace, pod, container } of sources) {
    const ref = { resource, namespace, name: pod }
    const since = beginning(asked, now)
    const { previous } = asked
    const query = { container, previous, ...(since !== null && { since }) }
    yield* await kube.logBytes(ref, query)
  }
}
