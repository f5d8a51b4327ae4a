/** Why a claim has no volume, or not the one that it asks for. */
import type { Problem, Step } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { failuresOf, grows, infeasible } from './claim-status.ts'
import { trueOf } from './conditions.ts'
import { stuckDeletion } from './deletion.ts'
import type { Claim } from './storage.ts'

export function claimProblems(claim: Claim, now: Date): readonly Problem[] {
  return [...lost(claim), ...unbound(claim), ...resizing(claim, now), ...stuckDeletion(claim, now)]
}

const volumes: Step = { text: 'Volumes', to: { list: 'persistentvolumes', query: {} } }
export const classes: Step = {
  text: 'Storage classes',
  to: { list: 'storageclasses.storage.k8s.io', query: {} },
}

function lost({ spec, status }: Claim): readonly Problem[] {
  if (status?.phase !== 'Lost') return []
  return [
    {
      tone: 'bad',
      title: `Its volume ${spec?.volumeName ?? ''} is gone`,
      evidence: ['The claim was bound to it. What was stored there may be gone too.'],
      next: [
        volumes,
        { text: 'A lost claim is not bound again: make a new one, and fill it from a backup.' },
      ],
    },
  ]
}

function unbound(claim: Claim): readonly Problem[] {
  const { spec = {}, status } = claim
  if (status?.phase !== 'Pending' || claim.metadata.deletionTimestamp !== undefined) return []
  if (spec.volumeName !== undefined && spec.volumeName !== '')
    return [waitsFor(spec.volumeName, claim)]
  if (spec.storageClassName === undefined) return [classless(claim)]
  return spec.storageClassName === '' ? [unfit(claim)] : []
}

const asks = ({ spec }: Claim) =>
  `It asks for ${[spec?.resources?.requests?.['storage'] ?? '', ...(spec?.accessModes ?? [])]
    .filter((each) => each !== '')
    .join(', ')}.`

const waitsFor = (name: string, claim: Claim): Problem => ({
  tone: 'warn',
  title: `It waits for volume ${name}`,
  evidence: [
    'It names this volume, and takes no other. It is not there, bound to another claim, or does not fit.',
    asks(claim),
  ],
  next: [{ text: `Volume ${name}`, to: { resource: 'persistentvolumes', name } }, volumes],
})

const classless = (claim: Claim): Problem => ({
  tone: 'warn',
  title: 'It names no storage class, and the cluster has no default one',
  evidence: ['It is bound only where a volume without a class fits.', asks(claim)],
  next: [
    classes,
    { text: 'Set its spec.storageClassName, which may be set while it is empty', part: 'yaml' },
    {
      text: 'Or make a class the default',
      run: 'kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true',
    },
  ],
})

const unfit = (claim: Claim): Problem => ({
  tone: 'warn',
  title: 'No volume fits it',
  evidence: [
    'Its storage class is empty: nothing makes a volume for it, it takes one that is there and has no class.',
    asks(claim),
  ],
  next: [volumes, { text: 'Make a volume of this size and these access modes.' }],
})

/** Longer than a driver takes to make a volume larger. */
const patience = 10 * 60_000

function resizing(claim: Claim, now: Date): readonly Problem[] {
  const failed = failuresOf(claim)
  if (failed.length > 0)
    return failed.map(({ words, condition }) => ({
      tone: 'bad',
      title: `It ${words}`.replace('It its', 'Its'),
      evidence: [
        condition.message ?? '',
        grows(claim) ? `It has ${claim.status?.capacity?.['storage'] ?? ''}. ${asks(claim)}` : '',
      ],
      next: [
        {
          text: infeasible(claim)
            ? 'Its driver has given up: ask for less, but not for less than it has.'
            : 'See what its driver says: it tries again.',
        },
        { text: 'Events', part: 'events' },
      ],
    }))
  return slow(claim, now)
}

function slow({ status }: Claim, now: Date): readonly Problem[] {
  const waiting = trueOf(status?.conditions, 'FileSystemResizePending')
  if (waiting !== undefined)
    return [
      {
        tone: 'warn',
        title: 'Its volume has grown, its file system has not',
        evidence: [waiting.message ?? ''],
        next: [{ text: 'Start a pod that uses it, or start the one that does anew.' }],
      },
    ]
  const since = trueOf(status?.conditions, 'Resizing')?.lastTransitionTime ?? ''
  const long = now.getTime() - Date.parse(since)
  if (!(long > patience)) return []
  return [
    {
      tone: 'warn',
      title: `It has been growing for ${age(long)}`,
      evidence: [],
      next: [
        { text: 'See whether its driver’s resizer runs.' },
        { text: 'Events', part: 'events' },
      ],
    },
  ]
}
