/** The fields of claims and volumes that are read here (core/v1), and what both share. */
import type { Column, KubeObject, Said } from '../../kind.ts'
import type { Amounts } from './amounts.ts'
import { link } from './fields.ts'
import type { Condition, Labels } from './pod.ts'
import type { Selector } from './selectors.ts'

export interface Claim extends KubeObject {
  readonly spec?: {
    readonly volumeName?: string
    readonly storageClassName?: string
    readonly volumeAttributesClassName?: string
    readonly accessModes?: readonly string[]
    readonly volumeMode?: string
    readonly resources?: { readonly requests?: Amounts; readonly limits?: Amounts }
    readonly selector?: Selector
    readonly dataSource?: Source
    readonly dataSourceRef?: Source
  }
  readonly status?: {
    readonly phase?: string
    readonly capacity?: Amounts
    readonly accessModes?: readonly string[]
    readonly conditions?: readonly Condition[]
    readonly allocatedResourceStatuses?: Labels
    readonly currentVolumeAttributesClassName?: string
  }
}

/** What a claim is filled from: another claim, a snapshot. */
interface Source {
  readonly apiGroup?: string
  readonly kind?: string
  readonly name?: string
  readonly namespace?: string
}

export interface Volume extends KubeObject {
  readonly spec?: {
    readonly capacity?: Amounts
    readonly accessModes?: readonly string[]
    readonly persistentVolumeReclaimPolicy?: string
    readonly storageClassName?: string
    readonly volumeAttributesClassName?: string
    readonly volumeMode?: string
    readonly mountOptions?: readonly string[]
    readonly claimRef?: { readonly namespace?: string; readonly name?: string }
    readonly nodeAffinity?: { readonly required?: NodeTerms }
    readonly [source: string]: unknown
  }
  readonly status?: {
    readonly phase?: string
    readonly message?: string
    readonly reason?: string
    readonly lastPhaseTransitionTime?: string
  }
}

export interface NodeTerms {
  readonly nodeSelectorTerms?: readonly {
    readonly matchExpressions?: Selector['matchExpressions']
    readonly matchFields?: Selector['matchExpressions']
  }[]
}

const modes: readonly (readonly [string, string, string])[] = [
  ['ReadWriteOnce', 'RWO', 'written by one node'],
  ['ReadOnlyMany', 'ROX', 'read by many nodes'],
  ['ReadWriteMany', 'RWX', 'written by many nodes'],
  ['ReadWriteOncePod', 'RWOP', 'written by one pod'],
]

/** `RWO,ROX`, in kubectl's order. */
export const shortModes = (of: readonly string[] = []): string =>
  modes
    .filter(([name]) => of.includes(name))
    .map(([, short]) => short)
    .join(',')

/** `ReadWriteOnce`, `written by one node`. */
export const modesSaid = (of: readonly string[] = []): readonly Said[] =>
  of.map((mode) => ({ text: mode, note: modes.find(([name]) => name === mode)?.[2] }))

const policies: Readonly<Record<string, string>> = {
  Delete: 'its storage goes with its claim',
  Retain: 'it is kept when its claim goes',
  Recycle: 'it is emptied and offered anew',
}

export const policySaid = (policy = ''): Said | undefined =>
  policy === '' ? undefined : { text: policy, note: policies[policy] }

export const classLink = (name: string | undefined): Said | undefined =>
  link('storageclasses.storage.k8s.io', name)

export const attributesLink = (name: string | undefined): Said | undefined =>
  link('volumeattributesclasses.storage.k8s.io', name)

export const classColumn: Column<Claim | Volume> = {
  title: 'StorageClass',
  help: 'What makes volumes of its sort',
  type: 'text',
  cell: ({ spec }) => classLink(spec?.storageClassName) ?? { text: '' },
}

export const attributesColumn: Column<Claim | Volume> = {
  title: 'VolumeAttributesClass',
  help: 'What sets its speed and the like',
  type: 'text',
  wide: true,
  cell: ({ spec }) => attributesLink(spec?.volumeAttributesClassName) ?? { text: '' },
}

/** The columns of both that a list reads. */
export const modesReads = [
  'spec.accessModes',
  'spec.storageClassName',
  'spec.volumeAttributesClassName',
  'spec.volumeMode',
  'status.phase',
]

/** Pods whose volumes name a claim, or that own it: a generic ephemeral volume's. */
export function usersOf(claim: string, owner = ''): (pod: KubeObject) => boolean {
  return (pod) => {
    const { volumes = [] } = (pod['spec'] ?? {}) as {
      readonly volumes?: readonly {
        readonly persistentVolumeClaim?: { readonly claimName?: string }
      }[]
    }
    if (volumes.some(({ persistentVolumeClaim: of }) => of?.claimName === claim)) return true
    return owner !== '' && pod.metadata.uid === owner
  }
}
