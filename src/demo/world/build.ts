/** The whole demo cluster as it stands at the start. */
import type { KubeObject } from '../../kube.ts'
import { table } from '../data.ts'
import { kinds } from '../kinds.ts'
import { endpointSlices } from './endpoints.ts'
import { events } from './events.ts'
import { make } from './make.ts'
import { workload } from './workloads.ts'

/** @param now the start, in milliseconds */
export function build(now: number): readonly KubeObject[] {
  const works = table('workloads').flatMap((row) => workload(row, now))
  const others = kinds.flatMap(({ kind }) => table(kind).map((row) => make(kind, { ...row, now })))
  const all = [...others, ...works]
  return [...all, ...endpointSlices(all, now), ...events(all, now)]
}
