/** A right that is withdrawn ends the stream that lives on it: the API server looks at it only when a watch opens. */
import type { Context } from 'hono'
import { AppError, KubeError, NotSignedIn } from '../errors.ts'
import type { Env } from '../http/env.ts'
import type { Kube, Resource } from '../kube.ts'
import type { Source } from '../live/ticks.ts'
import type { ListState } from '../views/query.ts'

/** Milliseconds between two looks. */
const often = 45_000

export interface Rights extends Source {
  /** Why the stream has to end; null while it may go on. */
  refused(): AppError | null
  stop(): void
}

/** Asked with the viewer's own credential, not with that of whoever opened the watch. */
export function allowed(
  c: Context<Env>,
  resource: Resource,
  state: ListState,
  signal: AbortSignal,
): Rights {
  const kube = c.var.connection.kube({ signal })
  let refused: AppError | null = null
  let told: (() => void) | null = null
  const look = async () => {
    refused = await why(kube, resource, state)
    if (refused !== null) told?.()
  }
  const timer = setInterval(() => void look(), often)
  return {
    refused: () => refused,
    watch(changed) {
      told = changed
      return () => (told = null)
    },
    stop: () => clearInterval(timer),
  }
}

async function why(kube: Kube, resource: Resource, state: ListState): Promise<AppError | null> {
  const scopes = resource.namespaced && state.namespaces.length > 0 ? state.namespaces : [null]
  try {
    const asked = scopes.flatMap((namespace) =>
      ['list', 'watch'].map((verb) => kube.can(verb, resource, namespace)),
    )
    return (await Promise.all(asked)).every((may) => may) ? null : withdrawn(resource)
  } catch (error) {
    return error instanceof NotSignedIn ? error : null
  }
}

function withdrawn({ id }: Resource): KubeError {
  const asked = { verb: 'watch', resource: id, namespace: null, name: null }
  return new KubeError(asked, {
    status: 403,
    reason: 'Forbidden',
    message: `${id}: no longer allowed`,
  })
}
