/** What only events know of a claim: what its class and its driver do. */
import type { Event, Problem, Step } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { claimStatus, grows } from './claim-status.ts'
import { classes } from './claim-problems.ts'
import type { Claim } from './storage.ts'
import { isFresh, toldBy } from './told.ts'

export function claimTold(claim: Claim, events: readonly Event[], now: Date): readonly Problem[] {
  const { word, tone } = claimStatus(claim)
  if (word === 'Pending') return pending(claim, events, now)
  if (grows(claim) && tone !== 'ok') return toldBy(events, ['VolumeResizeFailed'], now)
  return []
}

function pending(claim: Claim, events: readonly Event[], now: Date): readonly Problem[] {
  const recent = events.filter((event) => isFresh(event, now))
  const of = (reason: string) => recent.find((event) => event.reason === reason)
  const first = of('WaitForFirstConsumer')
  const failed = of('ProvisioningFailed')
  const missing = /storageclass\S* "(.+)" not found/.exec(failed?.message ?? '')?.[1]
  if (missing !== undefined) return [noClass(missing)]
  const told = toldBy(events, ['ProvisioningFailed', 'FailedBinding', 'VolumeMismatch'], now)
  if (told.length > 0) return told
  if (first !== undefined) return [waits(claim)]
  const pod = of('WaitForPodScheduled')
  if (pod !== undefined) return [scheduling(pod)]
  const asked = of('ExternalProvisioning') ?? of('Provisioning')
  return asked === undefined ? [] : making(claim, asked, now)
}

const classOf = ({ spec }: Claim): readonly Step[] => {
  const name = spec?.storageClassName ?? ''
  if (name === '') return []
  return [{ text: `Class ${name}`, to: { resource: 'storageclasses.storage.k8s.io', name } }]
}

const noClass = (name: string): Problem => ({
  tone: 'bad',
  title: `There is no storage class ${name}`,
  evidence: ['Nothing makes a volume for this claim.'],
  next: [
    classes,
    { text: 'Make that class, or make the claim anew with another: its class cannot be changed.' },
  ],
})

const waits = (claim: Claim): Problem => ({
  tone: 'idle',
  title: 'It waits for the first pod that uses it',
  evidence: [
    'Its class makes or binds a volume only then, so that it stands where the pod runs. Nothing is wrong.',
  ],
  next: classOf(claim),
})

const scheduling = ({ message = '' }: Event): Problem => ({
  tone: 'warn',
  title: 'It waits for its pod to be scheduled',
  evidence: [message],
  next: [{ text: 'See why the pod finds no node.' }],
})

/** Longer than most drivers take. */
const patience = 60_000

function making(claim: Claim, { message = '' }: Event, now: Date): readonly Problem[] {
  const old = now.getTime() - Date.parse(claim.metadata.creationTimestamp ?? '')
  if (!(old > patience)) return []
  const by = claim.metadata.annotations?.['volume.kubernetes.io/storage-provisioner'] ?? ''
  return [
    {
      tone: 'warn',
      title: `Its volume is not made yet: asked ${by === '' ? 'its driver' : by} for ${age(old)}`,
      evidence: [message],
      next: [
        { text: 'See whether the pods of this driver run and what they say.' },
        ...classOf(claim),
      ],
    },
  ]
}
