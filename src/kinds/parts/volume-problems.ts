/** What is wrong with a volume: one that nobody can have any more. */
import type { Event, Problem } from '../../kind.ts'
import { age } from '../../views/age.ts'
import { stuckDeletion } from './deletion.ts'
import type { Volume } from './storage.ts'
import { toldBy } from './told.ts'

export function volumeProblems(volume: Volume, now: Date): readonly Problem[] {
  const { phase } = volume.status ?? {}
  const own =
    phase === 'Failed' ? [failed(volume)] : phase === 'Released' ? released(volume, now) : []
  return [...own, ...stuckDeletion(volume, now)]
}

/** Drivers that delete say so; the volume stays released until they could. */
export const volumeTold = (
  { status }: Volume,
  events: readonly Event[],
  now: Date,
): readonly Problem[] =>
  status?.phase === 'Released' ? toldBy(events, ['VolumeFailedDelete'], now) : []

const claimed = ({ spec }: Volume) =>
  [spec?.claimRef?.namespace ?? '', spec?.claimRef?.name ?? ''].join('/')

const failed = (volume: Volume): Problem => ({
  tone: 'bad',
  title: `Its storage could not be ${volume.spec?.persistentVolumeReclaimPolicy === 'Recycle' ? 'recycled' : 'deleted'}`,
  evidence: [volume.status?.message ?? '', `Its claim ${claimed(volume)} is gone.`],
  next: [
    { text: 'Delete the storage by hand, then the volume.' },
    { text: 'Events', part: 'events' },
  ],
})

/** Longer than a driver takes to delete one. */
const patience = 5 * 60_000

function released(volume: Volume, now: Date): readonly Problem[] {
  const { persistentVolumeReclaimPolicy: policy } = volume.spec ?? {}
  const long = now.getTime() - Date.parse(volume.status?.lastPhaseTransitionTime ?? '')
  const since = Number.isNaN(long) ? '' : ` ${age(long)} ago`
  if (policy === 'Retain') return [kept(volume, since)]
  if (!(long > patience)) return []
  return [
    {
      tone: 'warn',
      title: `Its storage should have been deleted with its claim${since}`,
      evidence: [
        `Its claim ${claimed(volume)} is gone, and its reclaim policy is ${policy ?? ''}.`,
      ],
      next: [
        { text: 'See whether its driver’s provisioner runs and what it says.' },
        { text: 'Events', part: 'events' },
      ],
    },
  ]
}

const kept = (volume: Volume, since: string): Problem => ({
  tone: 'warn',
  title: `Its claim went${since}: it is kept, with its data, for nobody`,
  evidence: [
    `It belonged to ${claimed(volume)}. Its reclaim policy is Retain: no other claim gets it as it is.`,
  ],
  next: [
    {
      text: 'To offer it anew, with its data',
      run: `kubectl patch pv ${volume.metadata.name} --type=json -p '[{"op":"remove","path":"/spec/claimRef"}]'`,
    },
    { text: 'Or delete it, and its storage by hand.' },
  ],
})
