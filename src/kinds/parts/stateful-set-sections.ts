/** How a StatefulSet changes its pods, and what storage it gives them. */
import type { Fields, Grid, KubeObject, Said } from '../../kind.ts'
import { field, link } from './fields.ts'
import { historyField, lived, podsField, selectorField } from './rollout.ts'
import type { ClaimTemplate, StatefulSet } from './stateful-set.ts'
import { wanted } from './workload.ts'

export function rolloutSection(set: StatefulSet): Fields {
  const { spec = {}, status = {}, metadata } = set
  const { namespace } = metadata
  const { currentRevision: current, updateRevision: newest } = status
  const retention = spec.persistentVolumeClaimRetentionPolicy
  return {
    block: 'fields',
    title: 'Rollout',
    fields: [
      podsField(
        wanted(set),
        [
          [status.updatedReplicas, 'updated'],
          [status.readyReplicas, 'ready'],
          [status.availableReplicas, 'available'],
        ],
        set,
      ),
      field('Strategy', spec.updateStrategy?.type, strategyWords(set)),
      field('Order', orders[spec.podManagementPolicy ?? ''] ?? spec.podManagementPolicy),
      field('First number', spec.ordinals?.start),
      field('Revision', link('controllerrevisions.apps', newest, namespace)),
      field(
        'Before',
        newest === current ? undefined : link('controllerrevisions.apps', current, namespace),
      ),
      field('Service', link('services', spec.serviceName, namespace)),
      field('Claims', retention && kept(retention.whenDeleted, retention.whenScaled)),
      ...lived(set),
      historyField(set),
      selectorField(set),
    ],
  }
}

const orders: Readonly<Record<string, string>> = {
  OrderedReady: 'one after another, each when the one before is ready',
  Parallel: 'all at once',
}

function strategyWords({ spec }: StatefulSet): Said | undefined {
  const { type, rollingUpdate } = spec?.updateStrategy ?? {}
  if (type === 'OnDelete') return { text: '', note: 'a pod is replaced when somebody deletes it' }
  const { partition = 0, maxUnavailable } = rollingUpdate ?? {}
  const words = [
    partition === 0 ? '' : `only pods from ${partition} on`,
    maxUnavailable === undefined ? '' : `at most ${maxUnavailable} fewer`,
  ].filter((word) => word !== '')
  return words.length === 0 ? undefined : { text: '', note: words.join(', ') }
}

const word = (policy: string) => (policy === 'Delete' ? 'deleted' : 'kept')

/** `kept when it is deleted, deleted when it is scaled down`. */
function kept(deleted = 'Retain', scaled = 'Retain'): string {
  if (deleted === scaled) return `${word(deleted)} when it is deleted or scaled down`
  return `${word(deleted)} when it is deleted, ${word(scaled)} when it is scaled down`
}

export function claimsSection({ spec }: StatefulSet): Grid {
  return {
    block: 'grid',
    title: 'A claim for each pod',
    heads: ['Name', 'Size', 'Class', 'Access'],
    rows: (spec?.volumeClaimTemplates ?? []).map(claimRow),
  }
}

function claimRow({ metadata, spec = {} }: ClaimTemplate): readonly Said[] {
  const { storageClassName: of, accessModes = [], volumeMode } = spec
  const raw = volumeMode === 'Block' ? { note: 'a raw device' } : {}
  return [
    { text: metadata?.name ?? '' },
    { text: spec.resources?.requests?.storage ?? '', ...raw },
    link('storageclasses.storage.k8s.io', of) ?? { text: '', note: 'the cluster’s default' },
    { text: accessModes.join(', ') },
  ]
}

/** `TEMPLATE-SET-3`. */
export function isClaimOf({ spec, metadata: { name } }: StatefulSet) {
  const heads = (spec?.volumeClaimTemplates ?? []).map(
    (each) => `${each.metadata?.name ?? ''}-${name}-`,
  )
  return ({ metadata }: KubeObject): boolean =>
    heads.some(
      (head) => metadata.name.startsWith(head) && /^\d+$/.test(metadata.name.slice(head.length)),
    )
}
