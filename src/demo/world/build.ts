/** The whole demo cluster as it stands at the start. */
import type { KubeObject } from '../../kube.ts'
import { table } from '../data.ts'
import { text } from '../field.ts'
import { kinds } from '../kinds.ts'
import { endpointSlices } from './endpoints.ts'
import { events } from './events.ts'
import { make, suffix, uidOf } from './make.ts'
import { workload } from './workloads.ts'

/** @param pods at least so many, the rest as clones of one pod in namespaces of 1,000 */
export function build(now: number, pods: number): readonly KubeObject[] {
  const works = table('workloads').flatMap((row) => workload(row, now))
  const others = kinds.flatMap(({ kind }) => table(kind).map((row) => make(kind, { ...row, now })))
  const all = [...others, ...volumes(now), ...works]
  const missing = pods - works.filter((one) => one.kind === 'Pod').length
  return [...all, ...endpointSlices(all, now), ...events(all, now), ...clones(works, missing, now)]
}

/** Every bound claim has its volume. */
const volumes = (now: number) =>
  table('PersistentVolumeClaim')
    .filter((row) => row['volume'] !== '')
    .map(({ ns: claimedIn, name: claim, volume: name, ...row }) => {
      const claimUid = uidOf('PersistentVolumeClaim', String(claimedIn), String(claim))
      return make('PersistentVolume', { ...row, name, claim, claimUid, claimedIn, now })
    })

const crowd = 1000

/** Everything but the metadata is shared with the original, so that 100,000 of them are light. */
function clones(works: readonly KubeObject[], amount: number, now: number): readonly KubeObject[] {
  const first = works.find((one) => one.kind === 'Pod')
  if (first === undefined || amount <= 0) return []
  const { ownerReferences: _, ...metadata } = first.metadata
  const spaces = Array.from({ length: Math.ceil(amount / crowd) }, (__, at) => `crowd-${at}`)
  const all = Array.from({ length: amount }, (__, at): KubeObject => {
    const namespace = `crowd-${Math.floor(at / crowd)}`
    const name = `${text(first, 'spec.containers.0.name')}-${at}-${suffix(String(at), 5)}`
    const uid = uidOf('Pod', namespace, name)
    return { ...first, metadata: { ...metadata, namespace, name, uid } }
  })
  return [...spaces.map((name) => make('Namespace', { name, age: '3d', now })), ...all]
}
