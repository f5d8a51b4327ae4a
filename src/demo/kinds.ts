/** What the demo serves: one line a resource; discovery, routes and selectors are read from it. */
import { sheet, words } from './sheet.ts'

export interface Kind {
  readonly plural: string
  readonly group: string
  /** The first is preferred and stored; the others are deprecated names of the same objects. */
  readonly versions: readonly [string, ...string[]]
  readonly kind: string
  readonly namespaced: boolean
  readonly short: readonly string[]
  readonly categories: readonly string[]
  /** Field selectors beside metadata.name and metadata.namespace, as the real server has them. */
  readonly fields: readonly string[]
}

const heads = [
  'plural',
  'group',
  'versions',
  'kind',
  'scope',
  'short',
  'category',
  'fields',
] as const

/** In the order of discovery. */
export const kinds: readonly Kind[] = sheet(
  heads,
  `
  configmaps                - v1                        ConfigMap                Namespaced cm   -   -
  events                    - v1                        Event                    Namespaced ev   -   involvedObject.kind involvedObject.namespace involvedObject.name involvedObject.uid involvedObject.apiVersion involvedObject.resourceVersion involvedObject.fieldPath reason reportingComponent source type
  namespaces                - v1                        Namespace                Cluster    ns   -   status.phase
  nodes                     - v1                        Node                     Cluster    no   -   spec.unschedulable
  persistentvolumeclaims    - v1                        PersistentVolumeClaim    Namespaced pvc  -   -
  persistentvolumes         - v1                        PersistentVolume         Cluster    pv   -   -
  pods                      - v1                        Pod                      Namespaced po   all spec.nodeName spec.restartPolicy spec.schedulerName spec.serviceAccountName spec.hostNetwork status.phase status.podIP status.podIPs status.nominatedNodeName
  secrets                   - v1                        Secret                   Namespaced -    -   type
  services                  - v1                        Service                  Namespaced svc  all spec.clusterIP spec.type
  daemonsets                apps v1                     DaemonSet                Namespaced ds   all -
  deployments               apps v1                     Deployment               Namespaced deploy all -
  replicasets               apps v1                     ReplicaSet               Namespaced rs   all -
  statefulsets              apps v1                     StatefulSet              Namespaced sts  all -
  cronjobs                  batch v1                    CronJob                  Namespaced cj   all -
  jobs                      batch v1                    Job                      Namespaced -    all status.successful
  ingresses                 networking.k8s.io v1        Ingress                  Namespaced ing  -   -
  customresourcedefinitions apiextensions.k8s.io v1     CustomResourceDefinition Cluster crd,crds api-extensions -
  backups                   data.example.com v1,v1beta1 Backup                   Namespaced bk   -   -
  `,
).map((row) => {
  const [stored = 'v1', ...deprecated] = words(row.versions)
  return {
    plural: row.plural,
    group: row.group,
    versions: [stored, ...deprecated],
    kind: row.kind,
    namespaced: row.scope === 'Namespaced',
    short: words(row.short),
    categories: words(row.category),
    fields: words(row.fields),
  }
})

export const verbs = ['delete', 'get', 'list', 'patch', 'watch'] as const

export function kindOf(kind: string): Kind {
  const found = kinds.find((one) => one.kind === kind)
  if (found === undefined) throw new TypeError(`the demo has no ${kind}`)
  return found
}

/** `pods`, `deployments.apps`: how messages name it. */
export const qualified = (kind: Kind): string =>
  kind.group === '' ? kind.plural : `${kind.plural}.${kind.group}`

export const apiVersion = (kind: Kind, version: string = kind.versions[0]): string =>
  kind.group === '' ? version : `${kind.group}/${version}`

/** Resources that come from a CustomResourceDefinition behave differently in small ways. */
export const custom = (kind: Kind): boolean => kind.group.endsWith('.example.com')
