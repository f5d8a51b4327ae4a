/** What the demo serves: one line a resource; discovery, routes and selectors are read from it. */

export interface Kind {
  readonly plural: string
  readonly group: string
  /** The first is preferred and stored; the others are deprecated names of the same objects. */
  readonly versions: readonly [string, ...string[]]
  readonly kind: string
  readonly namespaced: boolean
  readonly short: readonly string[]
  readonly categories: readonly string[]
  readonly verbs: readonly string[]
  /** Field selectors beside metadata.name and metadata.namespace, as the real server has them. */
  readonly fields: readonly string[]
}

const involved = 'kind namespace name uid apiVersion resourceVersion fieldPath'
const event = 'reason reportingComponent source type '
const pod =
  'spec.nodeName spec.restartPolicy spec.schedulerName spec.serviceAccountName spec.hostNetwork ' +
  'status.phase status.podIP status.podIPs status.nominatedNodeName'

const verbs = ['delete', 'get', 'list', 'patch', 'watch']

/** In the order of discovery. A capital C: cluster-scoped. */
export const kinds: readonly Kind[] = [
  row('configmaps', '', 'ConfigMap', 'cm'),
  row('events', '', 'Event', 'ev', '', event + involved.replaceAll(/\w+/g, 'involvedObject.$&')),
  row('namespaces', '', 'Namespace', 'ns', 'C', 'status.phase'),
  row('nodes', '', 'Node', 'no', 'C', 'spec.unschedulable'),
  row('persistentvolumeclaims', '', 'PersistentVolumeClaim', 'pvc'),
  row('persistentvolumes', '', 'PersistentVolume', 'pv', 'C'),
  row('pods', '', 'Pod', 'po', 'all', pod),
  row('secrets', '', 'Secret', '', '', 'type'),
  row('services', '', 'Service', 'svc', 'all', 'spec.clusterIP spec.type'),
  row('daemonsets', 'apps', 'DaemonSet', 'ds', 'all'),
  row('deployments', 'apps', 'Deployment', 'deploy', 'all'),
  row('replicasets', 'apps', 'ReplicaSet', 'rs', 'all'),
  row('statefulsets', 'apps', 'StatefulSet', 'sts', 'all'),
  row('cronjobs', 'batch', 'CronJob', 'cj', 'all'),
  row('jobs', 'batch', 'Job', '', 'all', 'status.successful'),
  row('ingresses', 'networking.k8s.io', 'Ingress', 'ing'),
  row(
    'customresourcedefinitions',
    'apiextensions.k8s.io',
    'CustomResourceDefinition',
    'crd crds',
    'C api-extensions',
  ),
  review('authentication.k8s.io', 'SelfSubjectReview'),
  review('authorization.k8s.io', 'SelfSubjectAccessReview'),
  row('backups', 'data.example.com', 'Backup', 'bk', '', '', ['v1', 'v1beta1']),
]

function row(
  plural: string,
  group: string,
  kind: string,
  short: string,
  category = '',
  fields = '',
  versions: Kind['versions'] = ['v1'],
): Kind {
  const categories = words(category).filter((word) => word !== 'C')
  const namespaced = !words(category).includes('C')
  const lists = { short: words(short), categories, fields: words(fields) }
  return { plural, group, versions, kind, namespaced, verbs, ...lists }
}

/** What is posted to and never stored. */
function review(group: string, kind: string): Kind {
  return { ...row(`${kind.toLowerCase()}s`, group, kind, '', 'C'), verbs: ['create'] }
}

function words(cell: string): readonly string[] {
  return cell.split(' ').filter(Boolean)
}

export function kindOf(kind: string): Kind {
  const found = kinds.find((one) => one.kind === kind)
  if (found === undefined) throw new TypeError(`the demo has no ${kind}`)
  return found
}

export const apiVersion = ({ group, versions }: Kind, version: string = versions[0]): string =>
  group === '' ? version : `${group}/${version}`

/** The group of the custom resource, which behaves differently in small ways. */
export const custom = 'data.example.com'
