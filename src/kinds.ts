/** Which resources have a kind file. */
import type { Kind } from './kind.ts'
import configmaps from './kinds/configmaps.ts'
import events from './kinds/events.ts'
import nodes from './kinds/nodes.ts'
import claims from './kinds/persistentvolumeclaims.ts'
import volumes from './kinds/persistentvolumes.ts'
import pods from './kinds/pods.ts'
import secrets from './kinds/secrets.ts'
import services from './kinds/services.ts'

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['configmaps', configmaps],
  ['pods', pods],
  ['secrets', secrets],
  ['services', services],
  ['events', events],
  ['nodes', nodes],
  ['persistentvolumeclaims', claims],
  ['persistentvolumes', volumes],
])

/** @param resource kubectl's name. Undefined: the generic list and page serve it. */
export const kindOf = (resource: string): Kind | undefined => kinds.get(resource)

/** Every resource that has one. */
export const resources: readonly string[] = [...kinds.keys()]
