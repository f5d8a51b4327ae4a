/** The request of a container's log. */
import type { Call } from './call.ts'
import type { LogQuery, Ref } from './contract.ts'
import { pathOf } from './path.ts'

/** @param more further parameters. */
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
