/** Whether a claim has its volume, and why not. */
import type { Status } from '../../kind.ts'
import { trueOf } from './conditions.ts'
import { numberOf } from './amounts.ts'
import type { Condition } from './pod.ts'
import { remembered } from './remembered.ts'
import type { Claim } from './storage.ts'

/** kubectl's words. */
export const claimStatus: (claim: Claim) => Status = remembered((claim: Claim): Status => {
  const { deletionTimestamp, finalizers = [] } = claim.metadata
  const phase = claim.status?.phase ?? ''
  if (deletionTimestamp !== undefined) {
    const used = finalizers.includes('kubernetes.io/pvc-protection')
    const reason = used ? 'until no pod uses it' : finalizers.join(', ')
    return { tone: 'busy', word: 'Terminating', reason, since: deletionTimestamp }
  }
  if (phase === 'Lost') return { tone: 'bad', word: phase, reason: 'its volume is gone' }
  if (phase === 'Pending') return { tone: 'warn', word: phase, reason: whyPending(claim) }
  if (phase !== 'Bound') return { tone: 'idle', word: phase || 'Unknown', reason: '' }
  const failure = resizeFailure(claim)
  if (failure !== '') return { tone: 'bad', word: phase, reason: failure }
  const change = changing(claim)
  return { tone: change === '' ? 'ok' : 'busy', word: phase, reason: change }
})

/** What the claim itself says; what its class does is known by events only. */
function whyPending({ spec }: Claim): string {
  if (spec?.volumeName !== undefined && spec.volumeName !== '')
    return `waits for volume ${spec.volumeName}`
  if (spec?.storageClassName === undefined) return 'no storage class'
  return spec.storageClassName === '' ? 'no volume fits' : ''
}

const failures: readonly (readonly [string, string])[] = [
  ['ControllerResizeError', 'cannot grow'],
  ['NodeResizeError', 'its file system cannot grow'],
  ['ModifyVolumeError', 'its attributes cannot be changed'],
]

/** What its driver could not do, with what it said. */
export function failuresOf({
  status,
}: Claim): readonly { readonly words: string; readonly condition: Condition }[] {
  return failures.flatMap(([type, words]) => {
    const condition = trueOf(status?.conditions, type)
    return condition === undefined ? [] : [{ words, condition }]
  })
}

/** Whether its driver has given up. */
export const infeasible = ({ status }: Claim): boolean =>
  (status?.allocatedResourceStatuses?.['storage'] ?? '').endsWith('Infeasible')

function resizeFailure(claim: Claim): string {
  const [first] = failuresOf(claim)
  return first?.words ?? (infeasible(claim) ? 'cannot grow' : '')
}

/** It asks for more than it has. */
export function grows({ spec, status }: Claim): boolean {
  const [wanted, has] = [spec?.resources?.requests, status?.capacity].map((of) =>
    numberOf(of, 'storage'),
  )
  return (wanted ?? 0) > (has ?? 0) && has !== null
}

function changing(claim: Claim): string {
  const { spec, status } = claim
  if (trueOf(status?.conditions, 'ModifyingVolume') !== undefined) return 'attributes are changing'
  if (!grows(claim)) return ''
  const wanted = spec?.resources?.requests?.['storage'] ?? ''
  return trueOf(status?.conditions, 'FileSystemResizePending') === undefined
    ? `growing to ${wanted}`
    : `grows to ${wanted} when a pod starts`
}
