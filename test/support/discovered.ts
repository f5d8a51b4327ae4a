/** A cluster's discovery as a value, for tests of what is made from it. */
import { index } from '../../src/kube/discovery/index.ts'
import type { Discovery, Resource } from '../../src/kube.ts'
import { pods } from './resources.ts'

const of = (plural: string, kind: string, group = '', more: Partial<Resource> = {}): Resource => ({
  ...pods,
  id: group === '' ? plural : `${plural}.${group}`,
  group,
  plural,
  singular: kind.toLowerCase(),
  kind,
  shortNames: [],
  subresources: [],
  ...more,
})

export const nodes = of('nodes', 'Node', '', { namespaced: false, shortNames: ['no'] })
export const configMaps = of('configmaps', 'ConfigMap', '', { shortNames: ['cm'] })

/** Core, a few groups, custom resources, one that cannot be listed. */
export const discovery: Discovery = index(
  [
    pods,
    nodes,
    configMaps,
    of('events', 'Event', '', { shortNames: ['ev'] }),
    of('namespaces', 'Namespace', '', { namespaced: false, shortNames: ['ns'] }),
    of('bindings', 'Binding', '', { verbs: ['create'] }),
    of('componentstatuses', 'ComponentStatus', '', { namespaced: false }),
    of('deployments', 'Deployment', 'apps', { shortNames: ['deploy'] }),
    of('replicasets', 'ReplicaSet', 'apps'),
    of('leases', 'Lease', 'coordination.k8s.io'),
    of('certificates', 'Certificate', 'cert-manager.io'),
    of('issuers', 'Issuer', 'cert-manager.io'),
    of('pods', 'PodMetrics', 'metrics.k8s.io'),
  ],
  [],
)
