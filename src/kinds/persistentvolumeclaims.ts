/** Persistent volume claims: whether they have their volume, why not, who uses them. */
import { kind, type Kind, type Section } from '../kind.ts'
import { numberOf } from './parts/amounts.ts'
import { claimProblems } from './parts/claim-problems.ts'
import { claimStatus } from './parts/claim-status.ts'
import { claimTold } from './parts/claim-told.ts'
import { age, name, status, text } from './parts/columns.ts'
import { trueOf } from './parts/conditions.ts'
import { field, link } from './parts/fields.ts'
import { written } from './parts/selectors.ts'
import {
  attributesColumn,
  attributesLink,
  type Claim,
  classColumn,
  classLink,
  modesReads,
  modesSaid,
  shortModes,
  usersOf,
} from './parts/storage.ts'

const claims: Kind = kind<Claim>({
  reads: [
    ...modesReads,
    'spec.volumeName',
    'spec.resources.requests.storage',
    'status.capacity.storage',
    'status.accessModes',
    'status.conditions.type',
    'status.conditions.status',
    'status.allocatedResourceStatuses.storage',
  ],
  columns: [
    name,
    status(claimStatus),
    {
      title: 'Volume',
      help: 'The volume that it is bound to',
      type: 'text',
      cell: ({ spec }) => link('persistentvolumes', spec?.volumeName) ?? { text: '' },
    },
    {
      title: 'Capacity',
      help: 'How much it has',
      type: 'quantity',
      cell: ({ status: of }) => ({ text: capacityOf(of?.capacity) }),
    },
    {
      title: 'Requested',
      help: 'How much it asks for',
      type: 'quantity',
      wide: true,
      cell: ({ spec }) => ({ text: spec?.resources?.requests?.['storage'] ?? '' }),
    },
    // kubectl leaves those of an unbound claim out: what it asks for says more than nothing.
    text('Access Modes', 'Who may read and write it', ({ spec, status: of }) =>
      shortModes(of?.accessModes ?? spec?.accessModes),
    ),
    classColumn,
    attributesColumn,
    age,
    text('VolumeMode', 'A file system, or a bare device', ({ spec }) => spec?.volumeMode, {
      wide: true,
    }),
  ],
  status: claimStatus,
  facets: {},
  sections: (claim) => ({
    main: [storage(claim), origin(claim), { block: 'related', id: 'pods' }],
    side: [],
  }),
  relations: [
    {
      id: 'pods',
      title: 'Used by',
      resource: 'pods',
      which: ({ metadata }) => ({ namespace: metadata.namespace ?? null }),
      keep: ({ metadata }) => usersOf(metadata.name, ownerPod(metadata.ownerReferences)),
      none: 'No pod uses it.',
    },
  ],
  problems: claimProblems,
  told: claimTold,
})
export default claims

/** The API server says 0 of a volume that it lost. */
const capacityOf = (of: NonNullable<Claim['status']>['capacity']) =>
  numberOf(of, 'storage') === 0 ? '' : (of?.['storage'] ?? '')

const ownerPod = (owners: Claim['metadata']['ownerReferences'] = []) =>
  owners.find(({ kind: of }) => of === 'Pod')?.uid

function storage({ spec = {}, status: of }: Claim): Section {
  const unused = trueOf(of?.conditions, 'Unused')?.lastTransitionTime
  return {
    block: 'fields',
    title: 'Storage',
    fields: [
      field('Volume', link('persistentvolumes', spec.volumeName)),
      field('Capacity', capacityOf(of?.capacity)),
      field('Requested', spec.resources?.requests?.['storage']),
      field('At most', spec.resources?.limits?.['storage']),
      field('Access modes', ...modesSaid(of?.accessModes ?? spec.accessModes)),
      field('Volume mode', spec.volumeMode),
      field('Storage class', classLink(spec.storageClassName)),
      field('Attributes class', attributesLink(spec.volumeAttributesClassName)),
      field('Unused for', unused ? { text: '', time: unused } : undefined),
    ],
  }
}

function origin({ spec = {}, metadata }: Claim): Section {
  const { dataSourceRef: source = spec.dataSource, selector } = spec
  const { namespace, annotations } = metadata
  const of = source?.name
  return {
    block: 'fields',
    title: 'Where it comes from',
    fields: [
      field(
        'Filled from',
        of === undefined
          ? undefined
          : { text: `${source?.kind ?? ''} ${of}`, to: sourceOf(source, of, namespace) },
      ),
      field('Takes volumes with', selector && written(selector)),
      field('Made by', annotations?.['volume.kubernetes.io/storage-provisioner']),
      field('For node', link('nodes', annotations?.['volume.kubernetes.io/selected-node'])),
    ],
  }
}

function sourceOf(
  source: NonNullable<Claim['spec']>['dataSource'],
  called: string,
  namespace: string | undefined,
) {
  const { apiGroup = '', kind: of = '', namespace: elsewhere = namespace } = source ?? {}
  return {
    resource: `${of.toLowerCase()}s${apiGroup === '' ? '' : `.${apiGroup}`}`,
    namespace: elsewhere,
    name: called,
  }
}
