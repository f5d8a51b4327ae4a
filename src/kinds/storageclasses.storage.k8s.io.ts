/** Storage classes: what makes volumes of a sort, when, and what became of them. */
import { kind, type Kind, type KubeObject, type Section } from '../kind.ts'
import { age, name, text } from './parts/columns.ts'
import { stuckDeletion } from './parts/deletion.ts'
import { field } from './parts/fields.ts'
import type { Labels } from './parts/pod.ts'
import { policySaid } from './parts/storage.ts'

interface StorageClass extends KubeObject {
  readonly provisioner?: string
  readonly reclaimPolicy?: string
  readonly volumeBindingMode?: string
  readonly allowVolumeExpansion?: boolean
  readonly parameters?: Labels
  readonly mountOptions?: readonly string[]
  readonly allowedTopologies?: readonly {
    readonly matchLabelExpressions?: readonly {
      readonly key: string
      readonly values?: readonly string[]
    }[]
  }[]
}

/** Which one is the default is said by an annotation only, which lists leave out: they are the server's own print. */
const classes: Kind = kind<StorageClass>({
  reads: null,
  columns: [name, text('Provisioner', 'Who makes volumes', (of) => of.provisioner), age],
  status: () => null,
  facets: {},
  sections: (of) => ({
    main: [
      made(of),
      parameters(of),
      ...['claims', 'volumes'].map((id) => ({ block: 'related', id }) as const),
    ],
    side: [],
  }),
  relations: [
    {
      id: 'claims',
      title: 'Claims of it',
      resource: 'persistentvolumeclaims',
      which: () => ({ namespace: null }),
      keep: ({ metadata }) => isOf(metadata.name),
      columns: ['Name', 'Namespace', 'Status', 'Volume', 'Capacity', 'Age'],
      none: 'No claim asks for it.',
    },
    {
      id: 'volumes',
      title: 'Volumes of it',
      resource: 'persistentvolumes',
      which: () => ({ namespace: null }),
      keep: ({ metadata }) => isOf(metadata.name),
      columns: ['Name', 'Status', 'Claim', 'Capacity', 'Reclaim Policy', 'Age'],
      none: 'There are no volumes of it.',
    },
  ],
  problems: stuckDeletion,
})
export default classes

const isOf =
  (called: string) =>
  (other: KubeObject): boolean =>
    (other['spec'] as { readonly storageClassName?: string } | undefined)?.storageClassName ===
    called

const bindings: Readonly<Record<string, string>> = {
  Immediate: 'a volume is made or bound as soon as a claim is there',
  WaitForFirstConsumer: 'a volume is made or bound when the first pod uses the claim',
}

function made(of: StorageClass): Section {
  const { provisioner, volumeBindingMode: binding = '', allowVolumeExpansion: grows } = of
  const { metadata, mountOptions = [], allowedTopologies = [] } = of
  const mark = metadata.annotations?.['storageclass.kubernetes.io/is-default-class']
  const byHand = provisioner === 'kubernetes.io/no-provisioner'
  return {
    block: 'fields',
    title: 'How volumes are made',
    fields: [
      field('Default', mark === 'true' ? 'for claims that name no class' : undefined),
      field('Made by', provisioner && { text: provisioner, note: byHand ? 'by hand' : '' }),
      field('When', binding && { text: binding, note: bindings[binding] }),
      field('Reclaim policy', policySaid(of.reclaimPolicy)),
      field('May grow', grows === true ? 'yes' : 'no'),
      field('Mount options', ...mountOptions),
      field(
        'Where',
        ...allowedTopologies.flatMap(({ matchLabelExpressions = [] }) =>
          matchLabelExpressions.map(({ key, values = [] }) => `${key}: ${values.join(' or ')}`),
        ),
      ),
    ],
  }
}

const parameters = (of: StorageClass): Section => ({
  block: 'fields',
  title: 'Parameters of its driver',
  fields: Object.entries(of.parameters ?? {}).map(([key, value]) => field(key, value)),
})
