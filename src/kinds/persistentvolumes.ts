/** Persistent volumes: who has them, where they are, what becomes of them. */
import { kind, type Kind, type Said, type Section, type Status } from '../kind.ts'
import { age, name, status, text } from './parts/columns.ts'
import { field } from './parts/fields.ts'
import { remembered } from './parts/remembered.ts'
import {
  attributesColumn,
  attributesLink,
  classColumn,
  classLink,
  modesReads,
  modesSaid,
  policySaid,
  shortModes,
  usersOf,
  type Volume,
} from './parts/storage.ts'
import { volumeProblems, volumeTold } from './parts/volume-problems.ts'
import { placesOf, sourceFields, sourceReads, sourceWords } from './parts/volume-source.ts'

/** kubectl's words. */
const volumeStatus: (volume: Volume) => Status = remembered((volume: Volume): Status => {
  const { deletionTimestamp, finalizers = [] } = volume.metadata
  const { phase = '', message = '', reason = '' } = volume.status ?? {}
  if (deletionTimestamp !== undefined) {
    const bound = finalizers.includes('kubernetes.io/pv-protection')
    const why = bound ? 'until no claim has it' : finalizers.join(', ')
    return { tone: 'busy', word: 'Terminating', reason: why, since: deletionTimestamp }
  }
  if (phase === 'Failed') return { tone: 'bad', word: phase, reason: message || reason }
  if (phase === 'Released') return released(volume)
  const tones = { Available: 'ok', Bound: 'ok', Pending: 'busy' } as const
  const tone = Object.hasOwn(tones, phase) ? tones[phase as keyof typeof tones] : 'idle'
  return { tone, word: phase || 'Unknown', reason }
})

const volumes: Kind = kind<Volume>({
  reads: [
    ...modesReads,
    ...sourceReads,
    'spec.capacity.storage',
    'spec.persistentVolumeReclaimPolicy',
    'spec.claimRef.namespace',
    'spec.claimRef.name',
    'status.message',
    'status.reason',
    'status.lastPhaseTransitionTime',
  ],
  columns: [
    name,
    {
      title: 'Capacity',
      help: 'How much it holds',
      type: 'quantity',
      cell: ({ spec }) => ({ text: spec?.capacity?.['storage'] ?? '' }),
    },
    text('Access Modes', 'Who may read and write it', ({ spec }) => shortModes(spec?.accessModes)),
    text(
      'Reclaim Policy',
      'What becomes of it when its claim goes',
      ({ spec }) => spec?.persistentVolumeReclaimPolicy,
    ),
    status(volumeStatus),
    {
      title: 'Claim',
      help: 'Who has it',
      type: 'text',
      cell: (volume) => claimSaid(volume) ?? { text: '' },
    },
    classColumn,
    attributesColumn,
    text('Reason', 'Why it failed, in a word', ({ status: of }) => of?.reason, { wide: true }),
    age,
    text('Source', 'Where its data is', sourceWords, { wide: true }),
    text('VolumeMode', 'A file system, or a bare device', ({ spec }) => spec?.volumeMode, {
      wide: true,
    }),
  ],
  status: volumeStatus,
  facets: {},
  sections: (volume) => ({
    main: [storage(volume), source(volume), { block: 'related', id: 'pods' }],
    side: [],
  }),
  relations: [
    {
      id: 'pods',
      title: 'Used by',
      resource: 'pods',
      which: ({ spec }) => {
        const { name: claim, namespace } = spec?.claimRef ?? {}
        return claim === undefined || namespace === undefined ? null : { namespace }
      },
      keep: ({ spec }) => usersOf(spec?.claimRef?.name ?? ''),
      none: 'No pod uses its claim.',
    },
  ],
  problems: volumeProblems,
  told: volumeTold,
})
export default volumes

function released({ spec, status: of }: Volume): Status {
  const keeps = spec?.persistentVolumeReclaimPolicy === 'Retain'
  const since = of?.lastPhaseTransitionTime
  return {
    tone: keeps ? 'warn' : 'busy',
    word: 'Released',
    reason: keeps ? 'its claim is gone' : 'its claim is gone, it goes too',
    ...(since !== undefined && { since }),
  }
}

function claimSaid({ spec }: Volume): Said | undefined {
  const { namespace, name: called } = spec?.claimRef ?? {}
  if (called === undefined || called === '') return undefined
  const to = { resource: 'persistentvolumeclaims', namespace, name: called }
  return { text: `${namespace ?? ''}/${called}`, to }
}

function storage(volume: Volume): Section {
  const { spec = {} } = volume
  return {
    block: 'fields',
    title: 'Storage',
    fields: [
      field('Claim', claimSaid(volume)),
      field('Capacity', spec.capacity?.['storage']),
      field('Access modes', ...modesSaid(spec.accessModes)),
      field('Volume mode', spec.volumeMode),
      field('Reclaim policy', policySaid(spec.persistentVolumeReclaimPolicy)),
      field('Storage class', classLink(spec.storageClassName)),
      field('Attributes class', attributesLink(spec.volumeAttributesClassName)),
      field('Mount options', ...(spec.mountOptions ?? [])),
    ],
  }
}

function source(volume: Volume): Section {
  return {
    block: 'fields',
    title: 'Where it is',
    fields: [
      field('Source', sourceWords(volume)),
      field('Nodes', ...placesOf(volume.spec?.nodeAffinity?.required ?? {})),
      ...sourceFields(volume),
    ],
  }
}
