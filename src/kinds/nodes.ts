/** Nodes: whether they are ready, what they have, what runs on them. */
import { kind, type Column, type Kind } from '../kind.ts'
import { amountOf, numberOf } from './parts/amounts.ts'
import { age, name, status, text } from './parts/columns.ts'
import {
  addressOf,
  kernel,
  label,
  type Node,
  poolLabels,
  poolOf,
  roleLabels,
  rolesOf,
  taintWords,
} from './parts/node.ts'
import { nodeSections } from './parts/node-sections.ts'
import { nodeProblems } from './parts/node-problems.ts'
import { nodeStatus } from './parts/node-status.ts'
import { requestReads } from './parts/requests.ts'
import { takenOf } from './parts/taken.ts'
import { measure } from './parts/usage.ts'
import { fieldsWritten } from './parts/selectors.ts'

/** Those that the control plane sets for what the status says are left out. */
const taints = ({ spec }: Node) =>
  (spec?.taints ?? []).filter(({ key }) => !key.startsWith('node.kubernetes.io/')).map(taintWords)

const zone = label('topology.kubernetes.io/zone')
const instance = label('node.kubernetes.io/instance-type')

const nodes: Kind = kind<Node>({
  reads: [
    'spec.unschedulable',
    'spec.taints',
    'status.conditions.type',
    'status.conditions.status',
    'status.conditions.reason',
    'status.conditions.message',
    'status.conditions.lastTransitionTime',
    'status.addresses',
    'status.allocatable.cpu',
    'status.allocatable.memory',
    'status.allocatable.pods',
    'status.nodeInfo.kubeletVersion',
    'status.nodeInfo.osImage',
    'status.nodeInfo.kernelVersion',
    'status.nodeInfo.architecture',
    'status.nodeInfo.containerRuntimeVersion',
  ],
  columns: [
    name,
    status(nodeStatus),
    text('Roles', 'What it is for', (node) => rolesOf(node).join(', '), {
      facet: 'label',
      among: roleLabels,
    }),
    text(
      'Taints',
      'What keeps pods away that do not tolerate it',
      (node) => taints(node).join(', '),
      { facet: 'taint', among: taints },
    ),
    age,
    text('Version', 'Of its kubelet', ({ status: of }) => of?.nodeInfo?.kubeletVersion),
    text('Internal-IP', 'Its address within the cluster', (node) => addressOf(node, 'InternalIP')),
    text('External-IP', 'Its address outside', (node) => addressOf(node, 'ExternalIP'), {
      wide: true,
    }),
    capacity('CPU', 'Cores that pods may ask for', 'cpu'),
    capacity('Memory', 'Memory that pods may ask for', 'memory'),
    capacity('Pods', 'How many pods it takes', 'pods', { wide: true }),
    text('Zone', 'Where it stands', zone.of, { wide: true, facet: 'label', among: zone.pairs }),
    text('Pool', 'The group of nodes that it was made with', poolOf, {
      wide: true,
      facet: 'label',
      among: poolLabels,
    }),
    text('Instance', 'What sort of machine it is', instance.of, {
      wide: true,
      facet: 'label',
      among: instance.pairs,
    }),
    text('OS-Image', 'Its operating system', ({ status: of }) => of?.nodeInfo?.osImage, {
      wide: true,
    }),
    text('Kernel-Version', 'Its kernel and architecture', kernel, { wide: true }),
    text(
      'Container-Runtime',
      'What runs its containers',
      ({ status: of }) => of?.nodeInfo?.containerRuntimeVersion,
      { wide: true },
    ),
  ],
  status: nodeStatus,
  usage: {
    after: 'Age',
    said: ({ status: of }, resource, used) =>
      measure(resource, used, {
        request: null,
        limit: numberOf(of?.allocatable, resource),
        called: 'allocatable',
      }),
    note: ({ status: of }, resource) => {
      const whole = amountOf(resource, of?.allocatable?.[resource])
      return whole === '' ? '' : `of ${whole}`
    },
  },
  facets: {
    taint: ({ spec }) => (spec?.taints ?? []).map(taintWords),
    arch: ({ status: of }) => [of?.nodeInfo?.architecture ?? ''],
  },
  sections: nodeSections,
  relations: [
    {
      id: 'pods',
      title: 'Pods on it',
      resource: 'pods',
      which: ({ metadata }) => ({
        namespace: null,
        fields: fieldsWritten({ 'spec.nodeName': metadata.name }),
      }),
      reads: requestReads,
      columns: ['Name', 'Status', 'Namespace', 'Ready', 'Restarts', 'Age'],
      sum: takenOf,
      none: 'No pod runs on it.',
    },
  ],
  problems: nodeProblems,
  gives: ({ status: of }) => [
    numberOf(of?.allocatable, 'cpu') ?? 0,
    numberOf(of?.allocatable, 'memory') ?? 0,
    numberOf(of?.allocatable, 'pods') ?? 0,
  ],
})
export default nodes

function capacity(
  title: string,
  help: string,
  resource: string,
  more: Partial<Column<Node>> = {},
): Column<Node> {
  return {
    title,
    help,
    type: 'quantity',
    cell: ({ status: of }) => ({ text: amountOf(resource, of?.allocatable?.[resource]) }),
    value: ({ status: of }) => numberOf(of?.allocatable, resource),
    ...more,
  }
}
