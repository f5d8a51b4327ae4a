/** Which resources have a kind file. */
import type { Kind } from './kind.ts'
import configmaps from './kinds/configmaps.ts'
import controllerrevisions from './kinds/controllerrevisions.apps.ts'
import cronjobs from './kinds/cronjobs.batch.ts'
import daemonsets from './kinds/daemonsets.apps.ts'
import deployments from './kinds/deployments.apps.ts'
import endpointslices from './kinds/endpointslices.discovery.k8s.io.ts'
import events from './kinds/events.ts'
import horizontalpodautoscalers from './kinds/horizontalpodautoscalers.autoscaling.ts'
import ingresses from './kinds/ingresses.networking.k8s.io.ts'
import jobs from './kinds/jobs.batch.ts'
import limits from './kinds/limitranges.ts'
import namespaces from './kinds/namespaces.ts'
import nodes from './kinds/nodes.ts'
import claims from './kinds/persistentvolumeclaims.ts'
import volumes from './kinds/persistentvolumes.ts'
import poddisruptionbudgets from './kinds/poddisruptionbudgets.policy.ts'
import pods from './kinds/pods.ts'
import replicasets from './kinds/replicasets.apps.ts'
import quotas from './kinds/resourcequotas.ts'
import secrets from './kinds/secrets.ts'
import serviceaccounts from './kinds/serviceaccounts.ts'
import services from './kinds/services.ts'
import statefulsets from './kinds/statefulsets.apps.ts'
import classes from './kinds/storageclasses.storage.k8s.io.ts'

const kinds: ReadonlyMap<string, Kind> = new Map([
  ['configmaps', configmaps],
  ['controllerrevisions.apps', controllerrevisions],
  ['cronjobs.batch', cronjobs],
  ['daemonsets.apps', daemonsets],
  ['deployments.apps', deployments],
  ['endpointslices.discovery.k8s.io', endpointslices],
  ['events', events],
  ['horizontalpodautoscalers.autoscaling', horizontalpodautoscalers],
  ['ingresses.networking.k8s.io', ingresses],
  ['jobs.batch', jobs],
  ['limitranges', limits],
  ['namespaces', namespaces],
  ['nodes', nodes],
  ['persistentvolumeclaims', claims],
  ['persistentvolumes', volumes],
  ['poddisruptionbudgets.policy', poddisruptionbudgets],
  ['pods', pods],
  ['replicasets.apps', replicasets],
  ['resourcequotas', quotas],
  ['secrets', secrets],
  ['serviceaccounts', serviceaccounts],
  ['services', services],
  ['statefulsets.apps', statefulsets],
  ['storageclasses.storage.k8s.io', classes],
])

/** @param resource kubectl's name. Undefined: the generic list and page serve it. */
export const kindOf = (resource: string): Kind | undefined => kinds.get(resource)

/** Every resource that has one. */
export const resources: readonly string[] = [...kinds.keys()]
