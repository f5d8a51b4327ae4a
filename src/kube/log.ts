/** A container's log as lines with their times. */
import type { LogLine, LogQuery, Ref, Work } from './contract.ts'
import type { Call } from './call.ts'
import { logLines } from './log-lines.ts'
import { pathOf } from './path.ts'
import type { Streams } from './stream.ts'

/** See `Kube.log`. @throws KubeError 400 where the kubelet has nothing to give, in its words. */
export async function* log(
  long: Streams,
  work: Work,
  ref: Ref,
  query: LogQuery,
): AsyncGenerator<readonly LogLine[]> {
  const { body } = await long.begin(work, logCall(ref, query, { timestamps: 'true' }))
  yield* logLines(body)
}

/** The request of a log. @param more further parameters. */
export function logCall(
  { resource, namespace, name }: Ref,
  { container, follow = false, previous = false, tail, since }: LogQuery,
  more: Readonly<Record<string, string>> = {},
): Call {
  const query: Record<string, string> = {
    container,
    ...(follow && { follow: 'true' }),
    ...(previous && { previous: 'true' }),
    ...(tail !== undefined && { tailLines: String(tail) }),
    ...(since !== undefined && { sinceTime: since }),
    ...more,
  }
  return {
    asked: { verb: 'get', resource: `${resource.id}/log`, namespace, name },
    path: pathOf({ resource, namespace, name, subresource: 'log' }, query),
    accept: '*/*',
    limit: follow ? 'follow' : 'log',
  }
}
