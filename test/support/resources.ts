/** Resources as discovery tells them, for tests that need no discovery. */
import type { Resource } from '../../src/kube.ts'

export const pods: Resource = {
  id: 'pods',
  group: '',
  version: 'v1',
  plural: 'pods',
  singular: 'pod',
  kind: 'Pod',
  namespaced: true,
  verbs: ['get', 'list', 'watch'],
  shortNames: ['po'],
  categories: ['all'],
  subresources: ['log'],
  versions: ['v1'],
}

export const secrets: Resource = {
  ...pods,
  id: 'secrets',
  plural: 'secrets',
  singular: 'secret',
  kind: 'Secret',
  shortNames: [],
}

export const roles: Resource = {
  ...pods,
  id: 'clusterroles.rbac.authorization.k8s.io',
  group: 'rbac.authorization.k8s.io',
  plural: 'clusterroles',
  singular: 'clusterrole',
  kind: 'ClusterRole',
  namespaced: false,
  shortNames: [],
}

/** One without a kind file: its page is the generic one. */
export const leases: Resource = {
  ...pods,
  id: 'leases.coordination.k8s.io',
  group: 'coordination.k8s.io',
  plural: 'leases',
  singular: 'lease',
  kind: 'Lease',
  shortNames: [],
  subresources: [],
}
